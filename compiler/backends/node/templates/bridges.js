
function bridgesJson() {
  return $native.$bridges();
}

function bridges() {
  return JSON.parse($native.$bridges()).operations.map(
    ({ candidate_calls, saved_seconds, ...rest }) => ({
      ...rest,
      candidateCalls: candidate_calls,
      savedSeconds: saved_seconds,
    }),
  );
}

module.exports.bridges = bridges;
module.exports.bridgesJson = bridgesJson;

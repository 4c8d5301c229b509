/**
 * What `node --test` prints: a line per test, and at the end, where one looks first, everything about those that failed.
 * Unlike Node's own readable form it also tells how the process of a test file ended.
 */

function howItFailed({ name, file, line, details }) {
  const { error } = details;
  const ended = ["exitCode", "signal"]
    .filter((key) => typeof (error[key] ?? null) !== "object")
    .map((key) => `${key} ${error[key]}`);
  const { cause } = error;
  const text = cause?.stack ?? cause ?? error.stack ?? error;
  return [`FAILED ${name}`, `${file ?? ""}:${line ?? ""}`, ...ended, text].join(
    "\n  ",
  );
}

export default async function* report(events) {
  const failures = [];
  let passed = 0;
  for await (const { type, data } of events) {
    if (type === "test:stdout" || type === "test:stderr") {
      yield data.message;
    } else if (type === "test:pass" || type === "test:fail") {
      const isGood = type === "test:pass";
      const word = data.skip === undefined ? "ok" : "skipped";
      const took = Math.round(data.details.duration_ms);
      yield `${isGood ? word : "FAILED"} ${data.name} (${took} ms)\n`;
      if (isGood) {
        passed++;
      } else {
        failures.push(howItFailed(data));
      }
    }
  }
  yield `${passed} passed, ${failures.length} failed\n`;
  for (const failure of failures) {
    yield `\n${failure}\n`;
  }
}

/** Whether a refused call leaves something behind: TENON_ABUSE_REPEAT says how often it is repeated. */

const TIMES = Number(process.env.TENON_ABUSE_REPEAT ?? 0);

function repeat(act, times) {
  for (let time = 0; time < times; time++) {
    try {
      act();
    } catch {
      // As it was.
    }
  }
}

function used() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What grew, or null. */
export function growth(act) {
  if (TIMES === 0) {
    return null;
  }
  repeat(act, 64);
  const before = used();
  repeat(act, TIMES);
  const more = used() - before;
  return more > TIMES * 24
    ? `${more} more bytes after ${TIMES} refused calls`
    : null;
}

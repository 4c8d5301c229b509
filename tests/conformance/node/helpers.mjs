import assert from "node:assert/strict";

/** Collect garbage until something that the collector brings about has happened. */
export async function collected(happened) {
  for (let i = 0; i < 50; i++) {
    // What a WeakRef was asked for stays alive until the end of the same job.
    await new Promise((resolve) => setTimeout(resolve, 5));
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (happened()) {
      return;
    }
  }
  assert.fail("nothing was collected");
}

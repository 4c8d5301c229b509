import assert from "node:assert/strict";

/** Collect garbage until something that the collector brings about has happened. */
export async function collected(happened) {
  for (let i = 0; i < 50; i++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (happened()) {
      return;
    }
  }
  assert.fail("nothing was collected");
}

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

/** Hold that doing something again and again leaves memory as it is, once its pools are filled. */
export async function steadyMemory(action, most) {
  // ASan keeps what was freed.
  if (process.env.ASAN_OPTIONS !== undefined) {
    await action();
    return;
  }
  const sizes = [];
  for (let i = 0; i < 6; i++) {
    await action();
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 5));
    globalThis.gc();
    sizes.push(process.memoryUsage().rss);
  }
  const grown = sizes.at(-1) - sizes[1];
  assert.ok(grown < most, `${grown} bytes more: ${sizes.join(" ")}`);
}

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

// Nothing that a test waits for takes nearly as long: only so that what never comes fails, and says where.
const TOO_LONG = 60000;

/** Let others run for a while. */
export function later(milliseconds = 1) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Wait until something has happened. */
export async function until(happened) {
  const end = Date.now() + TOO_LONG;
  while (!happened()) {
    assert.ok(Date.now() < end, `did not happen: ${happened}`);
    await later();
  }
}

/** A gate that is open after the test in any case: the calls that wait there hold all threads that the next test needs. */
export function openedAtEnd(t, gate) {
  t.after(() => gate.open());
  return gate;
}

/** What a function throws. */
export function thrownBy(action) {
  try {
    action();
  } catch (error) {
    return error;
  }
  assert.fail("nothing was thrown");
}

/** What a promise is rejected with. */
export async function rejectionOf(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  assert.fail("nothing was thrown");
}

/** What a program of its own says. */
export function run(code, ...options) {
  return spawnSync(process.execPath, [...options, "-e", code], {
    cwd: dirname(fileURLToPath(import.meta.url)),
    encoding: "utf8",
    timeout: TOO_LONG,
  });
}

/** Collect garbage until something that the collector brings about has happened. */
export async function collected(happened) {
  for (let i = 0; i < 50; i++) {
    // What a WeakRef was asked for stays alive until the end of the same job.
    await later(5);
    globalThis.gc();
    await later(5);
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
    await later(5);
    globalThis.gc();
    sizes.push(process.memoryUsage().rss);
  }
  const grown = sizes.at(-1) - sizes[1];
  assert.ok(grown < most, `${grown} bytes more: ${sizes.join(" ")}`);
}

"use strict";

// One table for all packages: what one of them shows, another may pass to its library.
const key = Symbol.for("tenon.lent");

/** What libraries read beyond a call: how many do, and what waits until none does. */
const lent = (globalThis[key] ??= new WeakMap());

/** A library reads an ArrayBuffer. */
function $lend(buffer) {
  const state = lent.get(buffer) ?? { count: 0, waiting: [] };
  state.count += 1;
  lent.set(buffer, state);
}

/** It does so no longer. */
function $takeBack(buffer) {
  const state = lent.get(buffer);
  state.count -= 1;
  if (state.count === 0) {
    lent.delete(buffer);
    state.waiting.forEach((action) => action());
  }
}

/** Do something that ends the memory of ArrayBuffers as soon as no library reads any of them. */
function $whenBack(buffers, action) {
  const state = buffers.map((each) => lent.get(each)).find(Boolean);
  if (state === undefined) {
    action();
  } else {
    state.waiting.push(() => $whenBack(buffers, action));
  }
}

module.exports = { $lend, $takeBack, $whenBack };

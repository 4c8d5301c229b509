import assert from "node:assert/strict";
import test from "node:test";

import {
  BadNumberError,
  Gate,
  addInSteps,
  addInStepsAsync,
  addTelling,
} from "calling";
import { later } from "./helpers.mjs";

test("addTelling__onProgress__hears_every_step", () => {
  const heard = [];
  const onProgress = (done, all) => heard.push([done, all]);
  assert.equal(addTelling(3, { onProgress }), 6n);
  assert.deepEqual(heard, [
    [1n, 3n],
    [2n, 3n],
    [3n, 3n],
  ]);
});

test("addTelling__nobody_listens__works", () => {
  for (const options of [
    undefined,
    {},
    { onProgress: null },
    { onProgress: undefined },
  ]) {
    assert.equal(addTelling(3, options), 6n);
  }
  assert.equal(addTelling(3), 6n);
});

test("addInSteps__synchronous_and_blocking__tells_on_this_thread", () => {
  const heard = [];
  const sum = addInSteps(null, 25, 10, {
    onProgress: (done) => heard.push(done),
  });
  assert.equal(sum, 325n);
  assert.deepEqual(heard, [10n, 20n, 25n]);
});

test("addInStepsAsync__onProgress__is_called_before_the_end", async () => {
  const gate = new Gate();
  const heard = [];
  const sum = await addInStepsAsync(gate, 30, 10, {
    onProgress(done, all) {
      heard.push(done);
      assert.equal(all, 30n);
      if (done === 20n) {
        gate.open();
      }
    },
  });
  assert.equal(sum, 465n);
  assert.deepEqual(heard, [10n, 20n, 30n]);
});

test("onProgress__throws__the_same_value_comes_out", async () => {
  const error = { any: "thing" };
  const onProgress = () => {
    throw error;
  };
  const caught = [];
  try {
    addTelling(5, { onProgress });
  } catch (thrown) {
    caught.push(thrown);
  }
  try {
    await addInStepsAsync(null, 30, 10, { onProgress });
  } catch (thrown) {
    caught.push(thrown);
  }
  assert.equal(caught[0], error);
  assert.equal(caught[1], error);
});

test("onProgress__gives_a_promise__is_waited_for_in_awaited_calls", async () => {
  let running = 0;
  let most = 0;
  await addInStepsAsync(null, 50, 10, {
    async onProgress() {
      running++;
      most = Math.max(most, running);
      await later();
      running--;
    },
  });
  assert.equal(running, 0);
  assert.equal(most, 1);
});

test("onProgress__no_function__is_a_type_error", async () => {
  assert.throws(() => addTelling(3, { onProgress: 5 }), {
    name: "TypeError",
    message: /^onProgress must be a function or null/,
  });
  await assert.rejects(
    addInStepsAsync(null, 3, 1, { onProgress: {} }),
    TypeError,
  );
});

test("onProgress__call_fails__error_is_that_of_the_library", async () => {
  const onProgress = () => {};
  assert.throws(() => addInSteps(null, 3, 0, { onProgress }), BadNumberError);
  await assert.rejects(
    addInStepsAsync(null, 3, 0, { onProgress }),
    BadNumberError,
  );
});

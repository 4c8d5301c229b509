import assert from "node:assert/strict";
import test from "node:test";
import { Worker } from "node:worker_threads";

import {
  BadNumberError,
  BrokenContractError,
  BusyError,
  CallbackFailedError,
  Choice,
  NoAnswerError,
  Station,
  Ticker,
  addChosen,
  addLater,
  addNumbers,
  each,
  eachElsewhere,
  eachElsewhereAsync,
  eachSpread,
  eachSpreadAsync,
  first,
  fold,
  giveArrays,
  giveBadChoice,
  giveBadText,
  giveNumbers,
  giveTexts,
  log,
  nameAll,
  setLogger,
  sumFetched,
  sumFilled,
  tellBoth,
  tellIfAny,
  translateOften,
  walk,
  whisperElsewhere,
  whisperElsewhereAsync,
  whisperHere,
} from "calling";
import {
  collected,
  later,
  rejectionOf,
  run,
  steadyMemory,
  thrownBy,
} from "./helpers.mjs";

/** A function that nothing but the library knows, and what says whether it is still there. */
function forgettable(make) {
  const made = make();
  return [made, new WeakRef(made)];
}

// ---- During the call

test("each__visitor__sees_every_number", () => {
  const seen = [];
  const visited = each(3, 6, (number) => {
    seen.push(number);
    return true;
  });
  assert.equal(visited, 3);
  assert.deepEqual(seen, [3n, 4n, 5n]);
});

test("each__false__ends", () => {
  assert.equal(
    each(0, 10, (number) => number < 4n),
    5,
  );
});

test("fold__context_in_the_middle__gets_both_numbers", () => {
  assert.equal(
    fold(new Float64Array([1, 2, 3]), 10, (sum, value) => sum * 2 + value),
    91,
  );
});

test("first__texts__are_compared", () => {
  const compare = (left, right) => (left < right ? -1 : left > right ? 1 : 0);
  assert.equal(first(compare, ["pear", "äpfel", "apple"]), "apple");
  assert.equal(first(compare, []), null);
});

test("addChosen__enum__crosses_both_ways", () => {
  const usual = [];
  const sum = addChosen(5, (number, choice) => {
    usual.push(choice);
    return number === 5 ? Choice.END : choice;
  });
  assert.equal(sum, 4n);
  assert.deepEqual(usual, [0, 1, 0, 1, 0]);
});

test("walk__records__cross_both_ways", () => {
  const place = walk({ x: 1, y: 2 }, { x: 1, y: -1 }, 3, (at, by) => ({
    x: at.x + by.x,
    y: at.y + by.y,
  }));
  assert.deepEqual(place, { x: 4, y: -1 });
});

test("addNumbers__several_results__are_one_object", () => {
  const book = { ada: 1n, bob: 2 };
  const { sum, mobile } = addNumbers(["ada", "bob", "ada"], (name) => ({
    number: book[name],
    isMobile: name === "ada",
  }));
  assert.equal(sum, 4n);
  assert.equal(mobile, 2);
  assert.throws(
    () => addNumbers(["x"], () => ({ number: -1, isMobile: false })),
    BadNumberError,
  );
});

test("sumFilled__whole_array__must_have_that_length", () => {
  assert.equal(
    sumFilled(3, (count) => new Float64Array(count).fill(2)),
    6,
  );
  assert.equal(
    sumFilled(2, () => [1, 2]),
    3,
  );
  assert.throws(() => sumFilled(3, () => [1, 2]), RangeError);
  assert.throws(() => sumFilled(3, () => "abc"), TypeError);
});

test("sumFetched__pieces__may_be_shorter", () => {
  const left = [1, 2, 3, 4, 5];
  const sum = sumFetched(2, (count) => {
    const numbers = left.splice(0, count);
    return { result: left.length > 0, numbers };
  });
  assert.equal(sum, 15n);
  assert.throws(
    () => sumFetched(2, () => ({ result: false, numbers: [1, 2, 3] })),
    RangeError,
  );
});

test("nameAll__text_or_none__is_given", () => {
  const names = nameAll(4, (number) => (number % 2n ? `n${number} ü` : null));
  assert.equal(names, "n1 ü n3 ü");
  assert.equal(
    nameAll(2, () => undefined),
    "",
  );
});

test("translateOften__text__comes_back", () => {
  assert.equal(
    translateOften("a", 3, (text) => `${text}😀`),
    "a😀😀😀",
  );
  const long = "x".repeat(5000);
  assert.equal(
    translateOften("", 1, () => long),
    long,
  );
});

test("giveNumbers__size_that_no_number_holds__is_a_range_error", () => {
  let calls = 0;
  assert.throws(() => giveNumbers(() => calls++), {
    name: "RangeError",
    message: /2 \*\* 53/,
  });
  assert.equal(calls, 0);
});

test("giveTexts__every_kind__arrives", () => {
  const given = [];
  giveTexts("xyz", (...texts) => given.push(texts));
  assert.deepEqual(given, [["xyz", null, "x", ["xyz", "xyz"]]]);
});

test("giveArrays__kept__are_copies", () => {
  const given = [];
  giveArrays(3, (...arrays) => {
    given.push(...arrays);
  });
  assert.deepEqual(given, [
    new BigInt64Array([0n, 1n, 2n]),
    [0, 1, 2],
    [
      { x: 0, y: -0 },
      { x: 1, y: -1 },
      { x: 2, y: -2 },
    ],
    new Uint8Array([0, 1, 2]),
  ]);
  giveArrays(0, (numbers) => assert.equal(numbers.length, 0));
});

test("tellIfAny__left_out__is_none", () => {
  let told = 0;
  assert.equal(
    tellIfAny(() => told++),
    true,
  );
  assert.equal(tellIfAny(null), false);
  assert.equal(tellIfAny(), false);
  assert.equal(told, 1);
});

test("each__no_function__raises_type_error", () => {
  for (const visit of [null, undefined, 5, {}, "f"]) {
    assert.throws(() => each(0, 1, visit), {
      name: "TypeError",
      code: "ERR_INVALID_ARG_TYPE",
      message: /^visit must be a function, not /,
    });
  }
});

// ---- Failures

test("callback__throws__the_same_value_comes_out", () => {
  const thrown = [
    new Error("no"),
    new TypeError("type"),
    Object.freeze({ any: "thing" }),
    "text",
    17,
    null,
    undefined,
    Symbol("s"),
  ];
  for (const value of thrown) {
    const caught = thrownBy(() =>
      each(0, 10, () => {
        throw value;
      }),
    );
    assert.equal(caught, value);
  }
});

test("callback__throws__stack_and_message_are_its_own", () => {
  const error = thrownBy(() =>
    each(0, 10, function nameOfTheVisitor() {
      throw new RangeError("beyond");
    }),
  );
  assert.equal(error.message, "beyond");
  assert.match(error.stack, /nameOfTheVisitor/);
  assert.equal(error.cause, undefined);
});

test("callback__throws__is_not_called_again", () => {
  let calls = 0;
  const error = new Error("once");
  assert.equal(
    thrownBy(() =>
      fold([1, 2, 3], 0, () => {
        calls++;
        throw error;
      }),
    ),
    error,
  );
  assert.equal(calls, 1);
});

test("callbacks__one_throws__the_other_is_not_called", () => {
  const calls = [];
  const error = new Error("first");
  const caught = thrownBy(() =>
    tellBoth(
      () => {
        calls.push("first");
        throw error;
      },
      () => calls.push("second"),
    ),
  );
  assert.equal(caught, error);
  assert.deepEqual(calls, ["first"]);
});

test("callback__throws_in_status_function__its_value_wins", () => {
  const error = new Error("mine");
  const caught = thrownBy(() =>
    addNumbers(["x"], () => {
      throw error;
    }),
  );
  assert.equal(caught, error);
  assert.ok(!(caught instanceof NoAnswerError));
});

test("callback__wrong_result__is_a_type_error", () => {
  const wrong = [
    [() => each(0, 1, () => undefined), "the result of visitor"],
    [() => each(0, 1, () => 1), "the result of visitor"],
    [() => fold([1], 0, () => "1"), "the result of combine"],
    [() => nameAll(1, () => 5), "the result of nameIt"],
    [() => addNumbers(["x"], () => 5), "the result of find"],
    [() => addNumbers(["x"], () => ({ number: 1 })), "the result of find"],
    [() => walk({ x: 0, y: 0 }, { x: 0, y: 0 }, 1, () => ({ x: 1 })), "y"],
    [() => each(0, 1, async () => true), "the result of visitor"],
  ];
  for (const [action, place] of wrong) {
    const error = thrownBy(action);
    assert.ok(error instanceof TypeError, String(error));
    assert.ok(error.message.includes(place), error.message);
  }
});

test("callback__result_out_of_range__is_a_range_error", () => {
  assert.throws(() => first(() => 2 ** 31, ["a", "b"]), RangeError);
});

test("callback__unknown_constant__is_refused", () => {
  const error = thrownBy(() => addChosen(1, () => 17));
  assert.match(error.message, /17/);
});

test("callback__throws_after_another_error__keeps_its_own", () => {
  assert.throws(
    () => addNumbers(["x"], () => ({ number: -1, isMobile: true })),
    BadNumberError,
  );
  const error = new Error("later");
  assert.equal(
    thrownBy(() =>
      each(0, 1, () => {
        throw error;
      }),
    ),
    error,
  );
  assert.equal(
    each(0, 1, () => true),
    1,
  );
});

test("callback__calls_the_library__nests", () => {
  const error = new Error("inner");
  const caught = [];
  const visited = each(0, 3, (number) => {
    caught.push(
      thrownBy(() =>
        each(0, number + 1n, () => {
          throw error;
        }),
      ),
    );
    return each(0, 2, () => true) === 2;
  });
  assert.equal(visited, 3);
  assert.deepEqual(caught, [error, error, error]);
});

test("library__hands_over_what_its_contract_rules_out__is_an_error", () => {
  let calls = 0;
  assert.throws(() => giveBadText(() => calls++), BrokenContractError);
  assert.throws(() => giveBadChoice(() => calls++), BrokenContractError);
  assert.equal(calls, 0);
});

test("class__of_a_failed_callback__is_exported", () => {
  assert.equal(new CallbackFailedError("x").code, "TENON_CALLBACK_FAILED");
});

// ---- On other threads

test("eachElsewhere__synchronous__says_busy_instead_of_hanging", () => {
  let calls = 0;
  const error = thrownBy(() =>
    eachElsewhere(0, 3, () => {
      calls++;
      return true;
    }),
  );
  assert.ok(error instanceof BusyError, String(error));
  assert.match(error.message, /awaitable/);
  assert.equal(calls, 0);
});

test("eachSpread__synchronous__says_busy_instead_of_hanging", () => {
  assert.throws(() => eachSpread(0, 100, 8, () => true), BusyError);
});

test("eachElsewhereAsync__visitor__runs_on_the_main_thread", async () => {
  const seen = [];
  const visited = await eachElsewhereAsync(0, 5, (number) => {
    seen.push(number);
    return number < 3n;
  });
  assert.equal(visited, 4);
  assert.deepEqual(seen, [0n, 1n, 2n, 3n]);
});

test("eachSpreadAsync__many_threads__every_number_once", async () => {
  const seen = new Set();
  const visited = await eachSpreadAsync(0, 2000, 16, (number) => {
    seen.add(number);
    return true;
  });
  assert.equal(visited, 2000);
  assert.equal(seen.size, 2000);
});

test("eachElsewhereAsync__visitor_throws__the_same_value_comes_out", async () => {
  for (const value of [new Error("no"), { any: "thing" }, undefined, 3]) {
    const caught = await rejectionOf(
      eachElsewhereAsync(0, 5, () => {
        throw value;
      }),
    );
    assert.equal(caught, value);
  }
});

test("eachElsewhereAsync__wrong_result__is_a_type_error", async () => {
  const caught = await rejectionOf(eachElsewhereAsync(0, 5, () => 0));
  assert.ok(caught instanceof TypeError, String(caught));
});

test("eachElsewhereAsync__promises__are_waited_for", async () => {
  const seen = [];
  const visited = await eachElsewhereAsync(0, 3, async (number) => {
    await later();
    seen.push(number);
    return true;
  });
  assert.equal(visited, 3);
  assert.deepEqual(seen, [0n, 1n, 2n]);
  const error = new Error("rejected");
  const caught = await rejectionOf(
    eachElsewhereAsync(0, 3, async () => {
      await later();
      throw error;
    }),
  );
  assert.equal(caught, error);
});

test("whisper__another_thread__is_refused", async () => {
  const heard = [];
  const whisper = (text) => {
    heard.push(text);
    return true;
  };
  assert.equal(whisperHere("psst", whisper), true);
  assert.throws(() => whisperElsewhere("no", whisper), BrokenContractError);
  const error = await rejectionOf(whisperElsewhereAsync("no", whisper));
  assert.ok(error instanceof BrokenContractError, String(error));
  assert.deepEqual(heard, ["psst"]);
});

test("addLater__thread_that_nobody_waits_for__calls", async () => {
  const sum = await new Promise((resolve) => {
    const alive = setInterval(() => {}, 1000);
    addLater(100, (level) => {
      clearInterval(alive);
      resolve(level);
    });
  });
  assert.equal(sum, 5050);
});

test("ticker__while_others_wait__calls_the_main_thread", async () => {
  const ticker = new Ticker();
  let ticks = 0;
  ticker.start(() => {
    ticks++;
    return true;
  });
  assert.ok((await ticker.waitAsync(50)) >= 50n);
  await ticker.stopAsync();
  const atEnd = ticks;
  assert.ok(atEnd >= 50);
  await later(5);
  assert.equal(ticks, atEnd);
  ticker.close();
});

test("ticker__stopped_synchronously__does_not_hang", () => {
  for (const stop of ["stop", "halt", "close"]) {
    const { status, stderr } = run(`
      const { Ticker } = require("calling");
      const ticker = new Ticker();
      ticker.start(() => true);
      setTimeout(() => ticker.${stop}(), 5);
    `);
    assert.equal(status, 0, stderr);
  }
});

test("foreign_callback__throws__is_an_uncaught_exception", () => {
  const { status, stdout } = run(`
    const { Ticker } = require("calling");
    const ticker = new Ticker();
    const error = new Error("nobody waits");
    // The thread of the ticker may take its time to begin.
    const alive = setInterval(() => {}, 1000);
    process.on("uncaughtException", (caught) => {
      console.log(caught === error);
      clearInterval(alive);
      ticker.close();
    });
    let calls = 0;
    ticker.start(() => {
      calls++;
      if (calls === 1) throw error;
      return true;
    });
  `);
  assert.equal(stdout, "true\n");
  assert.equal(status, 0);
});

test("process__threads_still_calling__ends", () => {
  for (const end of ["process.exit(0)", "0"]) {
    const { status, stderr, signal } = run(`
      const { Ticker, eachElsewhereAsync } = require("calling");
      const ticker = new Ticker();
      globalThis.kept = ticker;
      ticker.start(() => true);
      setTimeout(() => { ${end}; }, 20);
    `);
    assert.equal(signal, null);
    assert.equal(status, 0, stderr);
  }
});

test("process__exits_inside_a_callback__ends", () => {
  const { status, signal } = run(`
    const { eachElsewhereAsync } = require("calling");
    eachElsewhereAsync(0, 1000000, (number) => {
      if (number === 100n) process.exit(7);
      return true;
    });
  `);
  assert.equal(signal, null);
  assert.equal(status, 7);
});

test("process__exits_while_a_callback_is_promised__ends", () => {
  const { status, signal } = run(`
    const { eachElsewhereAsync } = require("calling");
    eachElsewhereAsync(0, 3, () => new Promise(() => {}));
    setTimeout(() => process.exit(6), 50);
  `);
  assert.equal(signal, null);
  assert.equal(status, 6);
});

// ---- Kept

test("onAlarm__replaced__only_the_new_one_is_called", () => {
  const station = new Station();
  const heard = [];
  station.onAlarm((level) => heard.push(["old", level]));
  station.measure(101);
  station.onAlarm((level) => heard.push(["new", level]));
  station.measure(102);
  station.onAlarm(null);
  station.measure(103);
  station.onAlarm();
  assert.deepEqual(heard, [
    ["old", 101],
    ["new", 102],
  ]);
});

test("setJudge__refused__keeps_the_one_before", () => {
  const station = Station.withJudge(() => 1);
  assert.equal(station.ask(1), 1);
  station.setJudge(true, () => 2);
  assert.equal(station.ask(1), 2);
  assert.throws(() => station.setJudge(false, () => 3), BadNumberError);
  globalThis.gc();
  assert.equal(station.ask(1), 2);
});

test("onNext__next_level__is_called_once", () => {
  const station = new Station();
  const heard = [];
  station.onNext((level) => heard.push(level));
  station.measure(1);
  station.measure(2);
  assert.deepEqual(heard, [1]);
});

test("add__until_removed__is_called", () => {
  const station = new Station();
  const heard = [];
  const number = station.add((level) => heard.push(level));
  station.measure(1);
  station.remove(number);
  station.measure(2);
  assert.deepEqual(heard, [1]);
});

test("kept_callback__throws__comes_out_of_the_call_it_runs_in", () => {
  const station = new Station();
  const error = new Error("alarm");
  station.onAlarm(() => {
    throw error;
  });
  assert.equal(
    thrownBy(() => station.measure(200)),
    error,
  );
  assert.equal(station.measure(1), 0n);
  assert.equal(
    thrownBy(() => station.measure(200)),
    error,
  );
});

test("kept_callback__object_is_used__can_read_it", () => {
  const station = new Station();
  station.add(() => {
    assert.throws(() => station.measure(1), BusyError);
  });
  station.measure(5);
  assert.equal(station.level, 5);
});

test("setLogger__package_wide__is_replaced", () => {
  const lines = [];
  assert.equal(log("nobody"), false);
  setLogger((line) => lines.push(line));
  globalThis.gc();
  assert.equal(log("one"), true);
  setLogger(null);
  assert.equal(log("two"), false);
  assert.deepEqual(lines, ["one"]);
});

// ---- Memory

test("callbacks__dropped__are_collected", async () => {
  const station = new Station();
  const refs = [];
  function keep(store) {
    const [made, ref] = forgettable(() => () => 0);
    refs.push(ref);
    return store(made);
  }
  keep((made) => station.onAlarm(made));
  station.onAlarm(() => {});
  keep((made) => station.onNext(made));
  station.measure(1);
  const number = keep((made) => station.add(made));
  station.remove(number);
  keep((made) => setLogger(made));
  setLogger(null);
  keep((made) => each(0, 0, made));
  await collected(() => refs.every((ref) => ref.deref() === undefined));
  station.close();
});

test("callbacks__alive__are_not_collected", async () => {
  const station = Station.withJudge(() => 5);
  const heard = [];
  station.onAlarm(() => heard.push("alarm"));
  station.add(() => heard.push("listener"));
  station.onNext(() => heard.push("next"));
  for (let i = 0; i < 5; i++) {
    globalThis.gc();
    await later();
  }
  assert.equal(station.measure(200), 5n);
  assert.deepEqual(heard, ["alarm", "listener", "next"]);
});

test("cycle__object_and_its_callback__is_collected", async () => {
  function cycle() {
    const station = new Station();
    station.onAlarm(() => station.level);
    return new WeakRef(station);
  }
  const refs = Array.from({ length: 50 }, cycle);
  await collected(() => refs.every((ref) => ref.deref() === undefined));
});

test("callbacks__closed_object__are_dropped", async () => {
  const station = new Station();
  const [made, ref] = forgettable(() => () => 0);
  station.add(made);
  station.close();
  assert.ok(ref.deref() !== undefined);
});

test("callbacks__millions__leave_memory_as_it_is", async () => {
  const add = (sum, value) => sum + value;
  const values = new Float64Array(1000).fill(1);
  await steadyMemory(() => {
    for (let i = 0; i < 1000; i++) {
      assert.equal(fold(values, 0, add), 1000);
    }
  }, 16e6);
});

test("callbacks__many_crossings__leave_memory_as_it_is", async () => {
  await steadyMemory(() => {
    for (let i = 0; i < 10000; i++) {
      each(0, 1, () => true);
    }
    for (let i = 0; i < 1000; i++) {
      assert.throws(() =>
        each(0, 1, () => {
          throw new Error("x");
        }),
      );
    }
  }, 16e6);
});

test("callbacks__of_other_threads__leave_memory_as_it_is", async () => {
  await steadyMemory(async () => {
    assert.equal(await eachSpreadAsync(0, 20000, 16, () => true), 20000);
    for (let i = 0; i < 100; i++) {
      await assert.rejects(
        eachSpreadAsync(0, 100, 4, () => {
          throw new Error("x");
        }),
      );
    }
  }, 16e6);
});

// ---- Worker threads

const WORKER = `
const { parentPort, workerData } = require("node:worker_threads");
const calling = require("calling");
const { each, eachElsewhereAsync, Ticker, setLogger, log } = calling;
async function main() {
  const error = new Error("mine");
  let seen = 0;
  each(0, 1000, () => ++seen > 0);
  seen += await eachElsewhereAsync(0, 100, () => true);
  let same = false;
  try {
    each(0, 1, () => { throw error; });
  } catch (caught) {
    same = caught === error;
  }
  parentPort.postMessage({ seen, same });
  if (workerData === "ticking") {
    globalThis.kept = new Ticker();
    kept.start(() => true);
    setInterval(() => {}, 1000);
  }
}
main();
`;

function startWorker(workerData) {
  return new Worker(WORKER, { eval: true, workerData });
}

test("worker__own_environment__has_its_own_callbacks", async () => {
  const workers = Array.from({ length: 3 }, () => startWorker("quiet"));
  const results = await Promise.all(
    workers.map(
      (worker) =>
        new Promise((resolve, reject) => {
          worker.on("message", resolve);
          worker.on("error", reject);
        }),
    ),
  );
  for (const result of results) {
    assert.deepEqual(result, { seen: 1100, same: true });
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
});

test("worker__ended_while_threads_call_it__ends", async () => {
  for (let i = 0; i < 5; i++) {
    const worker = startWorker("ticking");
    await new Promise((resolve) => worker.on("message", resolve));
    await worker.terminate();
  }
});

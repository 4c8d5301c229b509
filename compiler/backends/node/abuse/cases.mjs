/** Each abuse in the idiom of JavaScript: what is passed instead of what is right. */
import {
  Inexpressible,
  Thrown,
  Unreachable,
  functions,
  interfaces,
} from "./contract.mjs";
import { versions } from "./evil.mjs";
import { callingBack, nameOf, objects, passing, valueOf } from "./objects.mjs";
import {
  Call,
  FLOATS,
  array,
  callback,
  given,
  isOfMap,
  isTyped,
  limits,
  single,
  typed,
  written,
} from "./values.mjs";

const SURROGATES = [
  "\ud800",
  "text \udfff",
  "\udc80\udcff",
  "\ud83d",
  "\ude00\ud83d",
  `${"a".repeat(100)}\udbff`,
];

function isListed(value) {
  return (
    value.form === "array" || value.form === "text_array" || isOfMap(value)
  );
}

/** A list or map with this in it. */
function withItem(one, item) {
  const described = functions[one.function];
  const value = valueOf(one);
  if (value.keyed_by !== undefined) {
    return new Map([[single(described.byName[value.keyed_by]), item]]);
  }
  if (value.is_keys) {
    return new Map([[item, single(described.byName[nameOf(one)])]]);
  }
  return value.form === "text_array" ? ["text", item] : [single(value), item];
}

/** Ways that pass this, as an item where the value is a list. */
function passingEach(one, ...bad) {
  const value = valueOf(one);
  if (
    value.form === "array" &&
    (value.is_bytes || (value.direction === "inout" && isTyped(value)))
  ) {
    throw new Inexpressible("a typed array holds nothing else");
  }
  return passing(
    one,
    ...(isListed(value) ? bad.map((item) => withItem(one, item)) : bad),
  );
}

/** What is not there; undefined leaves out what has a default. */
function nothing(one) {
  return valueOf(one).default === undefined ? [null, undefined] : [null];
}

/** Values of no type that fits. */
function strangers(value) {
  const anything = [
    Symbol("value"),
    () => {},
    new Proxy({}, {}),
    new WeakMap(),
    Promise.resolve(1),
  ];
  const { form, type } = value;
  if (form === "dynamic") {
    return [Symbol("value"), () => {}, new WeakMap(), Promise.resolve(1)];
  }
  if (isOfMap(value)) {
    return [1, "text", [1], new Map([[{}, {}]]), Symbol("map")];
  }
  if (form === "callback") {
    const wrong = [1, "text", {}, true, Symbol("call")];
    const { flow } = interfaces[type];
    return flow === undefined
      ? wrong
      : wrong.filter((one) => flow === "writes" || one !== "text");
  }
  if (form === "object") {
    return [0, 1, 1n, "text", [], {}, ...anything];
  }
  if (form === "text") {
    return [
      1,
      1n,
      true,
      {},
      [],
      Uint8Array.of(1),
      new String("text"),
      ...anything,
    ];
  }
  if (form === "array" || form === "text_array") {
    const wrong = [
      1,
      1n,
      "text",
      {},
      true,
      new Set([1]),
      [Symbol("item")],
      [{}],
      ...anything,
    ];
    return value.form === "text_array"
      ? [...wrong, [1], [null]]
      : [...wrong, ["a"], [undefined]];
  }
  if (form === "record") {
    return [1, "text", true, [1], {}, ...anything];
  }
  if (form === "stream") {
    return [1, "text", {}, [1], ...anything];
  }
  const numbers =
    type === "bool" ? [1, 0n, "true"] : ["1", true, {}, [], new Number(1)];
  const mixed = FLOATS.has(type) ? [1n] : [1.5, Number.NaN];
  return [...numbers, ...(type === "bool" ? [] : mixed), ...anything];
}

function outside(one) {
  const { type, instant, exact } = valueOf(one);
  if (type === "bool" || FLOATS.has(type)) {
    throw new Inexpressible("every number fits");
  }
  if (instant === "seconds" || instant === "milliseconds") {
    const days = one.variant === 0 ? -8.65e15 : 8.65e15;
    return [new Date(days), new Date(Number.NaN)];
  }
  const [least, greatest] = limits(type);
  const bad =
    one.variant === 0
      ? [least - 1n, least - (1n << 64n)]
      : [greatest + 1n, greatest + (1n << 64n)];
  const numbers = [
    ...bad,
    bad[0] * (1n << 100n),
    Number(bad[0]) * 2,
    one.variant === 0 ? -1e300 : 1e300,
  ];
  return exact === undefined
    ? numbers
    : numbers.filter((each) => typeof each === "bigint");
}

function notANumber(one) {
  return [[Number.NaN, Infinity, -Infinity, -0][one.variant]];
}

function extreme(one) {
  const value = valueOf(one);
  if (value.exact !== undefined || value.instant !== undefined) {
    throw new Inexpressible("it is no plain number in JavaScript");
  }
  if (FLOATS.has(value.type)) {
    return value.type === "f32" ? [3.4e38, 1e-45] : [Number.MAX_VALUE, 5e-324];
  }
  const number = limits(value.type)[one.variant];
  return [
    value.type === "size" && one.variant === 1
      ? Number.MAX_SAFE_INTEGER
      : written(value.type, number),
  ];
}

function unknownConstants(one) {
  const all = [
    2 ** 31 - 1,
    -(2 ** 31),
    2 ** 20,
    12345,
    2 ** 31,
    -(2 ** 40),
    0.5,
    -0.5,
  ];
  return all.filter((each) => each < 0 === (one.variant === 0));
}

function limit(one) {
  if (one.limit === undefined || one.limit > 1 << 24) {
    throw new Unreachable("more than this test has memory for");
  }
  return one.limit;
}

function countTooLarge(one) {
  const count = limit(one) + 1;
  return [
    () => {
      const call = new Call(functions[one.function]);
      for (const name of call.function.passed) {
        const value = call.function.byName[name];
        if (value.form === "array") {
          call.set(name, array(value, count));
        } else if (value.form === "text_array") {
          call.set(name, Array(count).fill("text"));
        }
      }
      return call;
    },
  ];
}

function empty(one) {
  const described = functions[one.function];
  const groups = described.steps.filter((step) => step.step === "check_count");
  const together = new Set([one.value]);
  for (const { value, other } of groups) {
    if (value === one.value || other === one.value) {
      together.add(value).add(other);
    }
  }
  return [
    () => {
      const call = new Call(described);
      for (const name of new Set([nameOf(one), ...together])) {
        const value = described.byName[name];
        if (described.passed.includes(name)) {
          const nothing =
            value.form === "text_array"
              ? []
              : value.form === "text"
                ? ""
                : array(value, 0);
          call.set(name, isOfMap(value) ? new Map() : nothing);
        }
      }
      return call;
    },
  ];
}

/** Records with one field that is wrong. */
function badFields(one) {
  const value = valueOf(one);
  const bad = [
    Symbol("field"),
    "\ud800",
    2 ** 200,
    Number.NaN,
    null,
    undefined,
    [],
    {},
    12345,
    -1,
  ];
  const listed = (record) =>
    isListed(value)
      ? isOfMap(value)
        ? withItem(one, record)
        : [record]
      : record;
  const good = single(value);
  const spoiled = [{ ...good, kind: "no such kind" }, { kind: 1 }, {}];
  const cyclic = { ...good };
  for (const name of Object.keys(good)) {
    spoiled.push(...bad.map((wrong) => ({ ...good, [name]: wrong })));
    cyclic[name] = cyclic;
  }
  return passing(one, ...[...spoiled, cyclic].map(listed)).map((way) =>
    Object.assign(way, { isAny: true }),
  );
}

function callbackFails(one) {
  const failures = [
    new Thrown("on purpose"),
    "a text",
    undefined,
    null,
    7n,
    Symbol("thrown"),
    { then: 1 },
  ];
  return failures.map((failure) => () => {
    const call = new Call(functions[one.function]);
    let calls = 0;
    const strike = () => {
      calls++;
      throw failure;
    };
    call.set(one.value, callback(valueOf(one), strike, one.method));
    return {
      run() {
        if (one.stand_in !== undefined) {
          process.env.TENON_STAND_IN = one.stand_in;
        }
        let result;
        try {
          result = call.run();
        } catch (error) {
          if (calls > 0 && Object.is(error, failure)) {
            throw new Thrown("as it went in");
          }
          throw error;
        }
        if (calls === 0) {
          throw new Unreachable("the library does not call it now");
        }
        return result;
      },
    };
  });
}

function keptFails(one) {
  return [
    () => {
      const call = new Call(functions[one.function]);
      const helper = new Call(functions[one.helper]);
      let isArmed = false;
      callingBack(helper, () => {
        if (isArmed) {
          throw new Thrown("on purpose");
        }
      });
      helper.run();
      isArmed = true;
      return {
        run() {
          process.env.TENON_STAND_IN = one.stand_in;
          try {
            return call.run();
          } finally {
            delete process.env.TENON_STAND_IN;
            const again = new Call(functions[one.helper]);
            again.target = helper.target;
            again.run();
          }
        },
      };
    },
  ];
}

function liesOf(value) {
  if (value.form === "text") {
    const lies = [1, "\ud800", {}, ["text"], Symbol("text")];
    return value.nullable ? lies : [...lies, null, undefined];
  }
  if (value.form === "array" || value.form === "text_array") {
    return [1, "text", {}, [Symbol("item")], Array(1000).fill(Symbol("item"))];
  }
  return [Symbol("result"), "text", 2 ** 200, [1], () => {}];
}

/** What the package says of a callback's result comes out as an error of the callback's. */
function told(way) {
  return () => {
    const call = way();
    return {
      run() {
        try {
          return call.run();
        } catch (error) {
          if (error instanceof TypeError || error instanceof RangeError) {
            throw new Thrown(`${error.name}: ${error.message}`);
          }
          throw error;
        }
      },
    };
  };
}

function callbackLies(one) {
  const value = valueOf(one);
  const described = interfaces[value.type];
  const lie = (gives) =>
    told(() =>
      new Call(functions[one.function]).set(
        one.value,
        callback(value, () => {}, one.method, gives),
      ),
    );
  if (described.flow === "reads") {
    return [1, "text", {}, [1], new Uint8Array(1 << 20), Promise.resolve(null)]
      .map((wrong) => lie(() => wrong))
      .slice(0, 4);
  }
  if (described.flow === "writes") {
    return [lie(() => Promise.resolve(true))];
  }
  const method = described.methods.find((each) => each.name === one.method);
  const part = method.values.find((each) => each.name === one.part);
  return liesOf(part).map((wrong) =>
    lie((_method, args) =>
      given(value.type, method, args, { [one.part]: wrong }),
    ),
  );
}

function incomplete(one) {
  const value = valueOf(one);
  const made = callback(value);
  const names = Object.keys(made);
  const name = names[one.variant % names.length];
  return [undefined, null, 1, {}].flatMap((instead) =>
    passing(one, { ...callback(value), [name]: instead }),
  );
}

function badDynamics(one) {
  const cyclic = [];
  cyclic.push(cyclic);
  const cycle = {};
  cycle.itself = cycle;
  let deep = [];
  for (let level = 0; level < 100_000; level++) {
    deep = [deep];
  }
  const bad = [
    cyclic,
    cycle,
    deep,
    Symbol("value"),
    1n << 70n,
    "\ud800",
    { "\ud800": 1 },
  ];
  return passing(one, bad[one.variant % bad.length]);
}

/** What is converted closes, meanwhile, what else is passed, or takes its memory away, or calls again. */
function evilConversion(one) {
  const described = functions[one.function];
  const name = nameOf(one);
  const ways = [];
  const count = 48;
  for (let at = 0; at < count; at++) {
    for (const kind of at < 6 ? ["closes", "reenters"] : ["closes"]) {
      ways.push(() => {
        const call = new Call(described);
        let strikes = 0;
        const strike = () => {
          strikes++;
          if (kind === "reenters") {
            if (strikes === 1) {
              new Call(described).run();
            }
            return;
          }
          for (const other of call.passed) {
            if (typeof other?.closed === "boolean") {
              other.close();
            } else if (
              ArrayBuffer.isView(other) &&
              other.buffer instanceof ArrayBuffer &&
              !other.buffer.detached
            ) {
              structuredClone(other.buffer, { transfer: [other.buffer] });
            }
          }
        };
        const made = [
          ...versions(described.byName[name], call.get(name), strike),
        ];
        if (at >= made.length) {
          throw new Inexpressible("");
        }
        return call.set(name, made[at]);
      });
    }
  }
  return ways;
}

function lying(one) {
  return [
    () => {
      const call = new Call(functions[one.function]);
      return {
        run() {
          process.env.TENON_STAND_IN = one.stand_in;
          const made = call.run();
          String(
            JSON.stringify(made, (_key, each) =>
              typeof each === "bigint" ? `${each}` : each,
            ),
          );
          return made;
        },
      };
    },
  ];
}

function lyingLate(one) {
  return [
    () => {
      const first = new Call(functions[one.function]);
      const second = new Call(functions[one.function]);
      return {
        run() {
          process.env.TENON_STAND_IN = one.stand_in;
          first.run();
          delete process.env.TENON_STAND_IN;
          return second.run();
        },
      };
    },
  ];
}

const inputs = {
  null_text: (one) => passingEach(one, ...nothing(one)),
  bad_utf8: (one) =>
    passingEach(one, SURROGATES[one.variant % SURROGATES.length]),
  nul_in_text: (one) => passingEach(one, "text\0text", "\0", "text\0"),
  text_too_long: (one) => passing(one, "x".repeat(limit(one) + 1)),
  null_array: (one) => {
    if (valueOf(one).nullable) {
      throw new Inexpressible("null is no elements here");
    }
    return passing(one, ...nothing(one));
  },
  not_contiguous: () => {
    throw new Inexpressible("a typed array is in one piece");
  },
  count_differs: (one) => {
    const value = valueOf(one);
    if (isOfMap(value)) {
      throw new Inexpressible("keys and values come as a map");
    }
    return value.form === "text_array"
      ? passing(one, ["text", "text", "text"])
      : passing(
          one,
          array(value, 3),
          array(value, 0),
          ...(isTyped(value) ? [typed(value, 5)] : []),
        );
  },
  count_too_large: countTooLarge,
  empty,
  out_of_range: (one) => passingEach(one, ...outside(one)),
  not_a_number: (one) => passingEach(one, ...notANumber(one)),
  extreme: (one) => passingEach(one, ...extreme(one)),
  unknown_constant: (one) => passingEach(one, ...unknownConstants(one)),
  bad_bool: () => {
    throw new Inexpressible("what is not 0 is true, in a copy");
  },
  null_record: (one) => {
    if (valueOf(one).form === "dynamic") {
      throw new Inexpressible("null is a dynamic value");
    }
    return passing(one, ...nothing(one));
  },
  bad_field: badFields,
  wrong_type: (one) => passing(one, ...strangers(valueOf(one))),
  evil_conversion: evilConversion,
  null_callback: (one) => passing(one, ...nothing(one)),
  callback_fails: callbackFails,
  kept_fails: keptFails,
  callback_lies: callbackLies,
  incomplete_interface: incomplete,
  bad_token: (one) => passing(one, [{}, 1, "signal"][one.variant % 3]),
  released_stream: (one) =>
    passing(one, ...(one.variant === 0 ? [{}] : [null])),
  broken_stream: () => {
    throw new Inexpressible("the package makes the stream, out of tables");
  },
  bad_dynamic: badDynamics,
  lie_late: lyingLate,
};

const LIES = new Set(["fails", "unknown_status", "throws", "jumps"]);
const GOT = new Set(["closed_twice", "kept_fails"]);

function isPassed(one) {
  const described = functions[one.function];
  if (
    one.value === undefined ||
    GOT.has(one.abuse) ||
    one.outcome === "failed"
  ) {
    return true;
  }
  const { form, is_progress: isProgress } = valueOf(one);
  const isOption = form === "cancel" || isProgress;
  return (
    isOption ||
    one.value === described.self ||
    described.passed.includes(nameOf(one))
  );
}

/** The ways to try a case: each makes a call ready. */
export function waysOf(one) {
  if (!isPassed(one)) {
    throw new Inexpressible("JavaScript passes nothing for it");
  }
  const found = { ...objects, ...inputs }[one.abuse];
  if (found !== undefined) {
    return found(one);
  }
  if (one.abuse.startsWith("lie_") || LIES.has(one.abuse)) {
    return lying(one);
  }
  throw new Inexpressible(one.abuse);
}

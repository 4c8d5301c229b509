/** What can be wrong about an object, and about the moment. Each gives ways to try: prepare, then act. */
import {
  Inexpressible,
  Unreachable,
  addon,
  classOf,
  classes,
  functions,
  makers,
  objectsOf,
} from "./contract.mjs";
import { Call, callback, make } from "./values.mjs";

/** Milliseconds that another thread stays in a call. */
const HOLDS = 60;

/** The function and value of a case. */
export function valueOf(one) {
  return functions[one.function].byName[one.value];
}

/** The value under which JavaScript passes it: the keys of a map come with its values. */
export function nameOf(one) {
  const described = functions[one.function];
  if (!described.byName[one.value].is_keys) {
    return one.value;
  }
  return described.values.find((value) => value.keyed_by === one.value).name;
}

/** Ways that pass this instead. */
export function passing(one, ...bad) {
  return bad.map((value) => () => {
    const call = new Call(functions[one.function]);
    return call.set(nameOf(one), value);
  });
}

/** Values of no type that fits an object. */
function strangers() {
  return [
    0,
    1,
    1n << 63n,
    -1,
    "text",
    [],
    {},
    () => {},
    Symbol("object"),
    new Proxy({}, {}),
    new Date(),
  ];
}

function shared(helper, object, type) {
  const call = new Call(helper);
  const [name] = objectsOf(helper, type);
  if (name === undefined) {
    throw new Unreachable(`${helper.c_name} takes no ${type}`);
  }
  return call.set(name, object);
}

/** Have every callback of a call do this, too. How many there are. */
export function callingBack(call, strike) {
  let found = 0;
  for (const name of call.function.passed) {
    const value = call.function.byName[name];
    if (value.form === "callback") {
      call.set(name, callback(value, strike));
      found++;
    }
  }
  return found;
}

/** Handles that the addon is given by who found it. */
function forged(one) {
  const described = functions[one.function];
  const native = addon()[described.c_name];
  if (native === undefined) {
    throw new Inexpressible("the addon has no such function");
  }
  if (Object.values(described.byName).some(({ form }) => form === "stream")) {
    throw new Inexpressible(
      "the package describes a table to the addon: the addon refuses tables",
    );
  }
  const handles = [
    0,
    1,
    -1,
    2 ** 53,
    1n << 63n,
    (1n << 64n) - 1n,
    "handle",
    {},
    [],
    null,
    undefined,
    Symbol("h"),
  ];
  const { nullable } = described.byName[one.value];
  return handles
    .filter((handle) => handle != null || !nullable)
    .map((handle) => () => {
      const call = new Call(described);
      const passed =
        described.self === null ? [...call.arguments.values()] : call.passed;
      const names =
        described.self === null
          ? described.passed
          : [described.self, ...described.passed];
      passed[names.indexOf(one.value)] = handle;
      return { run: () => native(...passed) };
    });
}

/** Objects that the class never made. */
function unmade(one) {
  const type = classOf(valueOf(one).type);
  const derived = class extends type {
    constructor() {
      return Object.create(type.prototype);
    }
  };
  const late = class extends type {
    constructor() {
      try {
        super(Symbol("adopt"), 1n);
      } catch {
        // This is not there then; whoever asks for it gets another object.
      }
      return Object.create(derived.prototype);
    }
  };
  const copies = () => {
    const made = make(valueOf(one).type);
    return [
      Object.assign(Object.create(type.prototype), made),
      structuredClone(made),
      Object.create(made),
      new Proxy(made, {}),
      { __proto__: type.prototype, ...made },
      JSON.parse(JSON.stringify(made)),
    ];
  };
  return passing(
    one,
    Object.create(type.prototype),
    type.prototype,
    type,
    new derived(),
    new late(),
    ...copies(),
  );
}

/** One call while another thread is in one for `holds` milliseconds. */
async function during(one, helper, holds) {
  const call = new Call(functions[one.function]);
  const other = shared(helper, call.get(one.value), valueOf(one).type);
  process.env.TENON_STAND_IN = `${helper.c_name}::waits=${holds}`;
  const running = other.runAwaited().catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, holds / 4));
  try {
    return call.run();
  } finally {
    await running;
  }
}

/** Another thread is in a call that has the object to itself: longer each time, where this one came too late. */
function busy(one) {
  const helper = functions[one.helper];
  if (helper.awaited === undefined) {
    throw new Inexpressible("the other call is on this very thread");
  }
  const waits = functions[one.function].waits ?? 0;
  if (waits > 5000) {
    throw new Unreachable("it would wait for a minute");
  }
  const run = async () => {
    for (const holds of [HOLDS, 4 * HOLDS]) {
      await during(one, helper, holds + waits);
    }
    return during(one, helper, 20 * HOLDS + waits);
  };
  return [() => ({ run })];
}

function inCallback(one) {
  return [
    () => {
      const call = new Call(functions[one.function]);
      if ((functions[one.function].waits ?? 0) > 5000) {
        throw new Unreachable("it would wait for a minute");
      }
      const helper = functions[one.helper];
      const outer = shared(helper, call.get(one.value), valueOf(one).type);
      let calls = 0;
      let failure = null;
      const strike = () => {
        if (calls++ === 0) {
          try {
            call.run();
          } catch (error) {
            failure = error;
          }
        }
      };
      if (callingBack(outer, strike) === 0) {
        throw new Unreachable(`${helper.c_name} takes no callback`);
      }
      return {
        run() {
          outer.run();
          if (calls === 0) {
            throw new Unreachable(`${helper.c_name} calls nothing`);
          }
          if (failure !== null) {
            throw failure;
          }
        },
      };
    },
  ];
}

function open(one) {
  return [
    () => {
      const call = new Call(functions[one.function]);
      const helper = functions[one.helper];
      const opened = shared(
        helper,
        call.get(one.value),
        valueOf(one).type,
      ).run();
      if (opened == null) {
        throw new Unreachable(`${helper.c_name} gave nothing`);
      }
      return call;
    },
  ];
}

function closedTwice(one) {
  return [
    () => {
      const made = new Call(functions[one.function]).run();
      const closable = [made, ...Object.values(made ?? {})].filter(
        (each) => typeof each?.close === "function",
      );
      if (closable.length === 0) {
        throw new Inexpressible("JavaScript copies it");
      }
      return {
        run() {
          for (const each of closable) {
            each.close();
            each.close();
            each[Symbol.dispose]?.();
            String(each);
            void each.closed;
          }
        },
      };
    },
  ];
}

function closed(one) {
  return [
    () => {
      const call = new Call(functions[one.function]);
      call.get(one.value).close();
      if (one.variant % 2 === 1) {
        make(valueOf(one).type);
      }
      return call;
    },
  ];
}

function wrongClass(one) {
  if (one.variant === 1) {
    return passing(one, ...strangers());
  }
  const { type } = valueOf(one);
  return Object.keys(classes)
    .filter((other) => other !== type && makers[other] != null)
    .map(
      (other) => () =>
        new Call(functions[one.function]).set(one.value, make(other)),
    );
}

/** An object of the same package, loaded a second time, and one that only looks like it. */
function foreign(one) {
  const type = classOf(valueOf(one).type);
  const lookalike = { [type.name]: class {} }[type.name];
  return passing(one, new lookalike(), Object.create({ constructor: type }), {
    handle: 1n,
    closed: false,
  });
}

function parentClosed(one) {
  return [
    () => {
      const call = new Call(functions[one.function]);
      const helper = new Call(functions[one.helper]);
      const made = helper.run();
      const type = classOf(valueOf(one).type);
      const child = [made, ...Object.values(made ?? {})].find(
        (each) => each instanceof type,
      );
      if (child === undefined) {
        throw new Unreachable(`${one.helper} gave nothing`);
      }
      for (const name of helper.function.inputs) {
        if (helper.function.byName[name].form === "object") {
          helper.get(name).close();
        }
      }
      return call.set(one.value, child);
    },
  ];
}

export const objects = {
  null_object: (one) => passing(one, null, undefined),
  closed,
  closed_twice: closedTwice,
  wrong_class: wrongClass,
  foreign,
  made_up: (one) => (one.variant % 2 === 0 ? forged(one) : unmade(one)),
  busy,
  same_twice: (one) => [
    () => {
      const call = new Call(functions[one.function]);
      return call.set(one.other, call.get(one.value));
    },
  ],
  view_open: open,
  kept: open,
  in_callback: inCallback,
  parent_closed: parentClosed,
};

/** Arguments whose conversion runs code of the caller's: it closes objects and changes what is being read. */
import { ARRAYS, isOfMap, isTyped, single, typed } from "./values.mjs";

/** An object whose every trap strikes. */
function trapped(behind, strike) {
  const traps = {};
  for (const trap of Object.getOwnPropertyNames(Reflect)) {
    traps[trap] = (...args) => {
      strike();
      return Reflect[trap](...args);
    };
  }
  return new Proxy(behind, traps);
}

/** An object whose fields strike where they are read. */
function withGetters(behind, strike) {
  const made = {};
  for (const [name, value] of Object.entries(behind)) {
    Object.defineProperty(made, name, {
      enumerable: true,
      get() {
        strike();
        return value;
      },
    });
  }
  return made;
}

/** What strikes where it becomes a number or a text. */
function convertible(value, strike) {
  const convert = () => {
    strike();
    return value;
  };
  return { valueOf: convert, toString: convert, [Symbol.toPrimitive]: convert };
}

function* arrays(value, strike) {
  const one = value.form === "text_array" ? "text" : single(value);
  for (const length of [
    0,
    1,
    3,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 53,
    -1,
    Number.NaN,
  ]) {
    yield new Proxy([one, one], {
      get(target, name) {
        strike();
        return name === "length" ? length : Reflect.get(target, name);
      },
    });
  }
  const shrinking = Array.from({ length: 64 }, () => one);
  Object.defineProperty(shrinking, 1, {
    get() {
      strike();
      shrinking.length = 2;
      return one;
    },
  });
  yield shrinking;
  const growing = [one, one, one];
  Object.defineProperty(growing, 1, {
    get() {
      strike();
      growing.push(...Array.from({ length: 512 }, () => one));
      return one;
    },
  });
  yield growing;
  yield Object.assign([], { length: 1 << 20 });
  yield withGetters({ length: 2, 0: one, 1: one }, strike);
  yield new (class extends Array {
    get length() {
      strike();
      return 5;
    }
  })();
}

/** Memory that is gone, goes, or grows. */
function* buffers(value, strike) {
  if (!isTyped(value) || value.form !== "array") {
    return;
  }
  const detached = typed(value);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  yield detached;
  const kind = typed(value).constructor;
  const size = kind.BYTES_PER_ELEMENT;
  yield new kind(new SharedArrayBuffer(4 * size));
  const resizable = new ArrayBuffer(4 * size, { maxByteLength: 64 * size });
  const tracking = new kind(resizable);
  const fixed = new kind(resizable, 2 * size, 2);
  yield tracking;
  resizable.resize(3 * size);
  yield fixed;
  resizable.resize(0);
  yield tracking;
  const subclassed = new (class extends kind {
    get length() {
      strike();
      return 1000;
    }
    get buffer() {
      strike();
      return new ArrayBuffer(0);
    }
    get byteLength() {
      strike();
      return 1 << 20;
    }
  })(2);
  yield subclassed;
  yield new DataView(new ArrayBuffer(16));
  yield new ArrayBuffer(16);
  for (const other of Object.values(ARRAYS)) {
    if (other !== kind) {
      yield new other(3);
    }
  }
}

function* dynamics(strike) {
  yield withGetters({ a: 1, b: [1] }, strike);
  yield trapped({ a: { b: 1 } }, strike);
  yield { toJSON: strike, a: convertible(1, strike) };
  yield new Map([[convertible("a", strike), 1]]);
  yield new Proxy([1, 2], {
    get(target, name) {
      strike();
      return name === "length" ? 2 ** 32 - 1 : Reflect.get(target, name);
    },
  });
}

/** What looks like batches of a table, and is none. */
function* tables() {
  yield [1, 2].values();
  yield [{}, {}].values();
  yield { [Symbol.iterator]: () => null };
  yield { schema: {}, batches: [{}] };
  yield { schema: null, batches: 7 };
}

/** Everything that can strike while it is converted to this value. */
export function* versions(value, good, strike) {
  yield convertible(good, strike);
  yield trapped(typeof good === "object" && good !== null ? good : {}, strike);
  yield trapped(() => good, strike);
  if (isOfMap(value)) {
    const changing = new Map(good);
    changing[Symbol.iterator] = function* iterate() {
      strike();
      yield* good;
      yield 1;
    };
    changing.entries = changing[Symbol.iterator];
    yield changing;
    yield withGetters(Object.fromEntries(good), strike);
    yield trapped({ a: 1 }, strike);
    return;
  }
  switch (value.form) {
    case "record":
      yield withGetters(good, strike);
      yield Object.create(withGetters(good, strike));
      break;
    case "array":
    case "text_array":
      yield* arrays(value, strike);
      yield* buffers(value, strike);
      break;
    case "callback":
      if (typeof good === "object") {
        yield withGetters(good, strike);
      }
      break;
    case "dynamic":
      yield* dynamics(strike);
      break;
    case "stream":
      yield* tables();
      break;
    default:
  }
}

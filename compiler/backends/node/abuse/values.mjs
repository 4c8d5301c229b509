/** Benign values: everything of a call that is not what is wrong with it. */
import {
  Unreachable,
  classOf,
  enums,
  functions,
  interfaces,
  library,
  makers,
  records,
  variants,
  words,
} from "./contract.mjs";

/** Bits and sign of whole numbers. */
const WHOLE = {
  i8: [8, true],
  i16: [16, true],
  i32: [32, true],
  i64: [64, true],
  i128: [128, true],
  u8: [8, false],
  u16: [16, false],
  u32: [32, false],
  u64: [64, false],
  size: [64, false],
  u128: [128, false],
};
const WIDE = new Set(["i64", "u64", "i128", "u128"]);
export const FLOATS = new Set(["f32", "f64"]);
export const ARRAYS = {
  bool: Uint8Array,
  i8: Int8Array,
  i16: Int16Array,
  i32: Int32Array,
  i64: BigInt64Array,
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  u64: BigUint64Array,
  size: BigUint64Array,
  f32: Float32Array,
  f64: Float64Array,
};

/** The least and the greatest of a whole number. */
export function limits(scalar) {
  const [bits, isSigned] = WHOLE[scalar];
  return isSigned
    ? [-(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n]
    : [0n, (1n << BigInt(bits)) - 1n];
}

/** A whole number as its type is written. */
export function written(scalar, number) {
  return WIDE.has(scalar) ? BigInt(number) : Number(number);
}

/** What must be closed at the end of a case. */
const opened = [];

export function closeAll() {
  while (opened.length > 0) {
    try {
      opened.pop().close();
    } catch {
      // A view may be open that somebody looks into; it ends with its last reference.
    }
  }
}

/** Have everything in a result closed with the rest. */
export function keep(made) {
  if (made !== null && typeof made === "object") {
    if (typeof made.close === "function") {
      opened.push(made);
    } else if (
      Object.getPrototypeOf(made) === Object.prototype ||
      Array.isArray(made)
    ) {
      Object.values(made).slice(0, 8).forEach(keep);
    }
  }
  return made;
}

function number(value) {
  if (value.exact !== undefined) {
    return new library[words.exacts[value.exact]](1n);
  }
  if (value.instant === "seconds" || value.instant === "milliseconds") {
    return new Date(1_500_000_000_000);
  }
  return plainNumber(value.type);
}

/** A number as it lies in an array. */
export function plainNumber(scalar) {
  return scalar === "bool"
    ? true
    : FLOATS.has(scalar)
      ? 1.5
      : written(scalar, 1);
}

/** What stands alone: as an argument, in a field, as an item of a list. */
export function single(value) {
  const kind = value.type;
  if (kind in enums) {
    const { c_name } = enums[kind].constants[0];
    return library[words.enums[kind].name][words.enums[kind].constants[c_name]];
  }
  if (kind in records) {
    return record(kind);
  }
  if (kind in variants) {
    return variant(kind);
  }
  return kind === "text" ? "text" : number(value);
}

function record(name) {
  const { fields } = words.records[name];
  return Object.fromEntries(
    records[name].fields
      .filter((field) => !field.is_presence)
      .map((field) => [fields[field.name], single(field)]),
  );
}

function variant(name) {
  const { cases } = variants[name];
  const chosen = cases.find((one) => one.member !== undefined) ?? cases[0];
  const spelled = words.variants[name].cases[chosen.constant];
  return spelled.field === undefined
    ? { kind: spelled.name }
    : { kind: spelled.name, [spelled.field]: single(chosen) };
}

/** A typed array of that many. */
export function typed(value, count = 2) {
  const kind = value.is_bytes ? "u8" : value.type in enums ? "i32" : value.type;
  const one = value.type in enums ? single(value) : written(kind, 1);
  return new ARRAYS[kind](count).fill(one);
}

export function isTyped(value) {
  return Boolean(value.is_bytes) || value.type in enums || value.type in ARRAYS;
}

/** An array that goes in; one that comes back changed is a typed one. */
export function array(value, count = 2) {
  if (value.is_bytes || (value.direction === "inout" && isTyped(value))) {
    return typed(value, count);
  }
  return Array.from({ length: count }, () =>
    value.type in ARRAYS ? plainNumber(value.type) : single(value),
  );
}

/** Whether it is the values or the keys of a map. */
export function isOfMap(value) {
  return value.keyed_by !== undefined || Boolean(value.is_keys);
}

function mapOf(described, value) {
  return new Map([[single(described.byName[value.keyed_by]), single(value)]]);
}

let depth = 0;

/** An object of a class. */
export function make(name) {
  const maker = makers[name];
  if (maker == null) {
    throw new Unreachable(`nothing makes a ${name}`);
  }
  if (depth > 8) {
    throw new Unreachable(`a ${name} needs another one`);
  }
  depth++;
  let made;
  try {
    made = new Call(functions[maker]).run();
  } catch (error) {
    if (error instanceof Unreachable) {
      throw error;
    }
    throw new Unreachable(`${maker} gives no ${name}: ${error}`);
  } finally {
    depth--;
  }
  const type = classOf(name);
  const found = [made, ...Object.values(made ?? {})].find(
    (one) => one instanceof type,
  );
  if (found === undefined) {
    throw new Unreachable(`${maker} gave no ${name}`);
  }
  return found;
}

let arrow = null;

/** Tables need the library that packages of tables need. */
export async function loadArrow() {
  arrow ??= await import("apache-arrow").catch(() => null);
}

export function table() {
  if (arrow === null) {
    throw new Unreachable("apache-arrow is not installed");
  }
  return arrow.tableFromArrays({ column: Int32Array.of(1, 2) });
}

/** A dynamic value with something of everything. */
export function dynamic() {
  return {
    list: [1, -1n, 2.5, null, true, "text", Uint8Array.of(1)],
    map: { key: "value" },
  };
}

/** A valid value to pass. */
export function input(described, value) {
  if (value.keyed_by !== undefined) {
    return mapOf(described, value);
  }
  switch (value.form) {
    case "object":
      return make(value.type);
    case "text":
      return "text";
    case "array":
      return array(value);
    case "text_array":
      return ["text", "text"];
    case "callback":
      return callback(value);
    case "stream":
      return table();
    case "dynamic":
      return dynamic();
    default:
      return single(value);
  }
}

// ---- What the library calls ----

function givenOne(method, name, inputs) {
  const value = method.values.find((one) => one.name === name);
  if (value.form === "array") {
    const asked = inputs[value.length_from];
    const count = asked === undefined ? 1 : Number(asked?.length ?? asked);
    return Array.from({ length: count }, () => single(value));
  }
  return value.form === "text_array"
    ? ["text"]
    : value.form === "text"
      ? "text"
      : single(value);
}

/** What a callback gives the library that called it with `args`; `changed`: something else for one result. */
export function given(type, method, args, changed = {}) {
  const inputs = Object.fromEntries(
    method.inputs.map((name, at) => [name, args[at]]),
  );
  const results = words.interfaces[type].results[method.name].map(
    ([value, name]) => [
      name,
      value in changed ? changed[value] : givenOne(method, value, inputs),
    ],
  );
  return results.length === 0
    ? undefined
    : results.length === 1
      ? results[0][1]
      : Object.fromEntries(results);
}

/**
 * A function, an object with methods, or a stream, that does what it should.
 * @param strike What it does before.
 * @param only The name of the only method that does, or undefined.
 * @param gives What it gives instead.
 */
export function callback(
  value,
  strike = () => {},
  only = undefined,
  gives = undefined,
) {
  const described = interfaces[value.type];
  if (described.flow === "reads") {
    let isOver = false;
    return {
      read(size) {
        strike();
        const piece = isOver ? null : Uint8Array.of(1, 2, 3).subarray(0, size);
        isOver = true;
        return gives === undefined ? piece : gives(size);
      },
    };
  }
  if (described.flow === "writes") {
    return {
      write(chunk) {
        strike();
        return gives === undefined ? chunk.length : gives(chunk);
      },
    };
  }
  const implement =
    (method) =>
    (...args) => {
      if (only !== undefined && only !== method.name) {
        return given(value.type, method, args);
      }
      strike();
      return gives === undefined
        ? given(value.type, method, args)
        : gives(method, args);
    };
  if (described.is_callback) {
    return implement(described.methods[0]);
  }
  const { methods } = words.interfaces[value.type];
  return Object.fromEntries(
    described.methods.map((method) => [
      methods[method.name],
      implement(method),
    ]),
  );
}

// ---- A call ----

/** What is passed by name. */
function optionsOf(described) {
  const progress = described.values.find((value) => value.is_progress);
  const hasToken = described.values.some(({ form }) => form === "cancel");
  return {
    ...(hasToken ? { signal: new AbortController().signal } : {}),
    ...(progress === undefined ? {} : { onProgress: callback(progress) }),
  };
}

/** A call with everything valid, of which a case then changes one thing. */
export class Call {
  constructor(described) {
    this.function = described;
    this.target = described.self === null ? null : make(described.owner);
    this.options = optionsOf(described);
    this.arguments = new Map(
      described.passed.map((value) => [
        value,
        input(described, described.byName[value]),
      ]),
    );
  }

  /** Pass something else. */
  set(value, to) {
    const described = this.function.byName[value];
    if (value === this.function.self) {
      this.target = to;
    } else if (described.form === "cancel") {
      this.options.signal = to;
    } else if (described.is_progress) {
      this.options.onProgress = to;
    } else {
      this.arguments.set(value, to);
    }
    return this;
  }

  get(value) {
    return value === this.function.self
      ? this.target
      : this.arguments.get(value);
  }

  /** Everything that is passed. */
  get passed() {
    return [this.target, ...this.arguments.values()];
  }

  #args() {
    const args = [...this.arguments.values()];
    const hasOptions = Object.keys(this.options).length > 0;
    return hasOptions ? [...args, this.options] : args;
  }

  /** Call. What comes back is closed with the rest. */
  run() {
    return keep(this.cross());
  }

  cross() {
    const { shape, name, owner } = this.function;
    const args = this.#args();
    const type = owner === null ? null : classOf(owner);
    const property = () =>
      Object.getOwnPropertyDescriptor(type.prototype, name);
    switch (shape) {
      case "function":
        return library[name](...args);
      case "new":
        return new type(...args);
      case "static":
        return type[name](...args);
      case "getter":
        return property().get.call(this.target);
      case "setter":
        return property().set.call(this.target, ...args);
      default:
        return type.prototype[name].call(this.target, ...args);
    }
  }

  /** The same on another thread. */
  async runAwaited() {
    const { shape, awaited, owner } = this.function;
    const args = this.#args();
    const type = owner === null ? null : classOf(owner);
    const on =
      owner === null
        ? library
        : shape === "static" || shape === "new"
          ? type
          : null;
    const made =
      on === null
        ? type.prototype[awaited].call(this.target, ...args)
        : on[awaited](...args);
    return keep(await made);
  }
}

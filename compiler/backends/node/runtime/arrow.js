"use strict";

const { createRequire } = require("node:module");
const path = require("node:path");
const { inspect, getSystemErrorName } = require("node:util");

const {
  $arrayOf,
  $dataOf,
  $schemaOf,
  $tableSchemaOf,
} = require("./arrow_data.js");
const { $fieldOf, metadataOf } = require("./arrow_types.js");
const { $fix, $isFree } = require("./fixed.js");
const [ErrorBase] = Object.values(require("./errors.js"));
const { $adopt, $native } = require("./native.js");

const $dispose = Symbol.dispose ?? Symbol.for("nodejs.dispose");

// ---- apache-arrow ----

let used = null;

/** Make tables of these classes from now on: those that `import` sees are others than those of require(). */
function $useArrow(namespace) {
  used = namespace;
}

/** Where apache-arrow may be: a linked package does not see the program's from where it lies. */
function $findArrow() {
  const folders = [__dirname, path.dirname(process.argv[1] ?? "."), "."];
  for (const folder of folders.map((each) => path.resolve(each, "_"))) {
    try {
      return createRequire(folder).resolve("apache-arrow");
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") {
        throw error;
      }
    }
  }
  return null;
}

function arrow() {
  if (used === null) {
    const found = $findArrow();
    if (found === null) {
      throw new Error(
        "Tables need apache-arrow, which is not installed: run `npm install apache-arrow`",
      );
    }
    $useArrow(require(found));
  }
  return used;
}

// ---- Streams of the library's ----

const kinds = {
  EINVAL: "invalid_argument",
  EIO: "io",
  ENOMEM: "out_of_memory",
  ENOSYS: "unsupported",
};

/** What a stream said when it failed. */
function fail(number, message) {
  const code = number > 0 ? getSystemErrorName(-number) : `${number}`;
  return new ErrorBase(message || `the Arrow stream failed: ${code}`, {
    code,
    kind: kinds[code] ?? "internal",
  });
}

function unsupported(message) {
  return new ErrorBase(message, { code: "ENOSYS", kind: "unsupported" });
}

/** apache-arrow takes columns of one name for the same, and of the last one's type. */
function checkNames(fields) {
  const types = new Map();
  for (const { name, type } of fields) {
    if (String(types.get(name) ?? type) !== String(type)) {
      throw unsupported(
        `the stream has columns of different types that are both called "${name}", which a table of apache-arrow's cannot have`,
      );
    }
    types.set(name, type);
  }
}

/** Who owns what an ArrayBuffer shows: there for as long as any buffer of the batch is. */
const owners = new WeakMap();

/** A batch of the library's memory. */
class Owner {
  #owner;
  #buffers = [];

  constructor(owner, array) {
    this.#owner = owner;
    this.#mark(array);
  }

  #mark({ buffers, children, dictionary }) {
    for (const buffer of buffers) {
      if (buffer !== null) {
        owners.set(buffer, this);
        this.#buffers.push(buffer);
      }
    }
    children.forEach((child) => this.#mark(child));
    if (dictionary !== null) {
      this.#mark(dictionary);
    }
  }

  detach() {
    const free = this.#buffers.filter($isFree);
    const isAll = free.length === this.#buffers.length;
    $native.$arrowDetach(this.#owner, free, isAll);
  }
}

/** The external behind a stream; null for anything else. */
let streamOf;

class ArrowStream {
  #stream;
  #schema = null;
  #isTable = true;
  #owners = [];

  constructor(key, stream) {
    if (key !== $adopt) {
      throw new TypeError("an ArrowStream is made by the library");
    }
    this.#stream = stream;
  }

  static {
    streamOf = (value) => (#stream in Object(value) ? value.#stream : null);
  }

  get schema() {
    if (this.#schema === null) {
      const schema = $native.$arrowSchema(this.#stream, fail);
      const { Schema, Struct } = arrow();
      const field = $fieldOf(arrow(), schema, "");
      checkNames(field.type.children ?? []);
      this.#isTable = field.type instanceof Struct;
      this.#schema = this.#isTable
        ? new Schema(field.type.children, metadataOf(schema))
        : new Schema([field]);
    }
    return this.#schema;
  }

  get closed() {
    return !$native.$arrowIsOpen(this.#stream);
  }

  next() {
    if (this.closed && this.#schema !== null) {
      return { done: true, value: undefined };
    }
    const { schema } = this;
    const batch = $native.$arrowNext(this.#stream, fail);
    if (batch === null) {
      return { done: true, value: undefined };
    }
    if (this.#isTable && batch.array.buffers[0] !== null) {
      throw unsupported(
        "the stream has rows that are null, which a table of apache-arrow's cannot have",
      );
    }
    this.#owners.push(new WeakRef(new Owner(batch.owner, batch.array)));
    return { done: false, value: this.#batchOf(schema, batch.array) };
  }

  #batchOf(schema, array) {
    const { RecordBatch, Struct, makeData } = arrow();
    const type = new Struct(schema.fields);
    if (this.#isTable) {
      return new RecordBatch(schema, $dataOf(arrow(), type, array));
    }
    const column = $dataOf(arrow(), schema.fields[0].type, array);
    const { length } = array;
    const data = makeData({ type, length, nullCount: 0, children: [column] });
    return new RecordBatch(schema, data);
  }

  return(value) {
    $native.$arrowClose(this.#stream);
    return { done: true, value };
  }

  toTable() {
    const { schema } = this;
    const { Table } = arrow();
    return new Table(schema, [...this]);
  }

  close() {
    $native.$arrowClose(this.#stream);
    this.#owners.forEach((owner) => owner.deref()?.detach());
    this.#owners = [];
  }

  [Symbol.iterator]() {
    return this;
  }

  [$dispose]() {
    this.close();
  }

  toString() {
    return inspect(this);
  }

  [inspect.custom]() {
    return this.closed ? "ArrowStream { closed }" : "ArrowStream {}";
  }
}

// ---- Tables for the library ----

/** What a library uses of JavaScript's memory. src/runtime/arrow_in.c keeps it alive. */
class Pins {
  #buffers = new Set();

  add(buffer) {
    this.#buffers.add(buffer);
  }

  /** From now on code of the caller's may run while the library uses the memory. */
  fix() {
    this.#buffers.forEach($fix);
  }
}

function isBatch(value) {
  return Array.isArray(value?.schema?.fields) && value.data?.typeId === 13;
}

/** Names and types, to be compared. */
function shapeOf({ format, name, children, dictionary }) {
  const below = [...children, dictionary ?? []].flat().map(shapeOf);
  return `${format} ${name}(${below})`;
}

/** Batches of one schema. */
function lendBatches(schema, batches) {
  const pins = new Pins();
  const described = $tableSchemaOf(schema);
  const isAlike = (batch) =>
    batch.schema === schema ||
    shapeOf($tableSchemaOf(batch.schema)) === shapeOf(described);
  if (!batches.every(isAlike)) {
    return { problem: "has batches with different columns" };
  }
  const arrays = batches.map(({ data }) => ({
    ...$arrayOf(arrow, data, pins),
    nullCount: 0,
    buffers: [null],
  }));
  return { schema: described, batches: arrays, pins };
}

function lendVector({ type, data, nullable }) {
  const pins = new Pins();
  const schema = $schemaOf({ name: "", type, nullable });
  const batches = data.map((chunk) => $arrayOf(arrow, chunk, pins));
  return { schema, batches, pins };
}

/** All batches are read now: the library may ask for them on any thread. */
function lendIterable(iterable, said) {
  const batches = [...iterable];
  const schema = said ?? batches[0]?.schema;
  if (!batches.every(isBatch)) {
    return { refused: iterable };
  }
  return Array.isArray(schema?.fields)
    ? lendBatches(schema, batches)
    : { problem: "has neither batches nor a schema" };
}

/** A table or column as src/runtime/arrow_in.c wants it, which also refuses what is none. */
function $arrow(value) {
  const stream = streamOf(value);
  if (stream !== null) {
    return stream;
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  if (isBatch(value)) {
    return lendBatches(value.schema, [value]);
  }
  if (Array.isArray(value.batches) && Array.isArray(value.schema?.fields)) {
    return lendBatches(value.schema, value.batches);
  }
  if (Array.isArray(value.data) && value.type?.typeId !== undefined) {
    return lendVector(value);
  }
  return typeof value[Symbol.iterator] === "function"
    ? lendIterable(value, value.schema)
    : { refused: value };
}

/** As $arrow(), with batches that come one after the other. */
async function $arrowAwaited(value) {
  if (typeof value?.[Symbol.asyncIterator] !== "function") {
    return $arrow(value);
  }
  const batches = [];
  for await (const batch of value) {
    batches.push(batch);
  }
  return lendIterable(batches, value.schema);
}

module.exports = { $arrow, $arrowAwaited, $findArrow, $useArrow, ArrowStream };

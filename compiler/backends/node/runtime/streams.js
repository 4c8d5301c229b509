"use strict";

const { Writable } = require("node:stream");

function refuse(name, expected) {
  const error = new TypeError(`${name} must be ${expected}`);
  error.code = "ERR_INVALID_ARG_TYPE";
  return error;
}

function checkChunk(chunk, name) {
  if (!(chunk instanceof Uint8Array)) {
    throw refuse(`what ${name} gives`, "a Uint8Array");
  }
  return chunk;
}

/** Pieces of at most `size` bytes from pieces of any length. */
class Pieces {
  #rest = new Uint8Array(0);
  #name;

  constructor(name) {
    this.#name = name;
  }

  /** What is left of the piece before, or null. */
  take(size) {
    if (this.#rest.length === 0) {
      return null;
    }
    const piece = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(size);
    return piece;
  }

  /** The beginning of a new piece. Empty ones do not mean the end: null then. */
  put(chunk, size) {
    this.#rest = checkChunk(chunk, this.#name);
    return this.take(size);
  }
}

const END = new Uint8Array(0);

/** What is left of an iterator is not wanted any more, as after a `break`. */
function ending(read, iterator) {
  read.end = () => (read.isOver ? undefined : iterator.return?.());
  return read;
}

function readIterator(iterator, name) {
  const pieces = new Pieces(name);
  const read = (size) => {
    let piece = pieces.take(size);
    while (piece === null) {
      read.isOver = true; // also where it throws
      const step = iterator.next();
      if (step.done) {
        return END;
      }
      read.isOver = false;
      piece = pieces.put(step.value, size);
    }
    return piece;
  };
  return ending(read, iterator);
}

function readAsyncIterator(iterator, name) {
  const pieces = new Pieces(name);
  const read = async (size) => {
    let piece = pieces.take(size);
    while (piece === null) {
      read.isOver = true;
      const step = await iterator.next();
      if (step.done) {
        return END;
      }
      read.isOver = false;
      piece = pieces.put(await step.value, size);
    }
    return piece;
  };
  return ending(read, iterator);
}

function readObject(source, name, isAwaited) {
  const end = (chunk) => (chunk == null ? END : checkChunk(chunk, name));
  return (size) => {
    const chunk = source.read(size);
    return isAwaited && typeof chunk?.then === "function"
      ? chunk.then(end)
      : end(chunk);
  };
}

/** The function that C calls to read from a stream. */
function $reader(source, name, isAwaited = false) {
  if (source == null) {
    return source;
  }
  if (source instanceof Uint8Array) {
    return readIterator([source].values(), name);
  }
  if (isAwaited && typeof source[Symbol.asyncIterator] === "function") {
    return readAsyncIterator(source[Symbol.asyncIterator](), name);
  }
  if (
    typeof source !== "string" &&
    typeof source[Symbol.iterator] === "function"
  ) {
    return readIterator(source[Symbol.iterator](), name);
  }
  if (typeof source[Symbol.asyncIterator] === "function") {
    throw refuse(
      name,
      "read by the awaitable form of this call: it is an async iterable",
    );
  }
  if (typeof source.read === "function") {
    return readObject(source, name, isAwaited);
  }
  throw refuse(
    name,
    "an iterable of Uint8Arrays, or an object with the method read",
  );
}

/** The call is over, whether it has read all or not. */
function $endReader(read) {
  return read?.end?.();
}

function writeToStream(stream, chunk) {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) =>
      error == null ? resolve(true) : reject(error),
    );
  });
}

/** The function that C calls to write to a stream: true is "written". */
function $writer(sink, name, isAwaited = false) {
  if (sink == null) {
    return sink;
  }
  if (typeof sink.write !== "function") {
    throw refuse(name, "an object with the method write");
  }
  if (isAwaited && sink instanceof Writable) {
    return (chunk) => writeToStream(sink, chunk);
  }
  return (chunk) => {
    const written = sink.write(chunk);
    if (typeof written?.then !== "function") {
      return true;
    }
    if (!isAwaited) {
      throw refuse(`write of ${name}`, "synchronous, or the call awaited");
    }
    return written.then(() => true);
  };
}

/** A stream of Node.js around a function that writes. */
function $writable(write) {
  return new Writable({
    async write(chunk, encoding, callback) {
      let failure = null;
      try {
        await write(chunk);
      } catch (error) {
        failure = error;
      }
      callback(failure);
    },
  });
}

module.exports = { $endReader, $reader, $writable, $writer };

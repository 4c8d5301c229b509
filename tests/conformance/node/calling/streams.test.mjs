import assert from "node:assert/strict";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import test from "node:test";

import {
  HungUpError,
  NoMemoryError,
  Source,
  Tank,
  addBytes,
  copy,
  copyAsync,
  pour,
} from "calling";

const NEVER = 2n ** 63n;

/** `size` bytes 0, 1 ... 255, 0 ... */
function bytes(size) {
  return Uint8Array.from({ length: size }, (_, i) => i % 256);
}

function sumOf(array) {
  return array.reduce((sum, byte) => sum + BigInt(byte), 0n);
}

/** What was written to a tank. */
function contentOf(tank) {
  const view = tank.content();
  const copied = Uint8Array.from(view.array);
  view.close();
  return copied;
}

// ---- Classes that are streams

test("source__read__gives_pieces_and_then_null", () => {
  const source = new Source(5000, NEVER);
  assert.equal(source.read(10).length, 10);
  assert.equal(source.read().length, 4096);
  assert.equal(source.read(4096).length, 894);
  assert.equal(source.read(), null);
  assert.equal(source.read(1), null);
});

test("source__for_of__gives_all_bytes", () => {
  const read = Buffer.concat([...new Source(10000, NEVER)]);
  assert.deepEqual(new Uint8Array(read), bytes(10000));
});

test("source__for_await__gives_all_bytes", async () => {
  const chunks = [];
  for await (const chunk of new Source(10000, NEVER)) {
    chunks.push(chunk);
  }
  assert.deepEqual(new Uint8Array(Buffer.concat(chunks)), bytes(10000));
});

test("source__Readable_from__is_a_stream", async () => {
  const chunks = await Readable.from(new Source(10000, NEVER)).toArray();
  assert.deepEqual(new Uint8Array(Buffer.concat(chunks)), bytes(10000));
});

test("source__fails__raises_what_the_library_says", async () => {
  const source = new Source(100, 50);
  assert.equal(source.read(100).length, 50);
  assert.throws(() => source.read(), HungUpError);
  await assert.rejects(
    Readable.from(new Source(100, 50)).toArray(),
    HungUpError,
  );
});

test("tank__write__takes_all_or_fails", () => {
  const tank = new Tank(6);
  tank.write(bytes(4));
  assert.throws(() => tank.write(bytes(3)), NoMemoryError);
  tank.write(Buffer.from([9, 8]));
  assert.deepEqual([...contentOf(tank)], [0, 1, 2, 3, 9, 8]);
  assert.throws(() => tank.write("text"), TypeError);
});

test("tank__toWritable__is_a_stream", async () => {
  const tank = new Tank(100000);
  await pipeline(Readable.from(new Source(50000, NEVER)), tank.toWritable());
  assert.deepEqual(contentOf(tank), bytes(50000));
});

test("tank__toWritable_fails__the_pipeline_fails", async () => {
  const tank = new Tank(10);
  await assert.rejects(
    pipeline(Readable.from(new Source(50000, NEVER)), tank.toWritable()),
    NoMemoryError,
  );
});

// ---- Streams that are passed

const SOURCES = {
  array: () => [bytes(300), new Uint8Array(0), bytes(1500).subarray(300)],
  generator: function* () {
    yield bytes(700);
    yield bytes(1500).subarray(700);
  },
  piece: () => bytes(1500),
  buffers: () => [Buffer.from(bytes(1500))],
  source: () => new Source(1500, NEVER),
  object: () => {
    let at = 0;
    return {
      read(size) {
        const piece = bytes(1500).subarray(at, at + size);
        at += piece.length;
        return piece.length === 0 ? null : piece;
      },
    };
  },
};

for (const [name, make] of Object.entries(SOURCES)) {
  test(`addBytes__${name}__is_read`, () => {
    assert.deepEqual(addBytes(make()), {
      sum: sumOf(bytes(1500)),
      size: 1500n,
    });
  });
}

test("addBytes__nothing__is_the_end", () => {
  assert.deepEqual(addBytes([]), { sum: 0n, size: 0n });
  assert.deepEqual(addBytes({ read: () => undefined }), {
    sum: 0n,
    size: 0n,
  });
});

test("addBytes__no_stream__raises_type_error", () => {
  for (const wrong of [null, undefined, 5, "text", {}, { read: 5 }]) {
    assert.throws(() => addBytes(wrong), TypeError);
  }
  assert.throws(() => addBytes(["text"]), TypeError);
  assert.throws(() => addBytes([[1, 2, 3]]), TypeError);
  assert.throws(() => addBytes({ read: () => "text" }), TypeError);
  assert.throws(
    () => addBytes({ read: (size) => new Uint8Array(size + 1) }),
    RangeError,
  );
});

test("addBytes__async_iterable__points_to_the_awaitable_form", () => {
  assert.throws(() => addBytes(Readable.from([bytes(3)])), {
    name: "TypeError",
    message: /awaitable/,
  });
});

test("addBytes__source_throws__the_same_value_comes_out", () => {
  const error = new Error("broken pipe");
  function* failing() {
    yield bytes(10);
    throw error;
  }
  try {
    addBytes(failing());
    assert.fail("nothing was thrown");
  } catch (caught) {
    assert.equal(caught, error);
  }
});

test("copyAsync__not_read_to_its_end__the_source_is_told", async () => {
  const ended = [];
  function* generator() {
    try {
      yield bytes(10);
      yield bytes(10);
    } finally {
      ended.push("generator");
    }
  }
  await assert.rejects(copyAsync(generator(), new Tank(5)), NoMemoryError);
  const readable = Readable.from(new Source(100000, NEVER));
  await assert.rejects(copyAsync(readable, new Tank(5)), NoMemoryError);
  assert.equal(readable.destroyed, true);
  assert.deepEqual(ended, ["generator"]);
});

test("pour__object_with_write__gets_every_piece", () => {
  const pieces = [];
  pour(2500, {
    write(chunk) {
      pieces.push(chunk);
    },
  });
  assert.deepEqual(
    pieces.map((piece) => piece.length),
    [1000, 1000, 500],
  );
  assert.deepEqual(new Uint8Array(Buffer.concat(pieces)), bytes(2500));
});

test("pour__Writable__is_written_to", async () => {
  const pieces = [];
  const sink = new Writable({
    highWaterMark: 10,
    write(chunk, encoding, callback) {
      pieces.push(Buffer.from(chunk));
      setImmediate(callback);
    },
  });
  pour(2500, sink);
  await new Promise((resolve) => sink.end(resolve));
  assert.deepEqual(new Uint8Array(Buffer.concat(pieces)), bytes(2500));
});

test("pour__another_object_of_the_package__is_written_to", () => {
  const tank = new Tank(3000);
  pour(2500, tank);
  assert.deepEqual(contentOf(tank), bytes(2500));
  assert.throws(() => pour(2500, tank), NoMemoryError);
});

test("pour__no_sink__raises_type_error", () => {
  for (const wrong of [null, undefined, 5, "text", {}, () => {}]) {
    assert.throws(() => pour(1, wrong), TypeError);
  }
  assert.throws(() => pour(1, { async write() {} }), TypeError);
});

test("copy__synchronously__says_busy_instead_of_hanging", () => {
  assert.throws(() => copy([bytes(5)], new Tank(5)), { code: "TENON_BUSY" });
});

test("copyAsync__streams_of_node__are_read_and_written", async () => {
  const pieces = [];
  const sink = new Writable({
    highWaterMark: 10,
    write(chunk, encoding, callback) {
      pieces.push(Buffer.from(chunk));
      setImmediate(callback);
    },
  });
  const size = await copyAsync(Readable.from(new Source(20000, NEVER)), sink);
  assert.equal(size, 20000n);
  assert.deepEqual(new Uint8Array(Buffer.concat(pieces)), bytes(20000));
});

test("copyAsync__async_functions__are_waited_for", async () => {
  let at = 0;
  const written = [];
  const size = await copyAsync(
    {
      async read(most) {
        const piece = bytes(3000).subarray(at, at + most);
        at += piece.length;
        return piece;
      },
    },
    {
      async write(chunk) {
        await null;
        written.push(...chunk);
      },
    },
  );
  assert.equal(size, 3000n);
  assert.deepEqual(Uint8Array.from(written), bytes(3000));
});

test("copyAsync__failing_stream__rejects_with_the_same_value", async () => {
  const error = new Error("disk full");
  const sink = new Writable({
    write(chunk, encoding, callback) {
      callback(error);
    },
  });
  sink.on("error", () => {});
  try {
    await copyAsync([bytes(5)], sink);
    assert.fail("nothing was thrown");
  } catch (caught) {
    assert.equal(caught, error);
  }
});

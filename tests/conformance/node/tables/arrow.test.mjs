// Arrow's streams cross without a copy, in and out, and are released exactly once.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createRequire } from "node:module";
import test, { afterEach } from "node:test";
import { Worker } from "node:worker_threads";

import * as arrow from "apache-arrow";
import {
  ArrowStream,
  BadStreamError,
  BrokenContractError,
  BusyError,
  Fault,
  NoColumnError,
  Series,
  Store,
  TablesError,
  addresses,
  bad,
  broken,
  column,
  failing,
  keep,
  keptSum,
  letGo,
  letGoAsync,
  live,
  make,
  pass,
  refuse,
  shape,
  sum,
  textBytes,
} from "tables";

import { collected } from "./helpers.mjs";

afterEach(() => collected(() => live() === 0n));

/** The rows of a table as plain objects. */
function rowsOf(table) {
  return table.toArray().map((row) => row.toJSON());
}

/** There and back: what the library would see. */
function passed(table) {
  return pass(table).toTable();
}

/** A table of one column `x`. */
function tableOf(vector) {
  return new arrow.Table({ x: vector });
}

// ---- From the library

test("make__as_a_table__then_columns_and_nulls", () => {
  const stream = make(5, 2);
  assert.ok(stream instanceof ArrowStream);
  const table = stream.toTable();
  assert.ok(table instanceof arrow.Table);
  assert.equal(table.batches.length, 3);
  assert.deepEqual(rowsOf(table), [
    { id: 0n, price: 0, name: "row 0", active: true },
    { id: 1n, price: 0.5, name: "row 1", active: false },
    { id: 2n, price: null, name: "row 2", active: true },
    { id: 3n, price: 1.5, name: "row 3", active: false },
    { id: 4n, price: 2, name: "row 4", active: true },
  ]);
  assert.equal(table.getChild("price").nullCount, 1);
  const [id, price] = table.schema.fields;
  assert.deepEqual([id.nullable, price.nullable], [false, true]);
});

test("make__batch_by_batch__then_only_what_is_asked_for_is_made", () => {
  const sizes = [];
  for (const batch of make(5, 2)) {
    assert.ok(batch instanceof arrow.RecordBatch);
    sizes.push(batch.numRows);
  }
  assert.deepEqual(sizes, [2, 2, 1]);
});

test("make__left_in_the_middle__then_closed", () => {
  const stream = make(1000, 1);
  for (const batch of stream) {
    assert.equal(batch.numRows, 1);
    break;
  }
  assert.equal(stream.closed, true);
  assert.deepEqual(stream.next(), { done: true, value: undefined });
});

test("make__a_table_of_batches__then_apache_arrow_takes_the_stream", () => {
  assert.equal(new arrow.Table([...make(4, 3)]).numRows, 4);
  const ipc = arrow.tableToIPC(make(4, 3).toTable());
  assert.equal(arrow.tableFromIPC(ipc).getChild("name").get(3), "row 3");
});

test("make__no_rows__then_a_table_with_columns", () => {
  const table = make(0, 1).toTable();
  assert.equal(table.numRows, 0);
  assert.deepEqual(table.schema.names, ["id", "price", "name", "active"]);
});

test("make__refused__then_error", () => {
  assert.throws(() => make(5, 0), BadStreamError);
});

test("make__by_require_and_import__then_tables_of_both", () => {
  const required = createRequire(import.meta.url)("apache-arrow");
  const table = make(3, 3).toTable();
  assert.ok(table instanceof required.Table);
  assert.equal(new required.Table(table.batches).numRows, 3);
});

test("column__then_a_table_of_one_column", () => {
  const table = column(3, 2).toTable();
  assert.deepEqual(table.schema.names, ["value"]);
  assert.deepEqual([...table.getChild("value")], [0, 1, 2]);
});

test("stream__closed__then_released_and_unusable", () => {
  const stream = make(3, 3);
  assert.equal(stream.closed, false);
  stream.close();
  assert.equal(live(), 0n);
  assert.equal(stream.closed, true);
  stream.close();
  assert.throws(() => stream.schema, /used already, or closed/);
  assert.throws(() => stream.toTable(), { code: "ERR_INVALID_STATE" });
  assert.throws(() => shape(stream), /table is a stream that was used already/);
  assert.equal(String(stream), "ArrowStream { closed }");
});

test("stream__closed_after_reading__then_its_batches_are_empty", () => {
  const stream = make(3, 2);
  const [first, second] = stream;
  assert.ok(live() > 0n);
  stream.close();
  assert.equal(live(), 0n);
  assert.equal(first.getChild("id").data[0].values.length, 0);
  assert.equal(second.getChild("id").data[0].values.length, 0);
  assert.equal(first.getChild("id").get(0), undefined);
});

test("stream__disposed__then_closed", () => {
  const stream = make(3, 2);
  stream[Symbol.dispose ?? Symbol.for("nodejs.dispose")]();
  assert.equal(stream.closed, true);
});

test("table__kept_beyond_its_stream__then_still_there", async () => {
  let table = make(2000, 1000).toTable();
  await new Promise((resolve) => setTimeout(resolve, 5));
  globalThis.gc();
  assert.equal(table.getChild("name").get(1999), "row 1999");
  table = null;
});

test("failing__then_its_own_words", () => {
  const stream = failing(2);
  assert.equal(stream.next().done, false);
  assert.equal(stream.next().done, false);
  assert.throws(
    () => stream.next(),
    (error) =>
      error instanceof TablesError &&
      error.message === "the stream broke" &&
      error.code === "EIO" &&
      error.kind === "io",
  );
  stream.close();
});

test("broken__then_a_broken_contract", () => {
  assert.throws(() => broken(), BrokenContractError);
});

test("bad__of_every_sort__then_a_broken_contract_that_says_so", () => {
  const problems = {
    NEGATIVE_LENGTH: /column "x" \(of Arrow's format "l"\) has a length/,
    HUGE_LENGTH: /length or offset that cannot be/,
    NEGATIVE_OFFSET: /length or offset that cannot be/,
    FEW_BUFFERS: /wrong number of buffers/,
    NO_VALUES: /lacks a buffer/,
    NO_NULLS: /does not say which they are/,
    MANY_NULLS: /counts more nulls than values/,
    FALLING_OFFSETS: /offsets that go back/,
    NEGATIVE_OFFSETS: /offsets that go back/,
    LONG_LISTS: /offsets beyond its values/,
    SHORT_COLUMN: /fewer values than what it belongs to/,
    NO_CHILD: /wrong number of children/,
    WILD_INDEX: /an index beyond its dictionary/,
    NO_FORMAT: /its schema has no format/,
    ENDLESS_NESTING: /nested too deeply/,
  };
  for (const [name, message] of Object.entries(problems)) {
    const stream = bad(Fault[name]);
    assert.throws(
      () => stream.toTable(),
      (error) => {
        assert.ok(error instanceof BrokenContractError, name);
        assert.match(error.message, message);
        return true;
      },
    );
    stream.close();
  }
});

test("bad__a_type_that_apache_arrow_does_not_have__then_column_and_type_are_named", () => {
  const stream = bad(Fault.STRANGE_FORMAT);
  assert.throws(() => stream.toTable(), {
    name: "TypeError",
    message: /column "x" has Arrow's format "\?"/,
  });
  stream.close();
});

test("stream__made_with_new__then_type_error", () => {
  assert.throws(() => new ArrowStream(), TypeError);
});

// ---- To the library

test("sum__of_tables_batches_vectors_and_iterables__then_the_same", () => {
  const table = arrow.tableFromArrays({ x: Float64Array.of(1.5, 2.5) });
  const vector = table.getChild("x");
  assert.equal(sum(table, "x"), 4);
  assert.equal(sum(table.batches[0], "x"), 4);
  assert.equal(sum(vector, "x"), 4);
  assert.equal(sum(table.batches, "x"), 4);
  const reader = arrow.RecordBatchReader.from(arrow.tableToIPC(table));
  assert.equal(sum(reader, "x"), 4);
  assert.equal(sum(column(4, 3), "value"), 6);
  function* batches() {
    yield* table.batches;
    yield* table.batches;
  }
  assert.equal(sum(batches(), "x"), 8);
});

test("sum__with_nulls__then_left_out", () => {
  const x = arrow.vectorFromArray([1, null, 2, null], new arrow.Float64());
  assert.equal(sum(tableOf(x), "x"), 3);
  assert.equal(sum(tableOf(x).slice(1, 3), "x"), 2);
});

test("sum__of_bools_in_a_slice__then_bits_are_moved", () => {
  const bools = Array.from({ length: 100 }, (_, i) => i % 3 === 0);
  const table = tableOf(arrow.vectorFromArray(bools, new arrow.Bool()));
  for (const [begin, end] of [
    [0, 100],
    [1, 99],
    [7, 9],
    [8, 40],
    [13, 77],
  ]) {
    const expected = bools.slice(begin, end).filter(Boolean).length;
    assert.equal(sum(table.slice(begin, end), "x"), expected);
  }
});

test("text_bytes__of_both_sorts_of_text__then_counted", () => {
  const texts = ["a", "äö", null, ""];
  for (const type of [new arrow.Utf8(), new arrow.LargeUtf8()]) {
    const table = tableOf(arrow.vectorFromArray(texts, type));
    assert.equal(textBytes(table, "x"), 5n);
    assert.equal(textBytes(table.slice(1), "x"), 4n);
  }
});

test("sum__of_another_type__then_the_librarys_error", () => {
  const table = tableOf(arrow.vectorFromArray(["a"], new arrow.Utf8()));
  assert.throws(() => sum(table, "x"), NoColumnError);
  assert.throws(() => sum(table, "y"), NoColumnError);
});

test("sum__of_something_else__then_type_error", () => {
  for (const [value, what] of [
    [[1, 2], "an array"],
    ["x", "a string"],
    [7, "a number"],
    [null, "null"],
    [undefined, "undefined"],
    [{}, "an object"],
    [{ schema: 7, batches: 8 }, "an object"],
    [() => 1, "a function"],
  ]) {
    assert.throws(() => sum(value, "x"), {
      name: "TypeError",
      code: "ERR_INVALID_ARG_TYPE",
      message: `table must be an ArrowStream, or apache-arrow's Table, RecordBatch, Vector or iterable of RecordBatches, not ${what}`,
    });
  }
});

test("sum__of_nothing_at_all__then_there_is_no_schema", () => {
  assert.throws(() => sum([], "x"), /table has neither batches nor a schema/);
});

test("sum__of_different_batches__then_refused", () => {
  const batches = [
    ...arrow.tableFromArrays({ x: Float64Array.of(1) }).batches,
    ...arrow.tableFromArrays({ x: Int32Array.of(1) }).batches,
  ];
  assert.throws(() => sum(batches, "x"), /batches with different columns/);
});

test("sum__where_the_iterable_throws__then_that_error", () => {
  const thrown = new Error("mine");
  function* batches() {
    yield* arrow.tableFromArrays({ x: Float64Array.of(1) }).batches;
    throw thrown;
  }
  assert.throws(
    () => sum(batches(), "x"),
    (error) => error === thrown,
  );
});

test("sum__with_a_later_argument_wrong__then_the_stream_is_released", () => {
  assert.throws(() => sum(make(3, 3), 7), TypeError);
  assert.equal(live(), 0n);
});

test("shape__without_a_stream__then_zeros", () => {
  assert.deepEqual(shape(null), { rows: 0n, batches: 0n });
  assert.deepEqual(shape(), { rows: 0n, batches: 0n });
});

test("shape__of_empty_tables__then_no_rows", () => {
  const empty = new arrow.Table(new arrow.Schema([]));
  assert.deepEqual(shape(empty), { rows: 0n, batches: 0n });
  assert.deepEqual(shape(make(0, 3).toTable()).rows, 0n);
});

test("refuse__a_stream__then_it_is_released", () => {
  assert.throws(() => refuse(make(3, 3)), TablesError);
  assert.equal(live(), 0n);
  const table = arrow.tableFromArrays({ x: Float64Array.of(1) });
  assert.throws(() => refuse(table), TablesError);
});

test("store__read_and_asked_again__then_streams_outlive_it", () => {
  const store = Store.read(make(4, 2));
  assert.equal(store.rows, 4n);
  const stream = store.stream();
  store.close();
  assert.equal(stream.toTable().getChild("name").get(3), "row 3");
});

test("pass__a_table_of_the_librarys_and_back__then_the_same_rows", () => {
  const table = make(7, 3).toTable();
  assert.deepEqual(rowsOf(passed(table)), rowsOf(table));
});

// ---- Every type, there and back

const list = (type) => new arrow.List(new arrow.Field("item", type, true));

const columns = {
  null: arrow.vectorFromArray([null, null], new arrow.Null()),
  bool: arrow.vectorFromArray([true, null, false], new arrow.Bool()),
  int8: arrow.vectorFromArray([-128, null, 127], new arrow.Int8()),
  uint8: arrow.vectorFromArray([0, null, 255], new arrow.Uint8()),
  int16: arrow.vectorFromArray([-32768, null], new arrow.Int16()),
  uint16: arrow.vectorFromArray([65535, null], new arrow.Uint16()),
  int32: arrow.vectorFromArray([-(2 ** 31), null], new arrow.Int32()),
  uint32: arrow.vectorFromArray([2 ** 32 - 1, null], new arrow.Uint32()),
  int64: arrow.vectorFromArray([-(2n ** 63n), null], new arrow.Int64()),
  uint64: arrow.vectorFromArray([2n ** 64n - 1n, null], new arrow.Uint64()),
  float16: arrow.vectorFromArray([1.5, null], new arrow.Float16()),
  float32: arrow.vectorFromArray([0.25, null], new arrow.Float32()),
  float64: arrow.vectorFromArray([Math.PI, null], new arrow.Float64()),
  utf8: arrow.vectorFromArray(["ä", null, "", "b"], new arrow.Utf8()),
  large_utf8: arrow.vectorFromArray(["ä", null], new arrow.LargeUtf8()),
  utf8_view: arrow.vectorFromArray(
    ["short", null, "much longer than twelve bytes"],
    new arrow.Utf8View(),
  ),
  binary: arrow.vectorFromArray(
    [Uint8Array.of(1, 2), null],
    new arrow.Binary(),
  ),
  large_binary: arrow.vectorFromArray(
    [Uint8Array.of(1, 2), null],
    new arrow.LargeBinary(),
  ),
  binary_view: arrow.vectorFromArray(
    [Uint8Array.of(1, 2), null, new Uint8Array(40)],
    new arrow.BinaryView(),
  ),
  fixed_binary: arrow.vectorFromArray(
    [Uint8Array.of(1, 2, 3), null],
    new arrow.FixedSizeBinary(3),
  ),
  decimal128: arrow.makeVector({
    type: new arrow.Decimal(2, 20, 128),
    data: Uint32Array.of(12345, 0, 0, 0, 7, 0, 0, 0),
  }),
  decimal256: arrow.makeVector({
    type: new arrow.Decimal(3, 60, 256),
    data: new Uint32Array(16).fill(9),
  }),
  date_day: arrow.vectorFromArray([new Date(0), null], new arrow.DateDay()),
  date_millisecond: arrow.vectorFromArray(
    [new Date(86400000), null],
    new arrow.DateMillisecond(),
  ),
  time_second: arrow.vectorFromArray([1, null], new arrow.TimeSecond()),
  time_millisecond: arrow.vectorFromArray([1], new arrow.TimeMillisecond()),
  time_microsecond: arrow.vectorFromArray([1n], new arrow.TimeMicrosecond()),
  time_nanosecond: arrow.vectorFromArray([1n], new arrow.TimeNanosecond()),
  timestamp_second: arrow.vectorFromArray(
    [86400000, null],
    new arrow.TimestampSecond("Europe/Berlin"),
  ),
  timestamp_millisecond: arrow.vectorFromArray(
    [1, null],
    new arrow.TimestampMillisecond(),
  ),
  timestamp_microsecond: arrow.vectorFromArray(
    [1],
    new arrow.TimestampMicrosecond("UTC"),
  ),
  timestamp_nanosecond: arrow.vectorFromArray(
    [1],
    new arrow.TimestampNanosecond(),
  ),
  duration_second: arrow.vectorFromArray([5n], new arrow.DurationSecond()),
  duration_nanosecond: arrow.vectorFromArray(
    [-5n, null],
    new arrow.DurationNanosecond(),
  ),
  interval_year_month: arrow.makeVector({
    type: new arrow.IntervalYearMonth(),
    data: Int32Array.of(14, 3),
  }),
  interval_day_time: arrow.makeVector({
    type: new arrow.IntervalDayTime(),
    data: Int32Array.of(1, 2, 3, 4),
  }),
  interval_month_day_nano: arrow.makeVector({
    type: new arrow.IntervalMonthDayNano(),
    data: Int32Array.of(1, 2, 3, 4),
  }),
  dictionary: arrow.vectorFromArray(
    ["a", "b", null, "a"],
    new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()),
  ),
  small_dictionary: arrow.vectorFromArray(
    ["a", "b", null, "a"],
    new arrow.Dictionary(new arrow.Utf8(), new arrow.Uint8()),
  ),
  list: arrow.vectorFromArray([[1, null], null, []], list(new arrow.Float64())),
  list_of_lists: arrow.vectorFromArray(
    [[["a"], []], null, [["b", "c"]]],
    list(list(new arrow.Utf8())),
  ),
  large_list: arrow.vectorFromArray(
    [["a", "b"], null, []],
    new arrow.LargeList(new arrow.Field("item", new arrow.Utf8(), true)),
  ),
  fixed_list: arrow.vectorFromArray(
    [[1, 2], null, [3, 4]],
    new arrow.FixedSizeList(
      2,
      new arrow.Field("item", new arrow.Int32(), true),
    ),
  ),
  struct: arrow.vectorFromArray(
    [{ a: 1, b: ["x"] }, null, { a: null, b: [] }],
    new arrow.Struct([
      new arrow.Field("a", new arrow.Int32(), true),
      new arrow.Field("b", list(new arrow.Utf8()), true),
    ]),
  ),
  map: arrow.vectorFromArray(
    [new Map([["k", 1]]), null],
    new arrow.Map_(
      new arrow.Field(
        "entries",
        new arrow.Struct([
          new arrow.Field("key", new arrow.Utf8()),
          new arrow.Field("value", new arrow.Int32(), true),
        ]),
      ),
    ),
  ),
  sparse_union: arrow.makeVector({
    type: new arrow.SparseUnion(
      [0, 5],
      [
        new arrow.Field("i", new arrow.Int32()),
        new arrow.Field("f", new arrow.Float64()),
      ],
    ),
    typeIds: Int8Array.of(0, 5),
    children: [
      arrow.makeData({ type: new arrow.Int32(), data: Int32Array.of(7, 0) }),
      arrow.makeData({
        type: new arrow.Float64(),
        data: Float64Array.of(0, 1.5),
      }),
    ],
  }),
  dense_union: arrow.makeVector({
    type: new arrow.DenseUnion(
      [0, 5],
      [
        new arrow.Field("i", new arrow.Int32()),
        new arrow.Field("f", new arrow.Float64()),
      ],
    ),
    typeIds: Int8Array.of(0, 5, 0),
    valueOffsets: Int32Array.of(0, 0, 1),
    children: [
      arrow.makeData({ type: new arrow.Int32(), data: Int32Array.of(7, 8) }),
      arrow.makeData({ type: new arrow.Float64(), data: Float64Array.of(1.5) }),
    ],
  }),
};

/** Values as they print. */
function printed(vector) {
  return [...vector].map((value) => arrow.util.valueToString(value));
}

for (const [name, vector] of Object.entries(columns)) {
  test(`pass__a_column_of_${name}__then_the_same_type_and_values`, () => {
    const [whole] = passed(tableOf(vector)).schema.fields;
    assert.ok(
      arrow.util.compareTypes(whole.type, vector.type) ||
        String(whole.type) === String(vector.type),
    );
    assert.deepEqual(
      printed(passed(tableOf(vector)).getChild("x")),
      printed(vector),
    );
    assert.deepEqual(
      printed(passed(tableOf(vector).slice(1)).getChild("x")),
      printed(vector.slice(1)),
    );
  });
}

test("pass__a_vector__then_a_table_of_one_column", () => {
  const vector = columns.utf8;
  assert.deepEqual([...passed(vector).getChildAt(0)], [...vector]);
});

test("pass__a_vector_of_structs__then_a_table_without_null_rows", () => {
  const { type } = columns.struct;
  const vector = arrow.vectorFromArray([{ a: 1, b: ["x"] }], type);
  assert.deepEqual(passed(vector).schema.names, ["a", "b"]);
  assert.throws(() => passed(columns.struct), /rows that are null/);
});

test("pass__columns_of_one_name__then_only_of_one_type", () => {
  const twice = (one, other) => {
    const fields = [one, other].map(
      ({ type }) => new arrow.Field("x", type, true),
    );
    const data = arrow.makeData({
      type: new arrow.Struct(fields),
      length: one.length,
      nullCount: 0,
      children: [one.data[0], other.data[0]],
    });
    const schema = { fields, metadata: new Map() };
    return { schema, batches: [{ schema, data }] };
  };
  const { int32, float32 } = columns;
  const table = passed(twice(int32, int32));
  assert.deepEqual([...table.getChildAt(1)], [...int32]);
  assert.throws(
    () => passed(twice(int32, float32)),
    /different types that are both called "x"/,
  );
});

test("pass__metadata_and_flags__then_kept", () => {
  const metadata = new Map([
    ["unit", "kg"],
    ["ä", ""],
  ]);
  const field = new arrow.Field("x", new arrow.Int32(), true, metadata);
  const schema = new arrow.Schema([field], new Map([["made by", "me"]]));
  const table = passed(new arrow.Table(schema));
  assert.deepEqual(table.schema.metadata, new Map([["made by", "me"]]));
  assert.deepEqual(table.schema.fields[0].metadata, metadata);
  assert.equal(table.schema.fields[0].nullable, true);
});

test("pass__a_dictionary_in_parts__then_put_together", () => {
  const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32());
  const dictionary = new arrow.Vector([
    arrow.vectorFromArray(["a", "b"], type.dictionary).data[0],
    arrow.vectorFromArray(["c"], type.dictionary).data[0],
  ]);
  const vector = arrow.makeVector({
    type,
    data: Int32Array.of(2, 0, 1),
    dictionary,
  });
  assert.deepEqual([...passed(vector).getChildAt(0)], ["c", "a", "b"]);
});

test("pass__the_columns_of_slices_of_tables_of_the_librarys__then_right", () => {
  const table = make(40, 40).toTable().slice(3, 20);
  assert.deepEqual(rowsOf(passed(table)), rowsOf(table));
});

test("pass__a_type_that_c_has_no_format_for__then_column_and_type_are_named", () => {
  const vector = arrow.vectorFromArray([1], new arrow.Int32());
  const type = new arrow.Struct([new arrow.Field("inner", vector.type)]);
  const table = new arrow.Table({
    outer: arrow.vectorFromArray([{ inner: 1 }], type),
  });
  Object.defineProperty(
    table.schema.fields[0].type.children[0].type,
    "bitWidth",
    { value: 24 },
  );
  assert.throws(() => pass(table), {
    name: "TypeError",
    message: /column "outer\.inner" has the type Int24/,
  });
});

// ---- Tables that lie

function lying(type, props) {
  return new arrow.Vector([
    new arrow.Data(
      type,
      0,
      props.length,
      props.nullCount ?? 0,
      props.buffers,
      props.children,
      props.dictionary,
    ),
  ]);
}

test("pass__lengths_and_offsets_that_lie__then_refused", () => {
  const { Int32, Utf8, Bool } = arrow;
  const bytes = new Uint8Array(4);
  const child = arrow.makeData({ type: new Int32(), data: Int32Array.of(1) });
  const cases = [
    [
      /buffer that is too short/,
      lying(new Int32(), { length: 9, buffers: [, Int32Array.of(1)] }),
    ],
    [
      /buffer that is too short/,
      lying(new Bool(), { length: 99, buffers: [, bytes] }),
    ],
    [
      /buffer that is too short/,
      lying(new Utf8(), { length: 1, buffers: [Int32Array.of(0, 9), bytes] }),
    ],
    [
      /offsets that go back/,
      lying(new Utf8(), {
        length: 2,
        buffers: [Int32Array.of(0, 3, 1), bytes],
      }),
    ],
    [
      /offsets that go back/,
      lying(new Utf8(), { length: 1, buffers: [Int32Array.of(-9, 1), bytes] }),
    ],
    [/lacks a buffer|too short/, lying(new Utf8(), { length: 1, buffers: [] })],
    [
      /offsets beyond its values/,
      lying(list(new Int32()), {
        length: 1,
        buffers: [Int32Array.of(0, 2)],
        children: [child],
      }),
    ],
    [
      /an index beyond its dictionary/,
      lying(new arrow.Dictionary(new Utf8(), new Int32()), {
        length: 1,
        buffers: [, Int32Array.of(1)],
        dictionary: arrow.vectorFromArray(["a"], new Utf8()),
      }),
    ],
    [
      /fewer values than what it belongs to/,
      lying(new arrow.Struct([new arrow.Field("a", new Int32())]), {
        length: 5,
        buffers: [],
        children: [child],
      }),
    ],
  ];
  for (const [message, vector] of cases) {
    assert.throws(() => pass(vector), { name: "TypeError", message });
  }
});

// ---- Memory

test("addresses__of_a_table_of_javascripts__then_nothing_was_copied", () => {
  const values = Float64Array.of(1, 2, 3);
  const table = arrow.tableFromArrays({ x: values });
  const [there] = addresses(table, "x");
  assert.deepEqual([...addresses(passed(table), "x")], [there]);
  const [sliced] = addresses(table.slice(1), "x");
  assert.equal(sliced, there + 8n);
});

test("pass__a_table_of_javascripts__then_changes_are_seen_on_both_sides", () => {
  const table = arrow.tableFromArrays({ x: Float64Array.of(1, 2, 3) });
  const back = passed(table).getChild("x").data[0].values;
  table.getChild("x").data[0].values[1] = 20;
  assert.equal(back[1], 20);
  assert.notEqual(back.buffer, table.getChild("x").data[0].values.buffer);
});

test("keep__memory_of_javascripts__then_alive_until_the_library_lets_it_go", async () => {
  let isCollected = false;
  const registry = new FinalizationRegistry(() => (isCollected = true));
  (() => {
    const values = new Float64Array(1000).fill(2);
    registry.register(values.buffer);
    keep(arrow.tableFromArrays({ x: values }));
  })();
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    globalThis.gc();
  }
  assert.equal(isCollected, false);
  assert.equal(keptSum(), 2000);
  letGo(); // on another thread
  await collected(() => isCollected);
});

test("keep__let_go_while_javascript_runs__then_collected", async () => {
  let isCollected = false;
  const registry = new FinalizationRegistry(() => (isCollected = true));
  (() => {
    const values = new Float64Array(1000).fill(2);
    registry.register(values.buffer);
    keep(arrow.tableFromArrays({ x: values }));
  })();
  await letGoAsync();
  await collected(() => isCollected);
});

test("keep__then_the_memory_cannot_be_moved_away", () => {
  const values = new Float64Array(1000).fill(2);
  keep(arrow.tableFromArrays({ x: values }));
  try {
    structuredClone(values, { transfer: [values.buffer] });
  } catch (error) {
    assert.equal(error.name, "DataCloneError");
  }
  assert.equal(values.length, 1000);
  assert.equal(keptSum(), 2000);
  letGo();
});

test("sum__of_memory_that_is_not_kept__then_it_can_be_moved_away", () => {
  const values = new Float64Array(1000).fill(2);
  assert.equal(sum(arrow.tableFromArrays({ x: values }), "x"), 2000);
  const moved = structuredClone(values, { transfer: [values.buffer] });
  assert.equal(moved.length, 1000);
  assert.equal(values.length, 0);
});

test("keep__a_table_of_the_librarys_that_is_closed__then_the_memory_stays", () => {
  const stream = column(1000, 1000);
  const table = stream.toTable();
  keep(table);
  const { values } = table.getChild("value").data[0];
  stream.close();
  assert.equal(keptSum(), 499500);
  assert.equal(values[999], 999);
  letGo();
});

/** Whether a series is no longer looked at. */
function thaws(series) {
  try {
    series.append(1);
    return true;
  } catch (error) {
    assert.ok(error instanceof BusyError);
    return false;
  }
}

test("keep__a_view_that_is_closed__then_the_memory_stays", async () => {
  const series = new Series(1000);
  series.set(7, 7);
  (() => {
    const view = series.values();
    keep(arrow.makeVector(view.array));
    view.close();
    assert.equal(view.closed, true);
    assert.equal(view.array.length, 0);
  })();
  assert.equal(thaws(series), false);
  globalThis.gc();
  assert.equal(keptSum(), 7);
  letGo();
  await collected(() => thaws(series));
  assert.equal(series.sum(), 8);
});

test("keep__twice__then_the_memory_stays_until_both_are_let_go", async () => {
  const series = new Series(10);
  const passed = (() => {
    const view = series.values();
    const vector = arrow.makeVector(view.array);
    keep(vector);
    const passed = pass(vector);
    view.close();
    return passed;
  })();
  letGo();
  await new Promise((resolve) => setTimeout(resolve, 10));
  globalThis.gc();
  assert.equal(thaws(series), false);
  assert.equal(passed.toTable().numRows, 10);
  await collected(() => thaws(series));
});

test("sum__of_shared_and_resizable_memory__then_copied", () => {
  const shared = new Float64Array(new SharedArrayBuffer(16));
  shared.set([1, 2]);
  const vector = (data) =>
    new arrow.Vector([arrow.makeData({ type: new arrow.Float64(), data })]);
  assert.equal(sum(vector(shared), "x"), 3);
  const resizable = new Float64Array(
    new ArrayBuffer(16, { maxByteLength: 1024 }),
  );
  resizable.set([1, 2]);
  keep(vector(resizable));
  resizable.buffer.resize?.(0);
  assert.equal(keptSum(), 3);
  letGo();
});

test("worker__with_tables_of_its_own__then_ends_with_them", async () => {
  const script = `
    const { make, keep, sum } = require("tables");
    const tables = [make(10, 3).toTable(), make(10, 3)];
    const { tableFromArrays } = require("apache-arrow");
    require("worker_threads").parentPort.postMessage(
      sum(tableFromArrays({ x: Float64Array.of(1, 2) }), "x"));
  `;
  const worker = new Worker(script, { eval: true });
  const [[message], [code]] = await Promise.all([
    once(worker, "message"),
    once(worker, "exit"),
  ]);
  assert.deepEqual([message, code], [3, 0]);
});

test("streams__often__then_nothing_is_left", async () => {
  const cross = () => {
    const table = make(10, 5).toTable();
    assert.equal(sum(table, "id"), 45);
    pass(table).close();
    pass(make(3, 3)).toTable();
  };
  for (let i = 0; i < 2000; i++) {
    cross();
  }
  await collected(() => live() === 0n);
});

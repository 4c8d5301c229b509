// Memory that crosses without a copy: arrays of the caller's, and views of the library's memory.

import assert from "node:assert/strict";
import test from "node:test";

import * as arrow from "apache-arrow";
import {
  BusyError,
  Series,
  View,
  addressBytes,
  addressF32,
  addressF64,
  addressI32,
  addressU64,
  addresses,
  countUp,
  live,
  range,
  scale,
  sum,
  sumF32,
  sumF64,
} from "tables";

import { collected, steadyMemory } from "./helpers.mjs";

/** A series 0, 1, 2 ... */
function seriesOf(count) {
  const series = new Series(count);
  for (let i = 0; i < count; i++) {
    series.set(i, i);
  }
  return series;
}

// ---- Arrays of the caller's

test("addresses__of_typed_arrays__then_the_same_for_every_window_onto_them", () => {
  const memory = new ArrayBuffer(1024);
  const start = addressBytes(new Uint8Array(memory));
  assert.notEqual(start, 0n);
  assert.equal(addressF64(new Float64Array(memory)), start);
  assert.equal(addressF32(new Float32Array(memory)), start);
  assert.equal(addressI32(new Int32Array(memory)), start);
  assert.equal(addressU64(new BigUint64Array(memory)), start);
  assert.equal(addressF64(new Float64Array(memory, 80)), start + 80n);
  assert.equal(addressBytes(Buffer.from(memory, 3)), start + 3n);
});

test("addresses__of_plain_arrays__then_elsewhere", () => {
  const values = Float64Array.of(1, 2, 3);
  assert.notEqual(addressF64([...values]), addressF64(values));
  assert.equal(sumF64([...values]), sumF64(values));
  assert.equal(sumF32(Float32Array.of(0.5, 1)), 1.5);
});

test("scale__an_array_changed_in_place__then_not_copied", () => {
  const values = Float64Array.of(1, 2, 3);
  assert.equal(scale(values, 2), addressF64(values));
  assert.deepEqual([...values], [2, 4, 6]);
  const part = values.subarray(1);
  assert.equal(scale(part, 2), addressF64(values) + 8n);
  assert.deepEqual([...values], [2, 8, 12]);
});

test("count_up__an_array_for_the_library_to_fill__then_filled", () => {
  assert.deepEqual([...countUp(4)], [0, 1, 2, 3]);
});

test("range__a_large_array_of_the_librarys__then_its_own_memory", () => {
  const { values, address } = range(100_000);
  assert.equal(addressF64(values), address);
  assert.equal(values[99_999], 99_999);
});

test("range__a_small_array_of_the_librarys__then_copied", () => {
  const { values, address } = range(5);
  assert.deepEqual([...values], [0, 1, 2, 3, 4]);
  assert.notEqual(addressF64(values), address);
});

// ---- Views

test("values__a_view__then_the_librarys_own_memory", () => {
  const series = seriesOf(100);
  const view = series.values();
  assert.ok(view instanceof View);
  assert.equal(addressF64(view.array), series.address());
  assert.equal(view.array[99], 99);
  const window = new Float64Array(view.array.buffer, 80, 2);
  assert.equal(addressF64(window), series.address() + 80n);
  assert.deepEqual([...window], [10, 11]);
  view.close();
});

test("values__two_views__then_both_show_the_same_memory", () => {
  const series = seriesOf(3);
  const views = [series.values(), series.values()];
  assert.equal(addressF64(views[0].array), addressF64(views[1].array));
  views[0].close();
  assert.equal(views[1].array[2], 2);
  assert.throws(() => series.append(3), BusyError);
  views[1].close();
  series.append(3);
  assert.equal(series.sum(), 6);
});

test("values__open__then_the_series_is_frozen_until_it_is_closed", () => {
  const series = seriesOf(3);
  const view = series.values();
  assert.throws(() => series.append(4), BusyError);
  assert.throws(() => series.set(0, 4), BusyError);
  assert.equal(series.sum(), 3);
  view.close();
  series.append(4);
  assert.equal(series.sum(), 7);
});

test("values__closed__then_all_windows_onto_it_are_detached", () => {
  const series = seriesOf(3);
  const view = series.values();
  const { array } = view;
  const window = new Float64Array(array.buffer);
  const bytes = new DataView(array.buffer);
  view.close();
  assert.equal(array.length, 0);
  assert.equal(window.length, 0);
  assert.equal(array.buffer.byteLength, 0);
  assert.throws(() => bytes.getFloat64(0), TypeError);
  assert.equal(window[0], undefined);
});

test("values__of_a_series_that_is_closed__then_the_memory_stays_for_the_view", () => {
  const series = seriesOf(3);
  const view = series.values();
  series.close();
  globalThis.gc();
  assert.deepEqual([...view.array], [0, 1, 2]);
  view.close();
});

test("values__of_a_series_that_is_forgotten__then_the_memory_stays_for_the_view", async () => {
  const view = seriesOf(1000).values();
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    globalThis.gc();
  }
  assert.equal(view.array[999], 999);
  view.close();
});

test("values__of_an_empty_series__then_an_empty_view", () => {
  const view = new Series(0).values();
  assert.equal(view.length, 0);
  assert.equal(view.array.length, 0);
  view.close();
});

test("edit__a_view_to_write__then_changed_in_the_library", () => {
  const series = seriesOf(3);
  const address = series.address();
  const view = series.edit();
  assert.equal(addressF64(view.array), address);
  view.array[0] = 10;
  assert.throws(() => series.set(0, 5), BusyError);
  view.close();
  assert.equal(series.sum(), 13);
});

test("values__passed_back__then_not_copied", () => {
  const series = seriesOf(3);
  const view = series.values();
  assert.equal(addressF64(view.array), series.address());
  assert.equal(sumF64(view.array), 3);
  view.close();
});

test("views__opened_100000_times_and_closed__then_no_memory_is_lost", async () => {
  const series = seriesOf(64);
  const open = () => {
    for (let i = 0; i < 100_000 / 6; i++) {
      series.values().close();
    }
  };
  await steadyMemory(open, 16 << 20);
  series.append(1);
});

test("views__opened_often_and_forgotten__then_the_series_thaws", async () => {
  const series = seriesOf(64);
  const open = () => {
    for (let i = 0; i < 10_000; i++) {
      series.values();
    }
  };
  open();
  await collected(() => {
    try {
      series.append(1);
      return true;
    } catch (error) {
      assert.ok(error instanceof BusyError);
      return false;
    }
  });
});

// ---- Views through Arrow's streams

test("stream__of_a_series__then_its_memory_and_a_frozen_series", () => {
  const series = seriesOf(4);
  const stream = series.stream();
  const table = stream.toTable();
  const [data] = table.getChild("values").data;
  assert.equal(addressF64(data.values), series.address());
  assert.deepEqual([...addresses(table, "values")], [series.address()]);
  assert.throws(() => series.append(1), BusyError);
  assert.equal(sum(table, "values"), 6);
  stream.close();
  assert.equal(data.values.length, 0);
  series.append(1);
  assert.equal(series.sum(), 7);
  assert.equal(live(), 0n);
});

test("stream__of_a_series_unread__then_frozen_until_it_is_closed", () => {
  const series = seriesOf(4);
  const stream = series.stream();
  assert.throws(() => series.append(1), BusyError);
  stream.close();
  series.append(1);
});

test("stream__of_a_series_that_is_closed__then_the_memory_stays", () => {
  const series = seriesOf(4);
  const stream = series.stream();
  series.close();
  const table = stream.toTable();
  assert.equal(sum(table, "values"), 6);
  stream.close();
});

test("stream__of_a_series_forgotten__then_it_can_change_again", async () => {
  const series = seriesOf(4);
  (() => assert.equal(series.stream().toTable().numRows, 4))();
  await collected(() => live() === 0n);
  series.append(1);
});

test("streams__two_of_one_series__then_both_show_its_memory", () => {
  const series = seriesOf(4);
  const streams = [series.stream(), series.stream()];
  const [first, second] = streams.map((stream) => stream.toTable());
  streams[0].close();
  assert.throws(() => series.append(1), BusyError);
  assert.equal(first.getChild("values").data[0].values.length, 0);
  assert.deepEqual([...second.getChild("values")], [0, 1, 2, 3]);
  streams[1].close();
  series.append(1);
});

test("view__as_a_column__then_the_series_own_memory_is_read", () => {
  const series = seriesOf(4);
  const view = series.values();
  const vector = arrow.makeVector(view.array);
  assert.equal(sum(vector, "x"), 6);
  assert.deepEqual([...addresses(vector, "x")], [series.address()]);
  view.close();
  assert.throws(() => sum(vector, "x"), /too short|lacks a buffer/);
});

test("streams__opened_and_closed_often__then_no_memory_is_lost", async () => {
  const series = seriesOf(64);
  const open = () => {
    for (let i = 0; i < 2000; i++) {
      const stream = series.stream();
      stream.next();
      stream.close();
    }
  };
  await steadyMemory(open, 16 << 20);
  series.append(1);
  assert.equal(live(), 0n);
});

import assert from "node:assert/strict";
import test from "node:test";

import {
  BusyError,
  Series,
  addressF64,
  live,
  make,
  pass,
  range,
  sum,
} from "tables";

import { steadyMemory } from "./helpers.mjs";

test("make__where_buffers_are_refused__then_the_same_table_and_nothing_is_kept", () => {
  const table = make(5, 2).toTable();
  assert.equal(live(), 0n);
  assert.deepEqual(
    [...table.getChild("name")],
    ["row 0", "row 1", "row 2", "row 3", "row 4"],
  );
  assert.equal(table.getChild("price").get(2), null);
  assert.equal(sum(table, "price"), 4);
  assert.equal(pass(table).toTable().numRows, 5);
});

test("stream__closed__then_its_copies_are_empty_too", () => {
  const stream = make(5, 2);
  const table = stream.toTable();
  stream.close();
  assert.equal(table.getChild("id").data[0].values.length, 0);
});

test("stream__of_a_series__then_frozen_only_until_it_was_read", () => {
  const series = new Series(3);
  const stream = series.stream();
  assert.throws(() => series.append(1), BusyError);
  const table = stream.toTable();
  series.append(1);
  assert.deepEqual([...table.getChild("values")], [0, 0, 0]);
});

test("values__a_view__then_a_copy_that_freezes_the_series_all_the_same", () => {
  const series = new Series(3);
  const view = series.values();
  assert.notEqual(addressF64(view.array), series.address());
  assert.throws(() => series.set(0, 1), BusyError);
  view.close();
  assert.equal(view.array.length, 0);
  series.set(0, 1);
});

test("range__a_large_array__then_copied", () => {
  const { values, address } = range(100_000);
  assert.notEqual(addressF64(values), address);
  assert.equal(values[99_999], 99_999);
});

test("copies__made_often__then_no_memory_is_lost", async () => {
  await steadyMemory(() => {
    for (let i = 0; i < 1000; i++) {
      make(10, 5).toTable();
      range(5000);
    }
  }, 32 << 20);
  assert.equal(live(), 0n);
});

// Tables of apache-arrow's go in as they are; what comes out is one of them, without a copy where memory allows.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import test from "node:test";

import * as arrow from "apache-arrow";
import {
  BusyError,
  Entity,
  Graph,
  NoSuchColumnError,
  NoSuchKeyError,
  WrongTypeError,
} from "graph";

const { NODES, EDGES } = Entity;

const FROM = ["a", "b", "c", "a"];
const TO = ["b", "c", "a", "c"];
const WEIGHT = [0.5, null, 2.5, 3.5];
const LANES = [1n, 2n, null, 4n];
const OPEN = [true, null, false, true];
const NAME = ["A1", "", null, "Straße"];

function roadTable() {
  return new arrow.Table({
    from: arrow.vectorFromArray(FROM, new arrow.Utf8()),
    to: arrow.vectorFromArray(TO, new arrow.Utf8()),
    weight: arrow.vectorFromArray(WEIGHT, new arrow.Float64()),
    lanes: arrow.vectorFromArray(LANES, new arrow.Int64()),
    open: arrow.vectorFromArray(OPEN, new arrow.Bool()),
    name: arrow.vectorFromArray(NAME, new arrow.LargeUtf8()),
  });
}

function roads() {
  return Graph.fromArrow(roadTable(), "from", "to", true);
}

/** A path with weights 0, 1, 2 ... */
function pathOf(count) {
  const ids = BigUint64Array.from({ length: count }, (_, i) => BigInt(i));
  const path = Graph.fromEdges(true, count, ids.slice(0, -1), ids.slice(1));
  const weights = Float64Array.from({ length: count - 1 }, (_, i) => i);
  path.setF64Bulk(EDGES, "weight", ids.slice(0, -1), weights);
  return path;
}

function valuesOf(table, name) {
  return [...table.getChild(name)];
}

test("from_arrow__a_table__then_keys_columns_and_nulls", () => {
  const graph = roads();
  assert.equal(graph.nodeCount(), 3);
  assert.deepEqual([graph.key(0), graph.key(1), graph.key(2)], ["a", "b", "c"]);
  assert.deepEqual(graph.edgeEndpoints(3), { source: 0n, target: 2n });
  assert.equal(graph.getF64(EDGES, "weight", 2), 2.5);
  assert.equal(graph.isNull(EDGES, "lanes", 2), true);
  assert.equal(graph.getText(EDGES, "name", 3), "Straße");
});

test("from_arrow__numbers_as_ends__then_ids", () => {
  const table = arrow.tableFromArrays({
    source: Uint32Array.of(0, 1, 5),
    target: Uint32Array.of(1, 2, 0),
  });
  const graph = Graph.fromArrow(table, "source", "target", false);
  assert.equal(graph.nodeCount(), 6);
  assert.equal(graph.edgeCount(), 3);
});

test("from_arrow__batch_by_batch__then_all_of_them", async () => {
  const [batch] = roadTable().batches;
  function* batches() {
    yield batch;
    yield batch;
  }
  const graph = Graph.fromArrow(batches(), "from", "to", true);
  assert.equal(graph.edgeCount(), 8);
  const bytes = arrow.tableToIPC(roadTable());
  const reader = await arrow.RecordBatchReader.from(Readable.from([bytes]));
  await reader.open();
  const read = await Graph.fromArrowAsync(reader, "from", "to", true);
  assert.equal(read.edgeCount(), 4);
});

test("from_arrow__awaited__then_the_table_is_still_there", async () => {
  const table = roadTable();
  const [one, other] = await Promise.all([
    Graph.fromArrowAsync(table, "from", "to", true),
    Graph.fromArrowAsync(table, "to", "from", true),
  ]);
  assert.deepEqual(one.edgeEndpoints(0), { source: 0n, target: 1n });
  assert.deepEqual(other.edgeEndpoints(0), { source: 0n, target: 1n });
  assert.deepEqual(valuesOf(table, "from"), FROM);
});

test("from_arrow__what_no_graph_holds__then_the_column_is_named", () => {
  const table = roadTable().assign(
    new arrow.Table({
      when: arrow.vectorFromArray(Array(4).fill(0), new arrow.DateDay()),
    }),
  );
  assert.throws(
    () => Graph.fromArrow(table, "from", "to", true),
    (error) =>
      error instanceof WrongTypeError &&
      /column "when"/.test(`${error.message} ${error.cause?.message}`),
  );
  assert.throws(
    () => Graph.fromArrow(roadTable(), "from", "nowhere", true),
    NoSuchColumnError,
  );
});

test("to_arrow__edges_and_nodes__then_values_types_and_nulls", () => {
  const graph = roads();
  const edges = graph.toArrow(EDGES).toTable();
  assert.deepEqual(edges.schema.names, [
    "edge",
    "source",
    "target",
    "weight",
    "lanes",
    "open",
    "name",
  ]);
  assert.deepEqual(valuesOf(edges, "weight"), WEIGHT);
  assert.deepEqual(valuesOf(edges, "lanes"), LANES);
  assert.deepEqual(valuesOf(edges, "open"), OPEN);
  assert.deepEqual(valuesOf(edges, "name"), NAME);
  const nodes = graph.toArrow(NODES).toTable();
  assert.deepEqual(valuesOf(nodes, "key"), ["a", "b", "c"]);
});

test("to_arrow__numbers__then_no_copy_and_the_graph_is_frozen_meanwhile", () => {
  const graph = pathOf(1000);
  const stream = graph.toArrow(EDGES);
  const weights = stream.toTable().getChild("weight").data[0].values;
  assert.equal(weights[998], 998);
  assert.throws(() => graph.setF64(EDGES, "weight", 0, 5), BusyError);
  stream.close();
  assert.equal(weights.length, 0);
  graph.setF64(EDGES, "weight", 0, 5);
  assert.equal(graph.getF64(EDGES, "weight", 0), 5);
});

test("to_arrow__of_a_graph_that_is_closed__then_the_table_lives_on", () => {
  const graph = roads();
  const table = graph.toArrow(EDGES).toTable();
  graph.close();
  assert.deepEqual(valuesOf(table, "name"), NAME);
});

test("to_arrow__and_back__then_the_same_graph", () => {
  const edges = roads().toArrow(EDGES);
  const graph = Graph.fromArrow(edges, "source", "target", true);
  assert.equal(edges.closed, true);
  assert.equal(graph.edgeCount(), 4);
  assert.equal(graph.getText(EDGES, "name", 0), "A1");
});

test("set_columns__by_key__then_stored_on_the_nodes", async () => {
  const graph = roads();
  const heights = new arrow.Table({
    place: arrow.vectorFromArray(["c", "a"], new arrow.Utf8()),
    height: arrow.vectorFromArray([30, 10], new arrow.Int32()),
  });
  graph.setColumns(NODES, heights, "place");
  assert.equal(graph.getI64(NODES, "height", 0), 10n);
  assert.equal(graph.isNull(NODES, "height", 1), true);
  await graph.setColumnsAsync(NODES, heights.slice(0, 1), "place");
  assert.equal(graph.getI64(NODES, "height", 2), 30n);
  const strange = new arrow.Table({
    place: arrow.vectorFromArray(["zz"], new arrow.Utf8()),
    height: arrow.vectorFromArray([1], new arrow.Int32()),
  });
  assert.throws(
    () => graph.setColumns(NODES, strange, "place"),
    NoSuchKeyError,
  );
});

test("set_columns__of_another_graph__then_its_memory_is_read_where_it_lies", () => {
  const from = pathOf(100);
  const to = pathOf(100);
  const stream = from.toArrow(EDGES);
  const weights = stream.toTable().select(["edge", "weight"]);
  to.setColumns(EDGES, weights, "edge");
  stream.close();
  assert.equal(to.getF64(EDGES, "weight", 98), 98);
});

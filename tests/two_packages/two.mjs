import assert from "node:assert/strict";
import { Graph, NoSuchNodeError } from "graph";
import { NoSuchBookError, Shelf } from "shelf";

const roads = new Graph(true);
const books = new Shelf();
roads.addNodes(3n);
books.put("Emma", 7.5);
assert.equal(roads.nodeCount(), 3);
assert.equal(books.size(), 1);
assert.throws(() => books.price("Dune"), NoSuchBookError);
assert.throws(() => roads.degree(9n), NoSuchNodeError);
assert.throws(() => Graph.prototype.nodeCount.call(books), TypeError);

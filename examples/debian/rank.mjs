// Ranks the packages of a dependency list through the Node.js package.
// Usage: node rank.mjs EDGE_LIST. Prints one JSON object; table.py explains its members.

import { Graph, pagerankDefaults } from "graph";

const TOP = 10;

const hexadecimal = (bits) => bits.toString(16).padStart(16, "0");

/** Any difference in any bit of any rank changes this number. */
function digest(bits) {
  let total = 14695981039346656037n;
  for (const rank of bits) {
    total = BigInt.asUintN(64, (total ^ rank) * 1099511628211n);
  }
  return hexadecimal(total);
}

function messageOf(action) {
  try {
    action();
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
  return "no error";
}

const start = performance.now();
const packages = Graph.readEdgeList(process.argv[2], true);
const read = performance.now();
const options = { ...pagerankDefaults(), tolerance: 1e-12, maxIterations: 1000 };
const { ranks, outcome } = packages.pagerank(options, null, null);
const ranked = performance.now();
const bits = new BigUint64Array(ranks.buffer, ranks.byteOffset, ranks.length);
const best = Array.from(ranks.keys())
  .sort((a, b) => ranks[b] - ranks[a] || a - b)
  .slice(0, TOP);
const result = {
  language: "Node.js",
  nodes: packages.nodeCount(),
  edges: packages.edgeCount(),
  read_seconds: (read - start) / 1000,
  rank_seconds: (ranked - read) / 1000,
  iterations: outcome.iterations,
  digest: digest(bits),
  top: best.map((node) => [packages.key(BigInt(node)), hexadecimal(bits[node])]),
};
const missing = messageOf(() => packages.nodeByKey("no-such-package"));
const wrong = messageOf(() => packages.degree("libc6"));
packages.close();
const closed = messageOf(() => packages.nodeCount());
console.log(JSON.stringify({ ...result, errors: { closed, missing, wrong } }));

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve("@drawn/shapes"));

/** The examples of a file of types, as programs. */
function examplesOf(path) {
  const blocks = readFileSync(path, "utf8").matchAll(
    /@example\n *\* ```js\n([^]*?)\n *\* ```\n/g,
  );
  return [...blocks].map(([, code]) => code.replace(/^ *\* ?/gm, ""));
}

const examples = examplesOf(join(folder, "index.d.ts"));

test("examples__contract__are_in_the_types", () => {
  assert.equal(examples.length, 2);
});

for (const [index, code] of examples.entries()) {
  test(`example_${index + 1}__as_it_stands__runs`, () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "-e", code],
      { cwd: dirname(fileURLToPath(import.meta.url)), encoding: "utf8" },
    );
    assert.equal(status, 0, stderr);
  });
}

test("example__indented_lines__keep_their_blanks", () => {
  assert.match(examples[0], /^ {2}assert\.equal\(half\.area, 2\);$/m);
});

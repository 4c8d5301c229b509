import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";

import * as imported from "conformance";

const require = createRequire(import.meta.url);
const required = require("conformance");
const folder = dirname(require.resolve("conformance"));

function run(code, ...options) {
  const result = spawnSync(process.execPath, [...options, "-e", code], {
    cwd: import.meta.dirname ?? dirname(new URL(import.meta.url).pathname),
    encoding: "utf8",
  });
  assert.equal(result.status, 0, result.stderr);
  return result.stdout + result.stderr;
}

/** What `require` of a changed copy of the package throws. */
function messageOfChanged(change) {
  const copy = mkdtempSync(join(tmpdir(), "conformance-"));
  try {
    for (const part of [
      "index.js",
      "lib",
      "package.json",
      "build/Release/addon.node",
    ]) {
      cpSync(join(folder, part), join(copy, part), { recursive: true });
    }
    change(copy);
    return run(`try { require(${JSON.stringify(copy)}); console.log("loaded"); }
      catch (error) { console.log(error.name + ": " + error.message); }`);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

test("package__imported_or_required__has_the_same_exports", () => {
  const names = Object.keys(required).sort();
  assert.deepEqual(Object.keys(imported).sort(), names);
  for (const name of names) {
    assert.equal(imported[name], required[name]);
    assert.match(name, /^\w+$/);
  }
});

test("package__types__declare_every_export", () => {
  const types = readFileSync(join(folder, "index.d.ts"), "utf8");
  for (const name of Object.keys(required)) {
    const declared = new RegExp(
      `^export (declare (class|const|function) ${name}\\b|\\{ ${name} \\})`,
      "m",
    );
    assert.match(types, declared);
  }
});

test("package__metadata__comes_from_the_contract", () => {
  const { name, version, dependencies } = require("conformance/package.json");
  assert.deepEqual(
    [name, version, dependencies],
    ["conformance", "1.2.0", undefined],
  );
});

test("handshake__native_code_of_another_contract__fails_at_load", () => {
  const message = messageOfChanged((copy) => {
    const path = join(copy, "lib/contract.js");
    const contract = readFileSync(path, "utf8")
      .replace("conformance 1.2 ", "conformance 1.3 ")
      .replace(/^(conformance_list_add ).*$/m, "$10000000000000000");
    writeFileSync(path, contract);
  });
  assert.match(message, /^VersionMismatchError: /);
  for (const part of ["1.2", "1.3", "conformance_list_add"]) {
    assert.ok(message.includes(part), message);
  }
});

test("package__unchanged_copy__loads", () => {
  assert.equal(
    messageOfChanged(() => {}),
    "loaded\n",
  );
});

test(
  "package__native_code__finds_every_function_at_load",
  { skip: process.platform !== "linux" },
  () => {
    const addon = join(folder, "build/Release/addon.node");
    const shown = spawnSync("readelf", ["-d", addon], { encoding: "utf8" });
    assert.match(shown.stdout, /BIND_NOW|Flags: NOW/);
  },
);

test("package__not_compiled__says_what_to_do", () => {
  const message = messageOfChanged((copy) =>
    rmSync(join(copy, "build"), { recursive: true }),
  );
  assert.match(
    message,
    /^Error: The native code of conformance is not compiled: run `npm rebuild/,
  );
});

test("process__objects_alive_at_its_end__ends_cleanly", () => {
  const output = run(`
    const { List, range } = require("conformance");
    const list = List.filled(3, 1);
    globalThis.kept = [list, list.values(), list.walk(), range(100000), new List("x")];
    list.close();
    process.on("exit", () => console.log("over"));
  `);
  assert.equal(output, "over\n");
});

test("process__uncaught_error_of_the_package__shows_where", () => {
  const result = spawnSync(
    process.execPath,
    ["-e", `require("conformance").fail(1, "gone", 1)`],
    { encoding: "utf8", cwd: dirname(new URL(import.meta.url).pathname) },
  );
  assert.equal(result.status, 1);
  assert.match(result.stderr, /NoSuchItemError: gone \(1\)/);
});

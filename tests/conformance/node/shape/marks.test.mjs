import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve("@drawn/shapes"));
const types = readFileSync(join(folder, "index.d.ts"), "utf8");

/** What a program says, run by itself: a warning is given once in a process. */
function warningsOf(code, ...options) {
  const program = `const { Polygon, Legend } = require("@drawn/shapes"); ${code}`;
  const { status, stderr } = spawnSync(
    process.execPath,
    [...options, "-e", program],
    { cwd: dirname(fileURLToPath(import.meta.url)), encoding: "utf8" },
  );
  return { status, warnings: stderr.match(/DeprecationWarning: .*/g) ?? [] };
}

/** The doc comment before a declaration. */
function docOf(declaration) {
  const end = types.indexOf(declaration);
  assert.notEqual(end, -1, declaration);
  return types.slice(types.lastIndexOf("/**", end), end);
}

test("deprecated__first_use__warns_once", () => {
  const { status, warnings } = warningsOf(
    "const p = Polygon.regular(3, 1); p.size(); p.size(); p.cornerCount();",
  );
  assert.equal(status, 0);
  assert.deepEqual(warnings, [
    "DeprecationWarning: Polygon.size is deprecated: use corner_count",
  ]);
});

test("deprecated__class__warns_when_an_object_is_made", () => {
  const { warnings } = warningsOf("new Legend().lines(); new Legend();");
  assert.deepEqual(warnings, [
    "DeprecationWarning: Legend is deprecated: write the title yourself",
  ]);
});

test("deprecated__thrown_deprecations__name_the_caller", () => {
  const { status } = warningsOf(
    "Polygon.regular(3, 1).size();",
    "--throw-deprecation",
  );
  assert.notEqual(status, 0);
});

test("nothing_deprecated__used__warns_of_nothing", () => {
  const { warnings } = warningsOf("Polygon.regular(3, 1).cornerCount();");
  assert.deepEqual(warnings, []);
});

test("deprecated__types__say_what_to_use", () => {
  for (const [declaration, advice] of [
    ["  size(): number;", "use corner_count"],
    ["readonly HATCH: 2;", "use SOLID"],
    ["hairline: boolean;", "use a width of 0"],
    ["export declare const TOLERANCE: number;", "corners are compared exactly"],
    ["export declare class Legend", "write the title yourself"],
  ]) {
    assert.ok(docOf(declaration).includes(`@deprecated ${advice}`));
  }
});

test("since__types__say_the_version", () => {
  for (const [declaration, version] of [
    ["export declare const LEAST_CORNERS: 3;", "1.1"],
    ["readonly DOTS: 3;", "1.2"],
    ["fill: Fill;", "1.1"],
    ["covers(point: Point): boolean;", "1.1"],
    ["static windingOf(", "1.2"],
    ["export declare class Drawing", "1.1"],
  ]) {
    assert.ok(docOf(declaration).includes(`@since ${version}`), declaration);
  }
});

// What TypeScript's own parser finds in a package: the docs of functions and constants, and the constants' texts.
// Usage: node read.mjs PACKAGE, with the tools' tsc on PATH
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const tsc = realpathSync(execFileSync("sh", ["-c", "command -v tsc"], { encoding: "utf8" }).trim());
const ts = createRequire(tsc)("typescript");
const folder = process.argv[2];
const found = { docs: {}, values: {} };

function parse(path, kind) {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true, kind);
  if (file.parseDiagnostics.length > 0) {
    throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(file.parseDiagnostics[0].messageText, "\n")}`);
  }
  return file;
}

for (const name of readdirSync(folder, { recursive: true })) {
  if (/\.(js|mjs|cjs)$/.test(name) && !name.startsWith("native")) {
    parse(join(folder, name), ts.ScriptKind.JS);
  }
}
const file = parse(join(folder, "index.d.ts"), ts.ScriptKind.TS);
for (const node of file.statements) {
  const declared = node.name ?? node.declarationList?.declarations[0].name;
  const comments = ts.getLeadingCommentRanges(file.text, node.pos) ?? [];
  if (declared !== undefined && comments.length > 0) {
    const { pos, end } = comments.at(-1);
    found.docs[declared.text.toLowerCase()] = file.text.slice(pos + 3, end - 2).replace(/\n \*/g, "\n");
  }
}
process.stdout.write(JSON.stringify(found));

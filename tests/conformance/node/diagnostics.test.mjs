import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

import { List } from "conformance";
import { ledger, ledgerJson, violations } from "conformance/diagnostics";

const none = { type: "list", made: 0, live: 0, peak: 0 };

function entry(site) {
  const found = ledger().filter(
    (entry) => entry.kind === "object" && entry.site === site,
  );
  assert.ok(found.length <= 1);
  return found[0] ?? none;
}

function run(program, debug) {
  return spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...process.env, TENON_DEBUG: debug },
    encoding: "utf8",
  });
}

test("ledger__objects_made_and_closed__counts_them_by_function", () => {
  const before = entry("conformance_list_new");
  const lists = [new List("a"), new List("b")];
  const during = entry("conformance_list_new");
  assert.equal(during.type, "list");
  assert.equal(during.made, before.made + 2);
  assert.equal(during.live, before.live + 2);
  assert.ok(during.peak >= during.live);
  lists.forEach((list) => list.close());
  const after = entry("conformance_list_new");
  assert.equal(after.made, before.made + 2);
  assert.equal(after.live, before.live);
});

test("ledgerJson__asked__is_what_the_report_at_exit_is", () => {
  const read = JSON.parse(ledgerJson());
  assert.equal(read.library, "conformance");
  assert.equal(read.when, "now");
  assert.equal(read.process, process.pid);
  assert.deepEqual(violations(), []);
});

test("debug__ledger_to_a_file__has_a_line_at_exit", () => {
  const folder = mkdtempSync(join(tmpdir(), "tenon-"));
  const file = join(folder, "ledger.jsonl");
  const done = run(
    'import { List } from "conformance"; new List("a").close();',
    `ledger=${file}`,
  );
  assert.equal(done.stderr, "");
  assert.equal(done.status, 0);
  const lines = readFileSync(file, "utf8").split("\n");
  rmSync(folder, { recursive: true });
  assert.equal(lines.length, 2);
  const made = JSON.parse(lines[0]).entries.filter(
    ({ kind }) => kind === "object",
  );
  assert.deepEqual(made, [
    {
      kind: "object",
      type: "list",
      site: "conformance_list_new",
      made: 1,
      live: 0,
      peak: 1,
    },
  ]);
});

test("debug__unknown_word__loading_fails", () => {
  const done = run('import "conformance";', "ledgr");
  assert.equal(done.status, 1);
  assert.match(
    done.stderr,
    /TENON_DEBUG: "ledgr" is no word of it; write ledger, /,
  );
});

test("debug__stale_use_under_the_monitor__says_who_closed_and_who_made_it", () => {
  const folder = mkdtempSync(join(process.cwd(), "app-"));
  const file = join(folder, "app.mjs");
  writeFileSync(
    file,
    `import { List, longer } from "conformance";

function end(list) {
  list.close();
}

const numbers = new List("a");
const handle = numbers;
end(numbers);
try {
  handle.size();
} catch (error) {
  console.log(error.message);
}
`,
  );
  const done = spawnSync(process.execPath, [file], {
    env: { ...process.env, TENON_DEBUG: "monitor" },
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  assert.equal(done.stderr, "");
  assert.match(
    done.stdout,
    /^this list is closed; closed by end \(.*app\.mjs:4:8\), thread 1; made by conformance_list_new, .*app\.mjs:7:17, thread 1\n$/,
  );
});

// What the vectors cannot say: another implementation, this process, and time.
import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { test } from "node:test";

import * as mtproxy from "mtproxy";

const stream = createHash("shake256", { outputLength: 1024 })
  .update("mtproxy")
  .digest();

function digest(name, data) {
  return createHash(name).update(data).digest();
}

test("digests: every length up to 1024: then equal to node:crypto", () => {
  for (let size = 0; size <= stream.length; size++) {
    const data = stream.subarray(0, size);
    const [first, second] = [
      data.subarray(0, size / 3),
      data.subarray(Math.floor(size / 3)),
    ];
    assert.deepEqual(Buffer.from(mtproxy.md5(data)), digest("md5", data));
    assert.deepEqual(Buffer.from(mtproxy.sha1(data)), digest("sha1", data));
    assert.deepEqual(Buffer.from(mtproxy.sha256(data)), digest("sha256", data));
    assert.deepEqual(
      Buffer.from(mtproxy.sha1TwoChunks(first, second)),
      digest("sha1", data),
    );
    assert.deepEqual(
      Buffer.from(mtproxy.sha256TwoChunks(first, second)),
      digest("sha256", data),
    );
  }
});

test("hmacs: keys of every length up to 200: then equal to node:crypto", () => {
  for (let size = 0; size <= 200; size++) {
    const key = stream.subarray(0, size);
    const of = (name) => createHmac(name, key).update(stream).digest();
    assert.deepEqual(Buffer.from(mtproxy.md5Hmac(key, stream)), of("md5"));
    assert.deepEqual(
      Buffer.from(mtproxy.sha256Hmac(key, stream)),
      of("sha256"),
    );
  }
});

test("pidInitCommon: nothing known: then this process", () => {
  const before = Math.floor(Date.now() / 1000);
  const id = mtproxy.pidInitCommon({ ip: 0, port: 0, pid: 0, utime: 0 });
  assert.equal(id.pid, process.pid & 0xffff);
  assert.ok(before <= id.utime && id.utime <= Date.now() / 1000);
});

test("readProcStatFile: this process, and none: then its id, and an error", () => {
  if (process.platform !== "linux") return;
  assert.equal(mtproxy.readProcStatFile(process.pid, 0).stats.pid, process.pid);
  assert.throws(() => mtproxy.readProcStatFile(-1, 0), mtproxy.UnreadableError);
});

test("times: then those of the clocks", () => {
  const before = Date.now() / 1000;
  assert.ok(Math.abs(mtproxy.getUtime(0) - before) < 2);
  assert.ok(Math.abs(mtproxy.getDoubleTime() - before) < 2);
  assert.ok(Math.abs(Number(mtproxy.getPreciseTime(0) >> 32n) - before) < 2);
  assert.equal(mtproxy.getUtimeMonotonic(), mtproxy.preciseNowValue());
});

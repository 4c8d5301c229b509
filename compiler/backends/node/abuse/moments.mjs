/** Calls at the end: in a worker's last handlers, which is an environment of Node.js that ends. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";

export function isMoment(one) {
  return one.abuse === "at_exit";
}

/** What came of a call when a worker ends: by itself, and while it is in a call. */
export async function atExit(one) {
  const folder = mkdtempSync(path.join(tmpdir(), "tenon-"));
  const said = path.join(folder, "said");
  try {
    for (const ends of ["by itself", "from outside"]) {
      await ending(one, said, ends);
    }
    const [result] = readFileSync(said, "utf8").split("\n");
    return JSON.parse(result);
  } catch (error) {
    return { got: "wrong", message: `the worker: ${error}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ending(one, said, ends) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("worker.mjs", import.meta.url), {
      workerData: { function: one.function, said, ends },
    });
    worker.once("message", () => worker.terminate());
    worker.once("error", reject);
    worker.once("exit", resolve);
  });
}

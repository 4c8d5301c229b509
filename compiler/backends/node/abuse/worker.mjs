/** A worker that calls in its last handlers, and is then asked to end, or ends by itself. */
import { appendFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { PackageError, Unreachable, functions } from "./contract.mjs";
import { Call, loadArrow } from "./values.mjs";

await loadArrow();

function classify(act) {
  try {
    act();
    return { got: "accepted" };
  } catch (error) {
    if (error instanceof PackageError) {
      return { got: "failed", code: error.code, message: error.message };
    }
    return {
      got: error instanceof Unreachable ? "unreachable" : "wrong",
      message: String(error),
    };
  }
}

let call = null;
let result = null;
try {
  call = new Call(functions[workerData.function]);
} catch (error) {
  result = { got: "unreachable", message: String(error) };
}

function act() {
  result ??= classify(() => call.cross());
  appendFileSync(workerData.said, `${JSON.stringify(result)}\n`);
}

const registry = new FinalizationRegistry(act);
registry.register({}, "left behind");
process.on("exit", act);
if (workerData.ends === "from outside") {
  parentPort.postMessage("now");
  // A call on another thread, and an object that nobody closes, when the end comes.
  if (call?.function.awaited !== undefined) {
    call.runAwaited().catch(() => {});
  }
  setInterval(() => {}, 1000);
}

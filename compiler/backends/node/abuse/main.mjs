/** Tries the cases of a contract against the package for Node.js: `node main.mjs JOURNAL FIRST_CASE`. */
import { closeSync, openSync, writeSync } from "node:fs";
import { waysOf } from "./cases.mjs";
import {
  Inexpressible,
  PackageError,
  Thrown,
  Unreachable,
  cases,
  errors,
} from "./contract.mjs";
import { atExit, isMoment } from "./moments.mjs";
import { growth } from "./repeats.mjs";
import { closeAll, loadArrow } from "./values.mjs";

/** An error of the package that says no before the library is called. */
const REFUSALS = new Set([
  "closed",
  "wrong_object",
  "busy",
  "wrong_thread",
  "bad_text",
  "bad_value",
  "bad_array",
  "out_of_memory",
]);

function ofPackage(error) {
  const known = errors[error.code];
  const code = known?.name ?? error.code;
  const isRefused = Boolean(known?.is_boundary) && REFUSALS.has(code);
  return {
    got: isRefused ? "refused" : "failed",
    code,
    type: error.name,
    message: String(error.message).slice(0, 300),
  };
}

function ofError(error) {
  if (error instanceof Unreachable) {
    return { got: "unreachable", message: error.message };
  }
  if (error instanceof Inexpressible) {
    return { got: "inexpressible", message: error.message };
  }
  if (error instanceof Thrown) {
    return {
      got: "failed",
      code: "callback_failed",
      type: "Thrown",
      message: error.message,
    };
  }
  if (error instanceof PackageError) {
    return ofPackage(error);
  }
  if (
    error instanceof TypeError ||
    error instanceof RangeError ||
    error instanceof SyntaxError
  ) {
    return {
      got: "type_error",
      type: error.name,
      message: String(error.message).slice(0, 300),
    };
  }
  return {
    got: "wrong",
    type: typeof error,
    message: String(error).slice(0, 300),
  };
}

async function classify(act) {
  try {
    await act();
  } catch (error) {
    return ofError(error);
  }
  return { got: "accepted" };
}

/** Whether it came as it must. */
function isRight(one, { got, code }) {
  switch (one.outcome) {
    case "refused":
      return (
        got === "type_error" || (got === "refused" && one.codes.includes(code))
      );
    case "failed":
      return (
        (got === "failed" || got === "refused") && one.codes.includes(code)
      );
    case "accepted":
      return (
        got === "accepted" ||
        (got === "failed" &&
          code !== "broken_contract" &&
          code !== "callback_failed") ||
        one.codes.includes(code) ||
        code === "out_of_memory"
      );
    case "harmless":
      return got !== "wrong";
    default:
      return got === "type_error" || got === "refused";
  }
}

async function attempt(one, way) {
  let call;
  try {
    call = way();
  } catch (error) {
    const said = ofError(error);
    return said.got === "inexpressible"
      ? said
      : { got: "unreachable", message: said.message };
  }
  const result = await classify(() => call.run());
  const isRefused = result.got === "refused" || result.got === "type_error";
  const grown = isRefused ? growth(() => call.run()) : null;
  if (grown !== null) {
    return { got: "wrong", message: grown };
  }
  // Some of what a record or stream is spoiled with is no harm to it.
  return way.isAny && result.got === "accepted"
    ? { got: "inexpressible", message: "it fits" }
    : result;
}

/** The awaitable form must say the same. */
async function awaitedAttempt(way) {
  try {
    const call = way();
    if (
      typeof call.runAwaited !== "function" ||
      call.function.awaited === undefined
    ) {
      return null;
    }
    return await classify(() => call.runAwaited());
  } catch {
    return null;
  }
}

async function resultsOf(one) {
  const results = [];
  let ways;
  try {
    ways = waysOf(one);
  } catch (error) {
    return [ofError(error)];
  }
  const repeatsAwaited =
    one.outcome === "refused" ||
    one.outcome === "type_error" ||
    one.outcome === "harmless";
  for (const way of ways) {
    results.push(await attempt(one, way));
    delete process.env.TENON_STAND_IN;
    closeAll();
    const awaited = repeatsAwaited ? await awaitedAttempt(way) : null;
    if (awaited !== null) {
      results.push(
        way.isAny && awaited.got === "accepted"
          ? { got: "inexpressible" }
          : awaited,
      );
      closeAll();
    }
  }
  return results;
}

async function tryCase(one) {
  const results = isMoment(one) ? [await atExit(one)] : await resultsOf(one);
  const tried = results.filter(
    ({ got }) => got !== "inexpressible" && got !== "unreachable",
  );
  if (tried.length === 0) {
    return results[0] ?? { got: "inexpressible" };
  }
  return (
    tried.find((result) => !isRight(one, result)) ?? {
      ...tried[0],
      ways: tried.length,
    }
  );
}

const [journalPath, first] = process.argv.slice(2);
const journal = openSync(journalPath, "a");

function write(line) {
  writeSync(journal, `${JSON.stringify(line)}\n`);
}

// What a callback of the package's rejects is somebody's, but nobody's here.
process.on("unhandledRejection", () => {});
await loadArrow();
for (const one of cases) {
  if (one.number >= Number(first)) {
    write({ begin: one.number });
    write({ case: one.number, ...(await tryCase(one)) });
  }
}
closeAll();
globalThis.gc?.();
write({ end: true });
closeSync(journal);

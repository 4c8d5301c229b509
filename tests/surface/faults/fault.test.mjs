// A fault on purpose under the sanitizers: noticed.sh expects that they report it.
import test from "node:test";
import * as told from "told";

test("fault__of_the_library__then_reported_by_the_sanitizer", () => {
  if (process.env.TENON_FAULT === "leak") {
    for (let i = 0; i < 3; i++) told.leak(1000);
  } else if (process.env.TENON_FAULT === "undefined") {
    told.shift(40);
  } else {
    told.overrunBlock(24, 25);
  }
});

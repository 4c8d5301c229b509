// tally for Node.js through koffi.
"use strict";

const { join } = require("node:path");
const { promisify } = require("node:util");

const koffi = require("koffi");

const library = koffi.load(join(__dirname, "libtally.so"));

koffi.opaque("tally");
koffi.struct("tally_point", { x: "double", y: "double", weight: "int64_t" });
koffi.proto("int64_t tally_change(int64_t number, void *context)");

const tally_new = library.func("tally *tally_new(int64_t start)");
const tally_free = library.func("void tally_free(tally *t)");
const tally_value = library.func("int64_t tally_value(const tally *t)");
const tally_column = library.func(
  "int tally_column(const tally *t, const char *name, _Out_ double *value)",
);
const tally_nothing = library.func("void tally_nothing(void)");
const tally_add = library.func(
  "int64_t tally_add(int64_t left, int64_t right)",
);
const tally_text_size = library.func(
  "size_t tally_text_size(const char *text)",
);
const tally_short_text = library.func("const char *tally_short_text(void)");
const tally_long_text = library.func("const char *tally_long_text(void)");
const tally_point_sum = library.func(
  "double tally_point_sum(tally_point point)",
);
const tally_point_at = library.func(
  "tally_point tally_point_at(double distance)",
);
const tally_ends = library.func(
  "double tally_ends(const double *values, size_t count)",
);
const tally_values = library.func(
  "int tally_values(size_t count, _Out_ double **values, _Out_ size_t *made)",
);
const free = library.func("void free(void *memory)");
const tally_call_back = library.func(
  "int64_t tally_call_back(int64_t number, tally_change *change, void *context)",
);
const tally_fail = library.func("int tally_fail(void)");
const tally_add_slowly = library.func(
  "int64_t tally_add_slowly(int64_t left, int64_t right)",
);

/** `count` values as a Float64Array of their own. */
function values(count) {
  const given = [null];
  const made = [0];
  if (tally_values(count, given, made) !== 0) {
    throw new Error("Memory is used up.");
  }
  const copy = koffi.decode(
    given[0],
    koffi.array("double", Number(made[0]), "Typed"),
  );
  free(given[0]);
  return copy;
}

module.exports = {
  tally_new,
  tally_free,
  tally_value,
  tally_column,
  tally_nothing,
  tally_add,
  tally_text_size,
  tally_short_text,
  tally_long_text,
  tally_point_sum,
  tally_point_at,
  tally_ends,
  values,
  tally_call_back,
  tally_fail,
  addSlowly: promisify(tally_add_slowly.async),
};

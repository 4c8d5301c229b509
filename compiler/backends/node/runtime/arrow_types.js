"use strict";

// Arrow's formats for apache-arrow's types, and the other way round:
// https://arrow.apache.org/docs/format/CDataInterface.html

const letters = { 8: "cC", 16: "sS", 32: "iI", 64: "lL" };
const units = "smun";
function problem(message) {
  const error = new TypeError(message);
  error.code = "ERR_INVALID_ARG_TYPE";
  return error;
}

// ---- From apache-arrow ----

function decimal({ precision, scale, bitWidth }) {
  return `d:${precision},${scale}${bitWidth === 128 ? "" : `,${bitWidth}`}`;
}

/** By Type of apache-arrow's: they are fixed by Arrow's own format. */
const formats = {
  1: () => "n",
  2: ({ bitWidth, isSigned }) => letters[bitWidth]?.[isSigned ? 0 : 1],
  3: ({ precision }) => "efg"[precision],
  4: () => "z",
  5: () => "u",
  6: () => "b",
  7: decimal,
  8: ({ unit }) => (unit === 0 ? "tdD" : "tdm"),
  9: ({ unit }) => `tt${units[unit]}`,
  10: ({ unit, timezone }) => `ts${units[unit]}:${timezone ?? ""}`,
  11: ({ unit }) => ["tiM", "tiD", "tin"][unit],
  12: () => "+l",
  13: () => "+s",
  14: ({ mode, typeIds: ids }) => `+u${mode === 0 ? "s" : "d"}:${ids.join()}`,
  15: ({ byteWidth }) => `w:${byteWidth}`,
  16: ({ listSize }) => `+w:${listSize}`,
  17: () => "+m",
  18: ({ unit }) => `tD${units[unit]}`,
  19: () => "Z",
  20: () => "U",
  21: () => "+L",
  23: () => "vz",
  24: () => "vu",
};

/** The format of a type; `path` is its column, for the error where there is none. */
function $formatOf(type, path) {
  const format = formats[type.typeId]?.(type);
  if (format === undefined) {
    throw problem(
      `column "${path}" has the type ${type}, which cannot be passed to C`,
    );
  }
  return format;
}

// ---- To apache-arrow ----

function widthOf(format) {
  return Number(format.slice(format.indexOf(":") + 1));
}

function parseDecimal(arrow, format) {
  const [precision, scale, bits = 128] = format.slice(2).split(",").map(Number);
  return new arrow.Decimal(scale, precision, bits);
}

function parseTime(arrow, format) {
  const unit = units.indexOf(format[2]);
  return new arrow.Time(unit, unit < 2 ? 32 : 64);
}

function parseTimestamp(arrow, format) {
  return new arrow.Timestamp(units.indexOf(format[2]), format.slice(4) || null);
}

function parseUnion(arrow, format, fields) {
  const ids = format.slice(4).split(",").filter(Boolean).map(Number);
  const Union = format[2] === "s" ? arrow.SparseUnion : arrow.DenseUnion;
  return new Union(ids, fields);
}

/** What a format begins with, the longest first, and what makes its type. */
const types = [
  [/^n$/, (arrow) => new arrow.Null()],
  [/^b$/, (arrow) => new arrow.Bool()],
  [/^c$/, (arrow) => new arrow.Int8()],
  [/^C$/, (arrow) => new arrow.Uint8()],
  [/^s$/, (arrow) => new arrow.Int16()],
  [/^S$/, (arrow) => new arrow.Uint16()],
  [/^i$/, (arrow) => new arrow.Int32()],
  [/^I$/, (arrow) => new arrow.Uint32()],
  [/^l$/, (arrow) => new arrow.Int64()],
  [/^L$/, (arrow) => new arrow.Uint64()],
  [/^e$/, (arrow) => new arrow.Float16()],
  [/^f$/, (arrow) => new arrow.Float32()],
  [/^g$/, (arrow) => new arrow.Float64()],
  [/^z$/, (arrow) => new arrow.Binary()],
  [/^Z$/, (arrow) => new arrow.LargeBinary()],
  [/^vz$/, (arrow) => new arrow.BinaryView()],
  [/^u$/, (arrow) => new arrow.Utf8()],
  [/^U$/, (arrow) => new arrow.LargeUtf8()],
  [/^vu$/, (arrow) => new arrow.Utf8View()],
  [/^d:\d+,-?\d+(,\d+)?$/, parseDecimal],
  [/^w:\d+$/, (arrow, format) => new arrow.FixedSizeBinary(widthOf(format))],
  [/^tdD$/, (arrow) => new arrow.DateDay()],
  [/^tdm$/, (arrow) => new arrow.DateMillisecond()],
  [/^tt[smun]$/, parseTime],
  [/^ts[smun]:/, parseTimestamp],
  [
    /^tD[smun]$/,
    (arrow, format) => new arrow.Duration(units.indexOf(format[2])),
  ],
  [
    /^ti[MDn]$/,
    (arrow, format) => new arrow.Interval("MDn".indexOf(format[2])),
  ],
  [/^\+l$/, (arrow, format, [field]) => new arrow.List(field)],
  [/^\+L$/, (arrow, format, [field]) => new arrow.LargeList(field)],
  [/^\+s$/, (arrow, format, fields) => new arrow.Struct(fields)],
  [/^\+u[sd]:[\d,]*$/, parseUnion],
  [
    /^\+w:\d+$/,
    (arrow, format, [field]) => new arrow.FixedSizeList(widthOf(format), field),
  ],
  [
    /^\+m$/,
    (arrow, format, [field], flags) => new arrow.Map_(field, (flags & 4) !== 0),
  ],
];

function metadataOf({ metadata }) {
  const pairs = new Map();
  for (let i = 0; metadata !== null && i < metadata.length; i += 2) {
    pairs.set(metadata[i], metadata[i + 1]);
  }
  return pairs;
}

/** The type of a description of a schema (see src/runtime/tn_arrow.h). */
function $typeOf(arrow, schema, path) {
  const { format, flags, dictionary } = schema;
  const make = types.find(([pattern]) => pattern.test(format))?.[1];
  if (make === undefined) {
    throw problem(
      `column "${path}" has Arrow's format "${format}", a type that apache-arrow does not have`,
    );
  }
  const fields = schema.children.map((child) => $fieldOf(arrow, child, path));
  const type = make(arrow, format, fields, flags);
  if (dictionary === null) {
    return type;
  }
  const values = $typeOf(arrow, dictionary, path);
  return new arrow.Dictionary(values, type, null, (flags & 1) !== 0);
}

/** The field of a description, with its type. */
function $fieldOf(arrow, schema, parent) {
  const path = [parent, schema.name].filter(Boolean).join(".");
  return new arrow.Field(
    schema.name,
    $typeOf(arrow, schema, path),
    (schema.flags & 2) !== 0,
    metadataOf(schema),
  );
}

module.exports = { $fieldOf, $formatOf, metadataOf };

"use strict";

// Descriptions of arrays (see src/runtime/tn_arrow.h) as apache-arrow's Data, and the other way round.

const { $fieldOf, $formatOf } = require("./arrow_types.js");

// Type of apache-arrow's: fixed by Arrow's own format.
const dictionaryType = -1;
const nullType = 1;
const bytesTypes = [4, 5, 19, 20];
const boolType = 6;
const listTypes = [12, 17, 21];
const structType = 13;
const unionType = 14;
const fixedListType = 16;
const viewTypes = [23, 24];

// ---- To apache-arrow ----

/** What makeData() wants besides the type, per sort of type. */
function partsOf(arrow, type, array) {
  const [first, second, third] = array.buffers;
  const children = type.children?.map((field, i) =>
    $dataOf(arrow, field.type, array.children[i]),
  );
  const offsets = second ?? new ArrayBuffer(8);
  if (type.typeId === dictionaryType) {
    const dictionary = $dataOf(arrow, type.dictionary, array.dictionary);
    return { data: second, dictionary: new arrow.Vector([dictionary]) };
  }
  if (bytesTypes.includes(type.typeId)) {
    return { valueOffsets: offsets, data: third };
  }
  if (listTypes.includes(type.typeId)) {
    return { valueOffsets: offsets, child: children[0] };
  }
  if (viewTypes.includes(type.typeId)) {
    const variadicBuffers = array.buffers.slice(2, -1);
    return { views: second, variadicBuffers };
  }
  if (type.typeId === fixedListType) {
    return { child: children[0] };
  }
  if (type.typeId === structType) {
    return { children };
  }
  if (type.typeId === unionType) {
    return { typeIds: first, valueOffsets: second, children };
  }
  return { data: second };
}

/** A description as Data: its buffers are what typed arrays lie on. */
function $dataOf(arrow, type, array) {
  const parts = partsOf(arrow, type, array);
  for (const name of ["data", "views", "typeIds"]) {
    if (parts[name] === null) {
      parts[name] = new ArrayBuffer(0);
    }
  }
  return arrow.makeData({
    type,
    offset: array.offset,
    length: array.length,
    nullCount: array.nullCount,
    nullBitmap: type.typeId === unionType ? undefined : array.buffers[0],
    ...parts,
  });
}

// ---- From apache-arrow ----

/** Memory that other threads can change, or that can shrink, is copied. */
function lend(view, pins) {
  if (view.buffer instanceof ArrayBuffer && view.buffer.resizable !== true) {
    pins.add(view.buffer);
    return view;
  }
  return view.slice();
}

/** `length` bits from `offset` on: as they are where they begin with a byte, else moved there. */
function bitsFrom(bits, offset, length) {
  const start = offset >> 3;
  const shift = offset & 7;
  const size = (length + 7) >> 3;
  if (shift === 0) {
    return bits.subarray(start, start + size);
  }
  const moved = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    moved[i] =
      (bits[start + i] >> shift) | ((bits[start + i + 1] ?? 0) << (8 - shift));
  }
  return moved;
}

function bitmapOf(data) {
  const { nullBitmap, offset, length } = data;
  return data.nullCount === 0 || !(nullBitmap?.length > 0)
    ? null
    : bitsFrom(nullBitmap, offset, length);
}

/** A dictionary that came in parts is put together: C knows only whole ones. */
function wholeDictionary(arrow, dictionary, type) {
  if (dictionary.data.length === 1) {
    return dictionary.data[0];
  }
  const field = { name: "", type, nullable: true, metadata: null };
  const own = $fieldOf(arrow(), $schemaOf(field), "");
  return arrow().vectorFromArray([...dictionary], own.type).data[0];
}

/** The buffers as Arrow orders them. */
function buffersOf(data) {
  const { type, values, valueOffsets, typeIds, offset, length } = data;
  if (type.typeId === nullType) {
    return [];
  }
  if (type.typeId === unionType) {
    return type.mode === 0 ? [typeIds] : [typeIds, valueOffsets];
  }
  const bitmap = bitmapOf(data);
  if (bytesTypes.includes(type.typeId)) {
    return [bitmap, valueOffsets, values];
  }
  if (listTypes.includes(type.typeId)) {
    return [bitmap, valueOffsets];
  }
  if (viewTypes.includes(type.typeId)) {
    const parts = data.variadicBuffers;
    const sizes = BigInt64Array.from(parts, (part) => BigInt(part.length));
    return [bitmap, values, ...parts, sizes];
  }
  if (type.typeId === structType || type.typeId === fixedListType) {
    return [bitmap];
  }
  const isBits = type.typeId === boolType;
  return [bitmap, isBits ? bitsFrom(values, offset, length) : values];
}

/** Data as a description; what its buffers lie on is added to `pins`. */
function $arrayOf(arrow, data, pins) {
  const { type, length } = data;
  const make = (child) => $arrayOf(arrow, child, pins);
  return {
    length,
    nullCount: type.typeId === unionType ? 0 : data.nullCount,
    buffers: buffersOf(data).map((view) => (view ? lend(view, pins) : null)),
    children: data.children.map(make),
    dictionary:
      type.typeId === dictionaryType
        ? make(wholeDictionary(arrow, data.dictionary, type.dictionary))
        : null,
  };
}

const encoder = new TextEncoder();

/** Keys and values by turns, each with its length before it, and their number before all. */
function encodeMetadata(metadata) {
  if (!(metadata?.size > 0)) {
    return null;
  }
  const number = (value) => new Uint8Array(Int32Array.of(value).buffer);
  const pieces = [...metadata].flat().flatMap((text) => {
    const bytes = encoder.encode(text);
    return [number(bytes.length), bytes];
  });
  return new Uint8Array(Buffer.concat([number(metadata.size), ...pieces]));
}

/** A type as a description of a schema. */
function describe(type, name, nullable, metadata, path) {
  const isDictionary = type.typeId === dictionaryType;
  const ordered = isDictionary && type.isOrdered ? 1 : 0;
  const sorted = type.keysSorted === true ? 4 : 0;
  return {
    format: $formatOf(isDictionary ? type.indices : type, path),
    name,
    flags: ordered | (nullable ? 2 : 0) | sorted,
    metadata: encodeMetadata(metadata),
    children: isDictionary
      ? []
      : (type.children ?? []).map((field) => $schemaOf(field, path)),
    dictionary: isDictionary
      ? describe(type.dictionary, "", true, null, path)
      : null,
  };
}

/** A field as a description of a schema. */
function $schemaOf({ name, type, nullable, metadata }, parent = "") {
  const path = [parent, name].filter(Boolean).join(".");
  return describe(type, name, nullable, metadata, path);
}

/** The schema of a table as a description. */
function $tableSchemaOf({ fields, metadata }) {
  return {
    format: "+s",
    name: "",
    flags: 0,
    metadata: encodeMetadata(metadata),
    children: fields.map((field) => $schemaOf(field)),
    dictionary: null,
  };
}

module.exports = { $arrayOf, $dataOf, $schemaOf, $tableSchemaOf };

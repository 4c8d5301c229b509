// What TypeScript makes of the package: compiled with the strictest settings, never run.

import {
  Float64,
  RecordBatch,
  RecordBatchReader,
  Schema,
  Table,
  tableFromArrays,
} from "apache-arrow";
import {
  type ArrowInput,
  ArrowStream,
  Series,
  Store,
  letGoAsync,
  make,
  pass,
  shape,
  sum,
} from "tables";

const stream: ArrowStream = make(3, 2);
const schema: Schema = stream.schema;
const table: Table = stream.toTable();
const isClosed: boolean = stream.closed;
for (const batch of make(3, 2)) {
  const rows: number = batch.numRows;
  console.log(rows);
}
const batches: RecordBatch[] = [...pass(table)];
const total: number = sum(batches, "id");
const sizes: { rows: bigint; batches: bigint } = shape(null);
const typed = tableFromArrays({ x: Float64Array.of(1) });
sum(typed, "x");
sum(typed.getChild("x")!, "x");
sum(typed.batches[0]!, "x");
sum(RecordBatchReader.from(new Uint8Array()), "x");
const input: ArrowInput = new Series(3).stream();
const store: Store = Store.read(input);
const columns: Table<{ values: Float64 }> = new Series(3).stream().toTable();
stream.close();
await letGoAsync();

// @ts-expect-error: numbers are no table
sum([1, 2], "x");
// @ts-expect-error: nor is none, here
sum(null, "x");
// @ts-expect-error: the library makes them
new ArrowStream();

console.log(schema, isClosed, total, sizes, store, columns);

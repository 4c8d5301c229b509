/// <reference lib="esnext.disposable" />

import type { RecordBatch, Schema, Table, TypeMap, Vector } from "apache-arrow";

/**
 * A table of the library's, batch by batch, as apache-arrow knows them, without a copy. It can be read once.
 *
 * A stream of one column is a table with that column.
 */
export declare class ArrowStream<
  T extends TypeMap = any,
> implements IterableIterator<RecordBatch<T>> {
  private constructor();
  #private;
  /** The columns' names and types. */
  get schema(): Schema<T>;
  /** Whether it was read to its end, passed to a function, or closed. */
  get closed(): boolean;
  /** The next batch. */
  next(): IteratorResult<RecordBatch<T>, undefined>;
  /** Leave out the batches that are left. */
  return(value?: undefined): IteratorResult<RecordBatch<T>, undefined>;
  /** All batches that are left. */
  toTable(): Table<T>;
  /**
   * End the stream and everything that was read of it: the arrays of its batches are empty from then on. What
   * the stream looks at can change again. Without this, or where a library keeps some of it beyond a call, the
   * memory goes with the last batch that is collected.
   */
  close(): void;
  /** The batches that are left. */
  [Symbol.iterator](): this;
  /** The same as {@link ArrowStream.close}, for `using`. */
  [Symbol.dispose](): void;
  toString(): string;
}

/** What may be passed as a table or column. It is not copied: do not change it while the library keeps it. */
export type ArrowInput =
  ArrowStream | Table | RecordBatch | Vector | Iterable<RecordBatch>;

/** What an awaited call takes besides: batches that come one after the other are read before it begins. */
export type AsyncArrowInput = ArrowInput | AsyncIterable<RecordBatch>;

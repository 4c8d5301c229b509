/**
 * What bytes are read from: an iterable of pieces, all of it as one piece, or an object that gives at most so
 * many bytes, and null or an empty piece at the end.
 */
export type ByteSource =
  | Iterable<Uint8Array>
  | Uint8Array
  | { read(size: number): Uint8Array | null | undefined };

/** What bytes are read from in an awaited call: also an async iterable, such as a stream of Node.js. */
export type AsyncByteSource =
  | ByteSource
  | AsyncIterable<Uint8Array>
  | { read(size: number): PromiseLike<Uint8Array | null | undefined> };

/** What bytes are written to. Each piece is a copy of its own. */
export interface ByteSink {
  write(chunk: Uint8Array): unknown;
}

/** What bytes are written to in an awaited call, which waits until they are written. */
export type AsyncByteSink = ByteSink;

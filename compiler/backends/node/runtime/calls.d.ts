/** An AbortSignal: what its controller aborts is stopped. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * A callback, or an object with callbacks, in an awaited call: it is called while JavaScript goes on, and may
 * itself give a promise, which the call waits for.
 */
export type MayAwait<T> = T extends (...given: infer A) => infer R
  ? (...given: A) => R | PromiseLike<R>
  : { [K in keyof T]: MayAwait<T[K]> };

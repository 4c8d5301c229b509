/// <reference lib="esnext.disposable" />

/**
 * A window onto memory of the object that gave it. While it is open, that object lives and refuses calls that
 * would change it. Close it as soon as you can, best with `using`.
 *
 * The elements are the library's own: read them, do not write to them.
 */
export declare class View<T extends { readonly length: number }> {
  private constructor();
  #private;
  /** The elements, without a copy. Empty from the moment the view is closed. */
  readonly array: T;
  /** How many elements there are. */
  readonly length: number;
  /** Whether it was closed. */
  readonly closed: boolean;
  /** End the view. Closing it again does nothing. */
  close(): void;
  /** The same as {@link View.close}, for `using`. */
  [Symbol.dispose](): void;
  toString(): string;
}

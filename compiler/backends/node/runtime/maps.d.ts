/** A map, or a plain object with the entries of one. */
export type MapInput<K extends bigint | number | string, V> =
  | ReadonlyMap<K, V>
  | { readonly [key in Extract<K, number | string>]?: V | undefined };

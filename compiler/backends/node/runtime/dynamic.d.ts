/** A value of whatever shape: what JSON could hold, bytes, and bigints for whole numbers above 2^53. */
export type Dynamic =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Dynamic[]
  | { [key: string]: Dynamic };

/** As Dynamic, to be read only; a property that is undefined is not there. */
export type DynamicInput =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly DynamicInput[]
  | { readonly [key: string]: DynamicInput | undefined };

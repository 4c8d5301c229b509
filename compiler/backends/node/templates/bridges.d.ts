
/** Who serves a bridged function, and what is known of the others. */
export interface Bridge {
  /** The function's name in C. */
  readonly operation: string;
  /** What becomes of its calls. */
  readonly mode: "reference" | "swapped" | "shadowed" | "recorded";
  /** Who serves: "reference", or the provider's name. */
  readonly serving: string;
  /** Who serves in the reference's place, or is compared with it. */
  readonly candidate: string | null;
  /** Since when, in seconds since 1970; 0 means since the start. */
  readonly since: number;
  /** How many calls there were, whoever served. */
  readonly calls: number;
  /** How many of them a candidate served, or was compared on. */
  readonly candidateCalls: number;
  /** How many calls the checks compared before. */
  readonly checks: number;
  /** How many live calls were compared. */
  readonly compared: number;
  /** How many of all these differed. */
  readonly differences: number;
  /** What differed last. */
  readonly difference: string | null;
  /** The time that candidates saved, by what the checks measured. */
  readonly savedSeconds: number;
}

/** Who serves each bridged function: see docs/bridges.md of tenon. Workers of one process share it. */
export declare function bridges(): Bridge[];

/** The same as JSON, with the candidates and where they lie. */
export declare function bridgesJson(): string;

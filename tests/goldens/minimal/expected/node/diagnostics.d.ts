/** What was made of one type by one function. */
export interface LedgerEntry {
  /** What it is. */
  readonly kind:
    | "object"
    | "view"
    | "array"
    | "callback"
    | "token"
    | "stream"
    | "text"
    | "error";
  /** The class's name in the contract; the constant of an error; or the kind again. */
  readonly type: string;
  /** The contract's function that made it; "" where none did. */
  readonly site: string;
  /** How many since the package was loaded. */
  readonly made: number;
  /** How many have not ended yet. */
  readonly live: number;
  /** The most that were live at a time. */
  readonly peak: number;
}

/** A rule that was broken, and the call that broke it. */
export interface Violation {
  /** The rule's name. */
  readonly rule: string;
  /** The contract's function that ran; "" where none did. */
  readonly function: string;
  /** Its parameter; "" where it is about none. */
  readonly parameter: string;
  /** One sentence. */
  readonly message: string;
  /** The line of JavaScript that ran: "main (/home/me/app.js:12:3)". */
  readonly place: string;
  /** A number of the thread. */
  readonly thread: number;
}

/** What was made up to now, by kind, type and function. Workers of one process count together. */
export declare function ledger(): LedgerEntry[];

/** The same as JSON, with more than that where TENON_DEBUG=monitor is set. */
export declare function ledgerJson(): string;

/** What the monitor found, the first 64; nothing without TENON_DEBUG=monitor. */
export declare function violations(): Violation[];

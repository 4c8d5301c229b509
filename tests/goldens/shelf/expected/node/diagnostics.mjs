import diagnostics from "./diagnostics.js";

export const { ledger, ledgerJson, violations } = diagnostics;

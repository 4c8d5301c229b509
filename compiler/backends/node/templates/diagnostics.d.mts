export * from "./diagnostics.js";

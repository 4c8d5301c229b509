/**
 * The contract, as `tenon inspect --lang node` tells it, and the package made of it. Names come from there:
 * nothing here knows how a name of C becomes one of JavaScript.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

function readJson(name) {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
}

function byName(list = []) {
  return Object.fromEntries(list.map((one) => [one.c_name, one]));
}

const described = readJson("./contract.json");
const tried = readJson("./cases.json");

export const words = described.words;
export const cases = tried.cases;
export const makers = tried.makers;
export const enums = byName(described.model.enums);
export const records = byName(described.model.records);
export const variants = byName(described.model.variants);
export const classes = byName(described.model.classes);
export const interfaces = byName(described.interfaces);
export const errors = byName(described.errors);
export const library = require(words.package);
export const PackageError = library[words.error];

/** The valid rest of a call cannot be made; the message says why. */
export class Unreachable extends Error {}

/** Nothing in JavaScript looks like this. */
export class Inexpressible extends Error {}

/** What a callback of the driver's throws: it must come out as it went in. */
export class Thrown extends Error {}

/** The addon itself, where somebody looks for it. */
export function addon() {
  const folder = path.dirname(require.resolve(`${words.package}/package.json`));
  return require(path.join(folder, "build", "Release", "addon.node"));
}

function describe(one) {
  const values = Object.fromEntries(
    one.values.map((value) => [value.name, value]),
  );
  const self = one.values.find((value) => value.is_self)?.name ?? null;
  const spelled = words.functions[one.c_name];
  return {
    ...one,
    ...spelled,
    c_name: one.c_name,
    byName: values,
    self,
    owner: one.class ?? null,
    passed: spelled.arguments.map(([value]) => value),
  };
}

/** Functions by their names in C: as `tenon inspect` has them, with what JavaScript calls them. */
export const functions = Object.fromEntries(
  described.functions.map((one) => [one.c_name, describe(one)]),
);

/** JavaScript's class of a class of the contract. */
export function classOf(name) {
  return library[words.classes[name]];
}

/** The values of a function that are objects of a class. */
export function objectsOf(described_, name) {
  return described_.inputs.filter((value) => {
    const { form, type } = described_.byName[value];
    return form === "object" && type === name;
  });
}

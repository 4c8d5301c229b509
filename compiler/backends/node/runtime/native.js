"use strict";

const { dirname } = require("node:path");

const contract = require("./contract.js");
const errors = require("./errors.js");

function load() {
  try {
    return require("../build/Release/addon.node");
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") {
      throw error;
    }
    const { name } = require("../package.json");
    throw new Error(
      `The native code of ${name} is not compiled: run \`npm rebuild ${name}\`, ` +
        `from npm 11 on after \`npm install-scripts approve ${name}\``,
      { cause: error },
    );
  }
}

/** The addon: one flat function per function of the C header, `c$` before its name, and what begins with a `$`. */
const $native = load();

// Fails where the compiled code was built for another version of the header.
$native.$start(
  contract,
  Object.values(errors).map(({ prototype }) => prototype),
);

// The debug runtime tells which line of the program called.
$native.$watchFrom(dirname(__dirname));

/** Given as the first argument, it makes a constructor take over what comes second. */
const $adopt = Symbol("adopt");

module.exports = { $adopt, $native };

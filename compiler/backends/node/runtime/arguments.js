"use strict";

/** The error for an argument that is no object of the class it has to be of. */
function $notA(expected, name, orNull) {
  const error = new TypeError(
    `${name} must be of class ${expected}${orNull ? " or null" : ""}`,
  );
  error.code = "ERR_INVALID_ARG_TYPE";
  return error;
}

module.exports = { $notA };

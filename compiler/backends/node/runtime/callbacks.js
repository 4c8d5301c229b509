"use strict";

const { $atExit } = require("./exit.js");
const { $native } = require("./native.js");

/** Another thread waits for what a callback promised. */
function whenSettled(promise, number) {
  promise.then(
    (value) => $native.$settle(number, true, value),
    (error) => $native.$settle(number, false, error),
  );
}

$native.$begin(whenSettled);

// A thread that waits for JavaScript must not keep the process from ending.
$atExit($native.$end);

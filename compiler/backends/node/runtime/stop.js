"use strict";

const [ErrorBase] = Object.values(require("./errors.js"));
const { $atExit } = require("./exit.js");
const { $native } = require("./native.js");

// Running calls that can be stopped must not keep the process from ending.
$atExit($native.$stopAll);

function checkSignal(signal) {
  if (
    typeof signal?.aborted !== "boolean" ||
    typeof signal.addEventListener !== "function"
  ) {
    const error = new TypeError("signal must be an AbortSignal");
    error.code = "ERR_INVALID_ARG_TYPE";
    throw error;
  }
}

/** An error that was made when no function of JavaScript was running shows at least who awaited it. */
function showWhere(error) {
  if (error instanceof ErrorBase && !/\n +at /.test(error.stack)) {
    Error.captureStackTrace(error, showWhere);
  }
  return error;
}

/** The means to stop one call, tied to the caller's signal. */
class $Stop {
  #signal;
  #abort;

  /** Throws the signal's reason where it is aborted already. */
  constructor(signal) {
    if (signal != null) {
      checkSignal(signal);
      if (signal.aborted) {
        throw signal.reason;
      }
    }
    this.token = $native.$newToken();
    if (signal != null) {
      this.#signal = signal;
      this.#abort = () => $native.$stop(this.token);
      signal.addEventListener("abort", this.#abort);
    }
  }

  /** What the caller is told: a call that its signal stopped has that reason. */
  reason(error) {
    const isStopped =
      error === this.token ||
      (error instanceof Error && error.kind === "cancelled");
    return isStopped && this.#signal?.aborted
      ? this.#signal.reason
      : showWhere(error);
  }

  end() {
    this.#signal?.removeEventListener("abort", this.#abort);
  }
}

/** A call without a signal that asks nobody whether to stop: it needs no token. */
const never = { token: null, reason: showWhere, end() {} };

/** The means to stop a call that asks nobody whether to. */
function $stopOf(signal) {
  return signal == null ? never : new $Stop(signal);
}

module.exports = { $Stop, $stopOf };

"use strict";

const { $native } = require("./lib/native.js");

function ledgerJson() {
  return $native.$ledger();
}

function ledger() {
  return JSON.parse($native.$ledger()).entries;
}

function violations() {
  const found = JSON.parse($native.$ledger()).violations;
  return found === undefined ? [] : found.first;
}

module.exports = { ledger, ledgerJson, violations };

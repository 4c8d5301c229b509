// As usage.mts, for CommonJS and with `using`.

import conformance = require("conformance");

function lengthOf(list: conformance.List): number {
  using view = list.values();
  return view.length;
}

using list = conformance.List.filled(3, 1);
const length: number = lengthOf(list);
const facing: conformance.Direction = conformance.Direction.EAST;
const error: conformance.ConformanceError = new conformance.ClosedError("mine");
void [length, facing, error];

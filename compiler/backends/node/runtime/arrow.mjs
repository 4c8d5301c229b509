import { pathToFileURL } from "node:url";

import $arrow from "./arrow.js";

// Tables are to be of the classes that a program gets by `import`. It may do without tables, and then without
// apache-arrow, too.
const found = $arrow.$findArrow();
if (found !== null) {
  $arrow.$useArrow(
    await import(pathToFileURL(found.replace(/\.js$/, ".mjs")).href),
  );
}

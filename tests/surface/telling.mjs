// Calls one function of the library told.
import * as told from "told";

const calls = {
  place: told.place,
  other_place: told.otherPlace,
  count_words: () => told.countWords("one two one"),
  overrun_block: () => told.overrunBlock(24, 25),
  overrun_array: () => told.overrunArray(40),
};
console.log(String(calls[process.argv[2]]()));

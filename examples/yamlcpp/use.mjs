import { dump, load, YamlcppError } from "yamlcpp";

const settings = load("{name: lighthouse, lamps: [1, 2.5, on], keeper: ~}");
console.log(settings);
settings.lamps.push(2n ** 63n);
console.log(dump(settings), "\n");
try {
  load("lamps: [1, 2"); // yaml-cpp throws YAML::ParserException
} catch (error) {
  console.log(error instanceof YamlcppError, error.message);
}

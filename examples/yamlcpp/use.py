import yamlcpp

settings = yamlcpp.load("{name: lighthouse, lamps: [1, 2.5, on], keeper: ~}")
print(settings)
settings["lamps"].append(2**63)
print(yamlcpp.dump(settings), end="\n\n")
try:
    yamlcpp.load("lamps: [1, 2")  # yaml-cpp throws YAML::ParserException
except yamlcpp.YamlcppError as error:
    print(error)

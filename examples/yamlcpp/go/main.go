// Command use shows the package yamlcpp.
package main

import (
	"fmt"
	"log"

	"tenon.example/yamlcpp"
)

func main() {
	settings, err := yamlcpp.Load("{name: lighthouse, lamps: [1, 2.5, on], keeper: ~}")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(settings)
	text, err := yamlcpp.Dump(settings)
	fmt.Printf("%s %v\n\n", text, err)
	_, err = yamlcpp.Load("lamps: [1, 2") // yaml-cpp throws YAML::ParserException
	fmt.Println(err)
}

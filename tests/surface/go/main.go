// Command telling calls one function of the library told.
package main

import (
	"fmt"
	"log"
	"os"

	"tenon.example/told"
)

func call(name string) (any, error) {
	switch name {
	case "place":
		return told.Place()
	case "other_place":
		return told.OtherPlace()
	case "count_words":
		return told.CountWords("one two one")
	case "overrun_block":
		return told.OverrunBlock(24, 25)
	case "overrun_array":
		return told.OverrunArray(40)
	}
	return nil, fmt.Errorf("no function %q", name)
}

func main() {
	result, err := call(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result)
}

package main

import (
	"fmt"
	"reflect"
)

// fillStream is for packages without tables.
func fillStream(value reflect.Value) {
	panic(cannot{"unreachable", fmt.Sprintf("the driver makes no %s", value.Type())})
}

func streamWays() map[string]func(s *scene) outcome { return nil }

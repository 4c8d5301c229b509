// Command wrong does not compile: a package's name is not a node.
package main

import "tenon.example/graph"

func main() {
	packages, _ := graph.NewGraph(true)
	packages.Degree("libc6")
}

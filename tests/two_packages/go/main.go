// Command two uses the packages of two libraries in one process.
package main

import (
	"errors"
	"log"

	"tenon.example/graph"
	"tenon.example/shelf"
)

func main() {
	roads, graphError := graph.NewGraph(true)
	books, shelfError := shelf.NewShelf()
	if err := errors.Join(graphError, shelfError, books.Put("Emma", 7.5)); err != nil {
		log.Fatal(err)
	}
	if _, err := roads.AddNodes(3); err != nil {
		log.Fatal(err)
	}
	nodes, _ := roads.NodeCount()
	size, _ := books.Size()
	if nodes != 3 || size != 1 {
		log.Fatalf("%d nodes, %d books", nodes, size)
	}
	if _, err := books.Price("Dune"); !errors.Is(err, shelf.ErrNoSuchBook) {
		log.Fatal(err)
	}
	if _, err := roads.Degree(9); !errors.Is(err, graph.ErrNoSuchNode) {
		log.Fatal(err)
	}
	if err := errors.Join(roads.Close(), books.Close()); err != nil {
		log.Fatal(err)
	}
}

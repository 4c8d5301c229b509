// Command use shows the package shelf.
package main

import (
	"errors"
	"fmt"
	"log"

	"tenon.example/shelf"
)

func main() {
	books, err := shelf.NewShelf()
	if err != nil {
		log.Fatal(err)
	}
	defer books.Close()
	if err := errors.Join(books.Put("Emma", 7.5), books.Put("Ulysses", 12.0)); err != nil {
		log.Fatal(err)
	}
	fmt.Println(books.Price("Emma"))
	_, err = books.Price("Dune")
	fmt.Println(errors.Is(err, shelf.ErrNoSuchBook), err)
}

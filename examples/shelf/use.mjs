import { NoSuchBookError, Shelf } from "shelf";

const books = new Shelf();
books.put("Emma", 7.5);
books.put("Ulysses", 12.0);
console.log(books.price("Emma"));
const prices = books.prices();
console.log(prices.array.reduce((a, b) => a + b)); // a Float64Array on the library's memory
prices.close();
try {
  books.price("Dune");
} catch (error) {
  console.log(error instanceof NoSuchBookError, error.code, error.message);
}
books.close();

import shelf

with shelf.Shelf() as books:
    books.put("Emma", 7.5)
    books.put("Ulysses", 12.0)
    print(books.price("Emma"))
    with books.prices() as prices:  # numpy.asarray(prices) is a window too: no copy
        print(sum(prices))
    try:
        books.price("Dune")
    except KeyError as error:  # shelf.NoSuchBookError, which is also a KeyError
        print(error)

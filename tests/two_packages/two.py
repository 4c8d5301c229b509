import graph
import shelf

with graph.Graph(directed=True) as roads, shelf.Shelf() as books:
    roads.add_nodes(3)
    books.put("Emma", 7.5)
    assert roads.node_count() == 3
    assert books.size() == 1
    for action, kind in ((lambda: books.price("Dune"), shelf.NoSuchBookError), (lambda: roads.degree(9), graph.NoSuchNodeError)):
        try:
            action()
        except kind as error:
            assert error.__cause__ is None
        else:
            raise AssertionError(f"{kind.__name__} was not raised")

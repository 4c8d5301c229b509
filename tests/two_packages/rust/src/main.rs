//! Uses the packages of two libraries in one process.

fn main() {
    let mut roads = graph::Graph::new(true).unwrap();
    let mut books = shelf::Shelf::new().unwrap();
    roads.add_nodes(3).unwrap();
    books.put("Emma", 7.5).unwrap();
    assert_eq!(roads.node_count().unwrap(), 3);
    assert_eq!(books.size().unwrap(), 1);
    assert!(matches!(books.price("Dune"), Err(shelf::Error::NoSuchBook(_))));
    assert!(matches!(roads.degree(9), Err(graph::Error::NoSuchNode(_))));
}

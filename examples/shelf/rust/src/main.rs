//! Shows the crate `shelf`.

use shelf::{Error, Shelf};

fn main() -> shelf::Result<()> {
    let mut books = Shelf::new()?;
    books.put("Emma", 7.5)?;
    books.put("Ulysses", 12.0)?;
    println!("{}", books.price("Emma")?);
    println!("{}", books.prices()?.iter().sum::<f64>()); // a slice on the library's memory
    if let Err(Error::NoSuchBook(detail)) = books.price("Dune") {
        println!("{detail:?}");
    }
    Ok(())
}

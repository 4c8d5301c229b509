//! Calls one function of the library told.

fn call(name: &str) -> told::Result<String> {
    Ok(match name {
        "place" => told::place()?,
        "other_place" => told::other_place()?,
        "count_words" => told::count_words("one two one")?.to_string(),
        "overrun_block" => told::overrun_block(24, 25)?.to_string(),
        "overrun_array" => told::overrun_array(40)?.to_string(),
        _ => panic!("no function {name}"),
    })
}

fn main() {
    let name = std::env::args().nth(1).expect("the name of a function");
    println!("{}", call(&name).expect("an answer"));
}

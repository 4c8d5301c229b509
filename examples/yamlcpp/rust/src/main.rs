//! Shows the crate `yamlcpp`.

fn main() -> yamlcpp::Result<()> {
    let settings = yamlcpp::load("{name: lighthouse, lamps: [1, 2.5, on], keeper: ~}")?;
    println!("{settings:?}");
    println!("{}\n", yamlcpp::dump(settings.as_ref())?);
    if let Err(error) = yamlcpp::load("lamps: [1, 2") {
        println!("{error}"); // yaml-cpp throws YAML::ParserException
    }
    Ok(())
}

//! Ranks the packages of a dependency list through the Rust package.
//!
//! Usage: rank EDGE_LIST. It prints one JSON object; table.py explains its members.

use std::error::Error;
use std::time::Instant;

use graph::{pagerank_defaults, Graph, PagerankOptions};

const TOP: usize = 10;

/// Any difference in any bit of any rank changes this number.
fn digest(ranks: &[f64]) -> String {
    let total = ranks.iter().fold(14_695_981_039_346_656_037_u64, |total, rank| {
        (total ^ rank.to_bits()).wrapping_mul(1_099_511_628_211)
    });
    format!("{total:016x}")
}

fn best(ranks: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by(|&a, &b| ranks[b].total_cmp(&ranks[a]));
    order.truncate(TOP);
    order
}

/// JSON escapes for the only characters that names and messages may need them for.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("Usage: rank EDGE_LIST")?;
    let start = Instant::now();
    let packages = Graph::read_edge_list(&path, true)?;
    let read = Instant::now();
    let options = PagerankOptions {
        tolerance: 1e-12,
        max_iterations: 1000,
        ..pagerank_defaults()?
    };
    let (ranks, outcome) = packages.pagerank(&options, None, None, None, None)?;
    let ranked = Instant::now();
    let mut places = Vec::new();
    for node in best(&ranks) {
        let key = packages.key(node as u64)?.unwrap_or_default();
        places.push(format!("[{}, \"{:016x}\"]", quoted(&key), ranks[node].to_bits()));
    }
    let missing = packages
        .node_by_key("no-such-package")
        .map_or_else(|error| error.to_string(), |_| "no error".into());
    println!(
        "{{\"language\": \"Rust\", \"nodes\": {}, \"edges\": {}, \"read_seconds\": {}, \"rank_seconds\": {}, \
         \"iterations\": {}, \"digest\": \"{}\", \"top\": [{}], \"errors\": {{\"missing\": {}}}}}",
        packages.node_count()?,
        packages.edge_count()?,
        (read - start).as_secs_f64(),
        (ranked - read).as_secs_f64(),
        outcome.iterations,
        digest(&ranks),
        places.join(", "),
        quoted(&missing),
    );
    Ok(())
}

#!/usr/bin/env bash
# The demo: builds the graph packages, reads the Debian dependency network and ranks it from C, Python, Node.js, Go, Rust.
# Usage: examples/debian/run.sh BUILD_DIR [EDGE_LIST]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$1
packages=$build/packages/graph
work=$build/demo
step() { "$root/tools/step.sh" "$build/logs" "$@"; }
mkdir -p "$work"

# The package lists of this machine; where there are none, the small copy of the repository.
package_lists() {
    command -v apt-get >/dev/null || return 0
    apt-get indextargets --format '$(FILENAME)' 'Created-By: Packages' | sort | while read -r list; do
        [ ! -e "$list" ] || { /usr/lib/apt/apt-helper cat-file "$list"; echo; }
    done
}

edges=${2:-$work/dependencies.tsv}
if [ $# -lt 2 ]; then
    package_lists | "$build/main/examples/debian_dependencies" >"$edges"
    if [ ! -s "$edges" ]; then
        echo "  no package lists on this machine: using the small copy in examples/debian"
        cp "$here/dependencies-small.tsv" "$edges"
    fi
fi

install_python() {
    "$build/venv/bin/pip" install --force-reinstall --no-deps "$packages/python"
}
install_node() {
    mkdir -p "$work/node" && cd "$work/node"
    cp "$here/rank.mjs" .
    [ -f package.json ] || npm init --yes >/dev/null
    npm install --no-audit --no-fund "$packages/node"
}
build_go() {
    rm -rf "$work/go" && cp -r "$here/go" "$work/go" && cd "$work/go"
    go mod edit -replace "$(awk '/^module/ {print $2}' "$packages/go/go.mod")=$packages/go"
    go build -o rank .
}
build_rust() {
    rm -rf "$work/rust" && cp -r "$here/rust" "$work/rust" && cd "$work/rust"
    cargo add --path "$packages/rust"
    CARGO_TARGET_DIR="$build/cargo" cargo build --release
}

step "Generating the packages of the graph library" \
    "$build/main/tenon" build "$root/libraries/graph/include/graph/graph.h" --out "$packages"
export -f install_python install_node build_go build_rust
export build here packages work
step "Installing the Python package" bash -euo pipefail -c install_python
step "Installing the Node.js package" bash -euo pipefail -c install_node
step "Building the Go program" bash -euo pipefail -c build_go
step "Building the Rust program" bash -euo pipefail -c build_rust

cd "$work/node"
"$build/venv/bin/python" "$here/table.py" "$edges" \
    "$build/main/examples/debian_rank" \
    "$build/venv/bin/python $here/rank.py" \
    "node $work/node/rank.mjs" \
    "$work/go/rank" \
    "$build/cargo/release/rank"

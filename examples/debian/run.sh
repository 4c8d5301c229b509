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
source "$root/tools/environment.sh"
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
    python -m pip install --force-reinstall --no-deps "$packages/python"
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
    go mod tidy
    go build -o rank .
}
build_rust() {
    rm -rf "$work/rust" && cp -r "$here/rust" "$work/rust" && cd "$work/rust"
    cargo add --path "$packages/rust"
    CARGO_TARGET_DIR="$build/cargo" cargo build --release
}

# What compilers say to mistakes that the other languages meet at run time; none of these may compile.
refused() {
    local language=$1 error=$2 pattern=$3
    shift 3
    if "$@" >"$work/mistake.log" 2>&1; then
        echo "the mistake $error of $language compiled" >&2
        return 1
    fi
    printf '%s\t%s\t%s\n' "$language" "$error" "$(grep -m1 -o -E "$pattern" "$work/mistake.log")" >>"$work/compilers.tsv"
}
ask_compilers() {
    rm -f "$work/compilers.tsv"
    refused C wrong 'error: .*' gcc -fsyntax-only -Werror -I "$root/libraries/graph/include" -I "$root/include" \
        "$here/mistakes/wrong.c"
    mkdir -p "$work/go/wrong" "$work/rust/examples"
    cp "$here/mistakes/wrong.go" "$work/go/wrong/main.go"
    cp "$here"/mistakes/*.rs "$work/rust/examples/"
    cd "$work/go"
    refused Go wrong 'cannot use .*' go build -o /dev/null ./wrong
    cd "$work/rust"
    for error in wrong closed; do
        refused Rust $error 'error\[.*' env CARGO_TARGET_DIR="$build/cargo" cargo build --release --example $error
    done
}

step "Generating the packages of the graph library" \
    "$build/main/tenon" build "$root/libraries/graph/include/graph/graph.h" --out "$packages"
export -f install_python install_node build_go build_rust ask_compilers refused
export build here packages work root
step "Installing the Python package" bash -euo pipefail -c install_python
step "Installing the Node.js package" bash -euo pipefail -c install_node
step "Building the Go program" bash -euo pipefail -c build_go
step "Building the Rust program" bash -euo pipefail -c build_rust
step "Asking the compilers about mistakes" bash -euo pipefail -c ask_compilers

cd "$work/node"
python "$here/table.py" "$edges" "$work/compilers.tsv" \
    "$build/main/examples/debian_rank" \
    "python $here/rank.py" \
    "node $work/node/rank.mjs" \
    "$work/go/rank" \
    "$build/cargo/release/rank"

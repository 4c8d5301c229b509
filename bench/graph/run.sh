#!/usr/bin/env bash
# Measures the graph library beside others: building, breadth-first search, components, PageRank, and memory per edge, on one thread.
# Usage: bench/graph/run.sh BUILD_DIR [--rounds N] [--peers a,b] [--small]. The result: BUILD_DIR/bench/graph.json.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd)
work=$build/bench/graph
package=$work/package
scale=18
options=()
shift
while [ $# -gt 0 ]; do
    case $1 in
    --small) scale=12 ;;
    --rounds | --peers)
        options+=("$1" "$2")
        shift
        ;;
    *)
        echo "bench/graph/run.sh: $1 is no option: there are --rounds N, --peers a,b and --small" >&2
        exit 2
        ;;
    esac
    shift
done
mkdir -p "$work/data"
: >"$work/missing.tsv"
step() { "$root/tools/step.sh" "$build/logs" "$@"; }
missing() { printf '%s\t\t%s\n' "$1" "$2" >>"$work/missing.tsv"; }

make_rmat() {
    cc -std=c11 -O2 -Wall -Wextra -o "$work/rmat" "$here/rmat.c"
    "$work/rmat" "$scale" 16 "$work/data/rmat.bin"
    echo "$scale" >"$work/data/rmat.scale"
}

# Which package depends on which, as examples/debian has it: from the package lists of this machine, else its small copy.
make_debian() {
    local list
    rm -f "$work/data/debian.tsv"
    if [ "$scale" = 18 ] && command -v apt-get >/dev/null; then
        apt-get indextargets --format '$(FILENAME)' 'Created-By: Packages' | sort | while read -r list; do
            [ ! -e "$list" ] || { /usr/lib/apt/apt-helper cat-file "$list"; echo; }
        done | "$build/main/examples/debian_dependencies" >"$work/data/debian.tsv"
    fi
    [ -s "$work/data/debian.tsv" ] || cp "$root/examples/debian/dependencies-small.tsv" "$work/data/debian.tsv"
}

# The virtual environment is made anew when what it should hold has changed.
install_peers() {
    if ! cmp -s "$here/requirements.txt" "$work/requirements.txt"; then
        rm -rf "$work/venv"
        python3 -m venv "$work/venv"
        "$work/venv/bin/pip" install --require-hashes -r "$here/requirements.txt"
        cp "$here/requirements.txt" "$work/requirements.txt"
    fi
    "$work/venv/bin/pip" install --force-reinstall --no-deps "$package/python"
}

# graph-tool is in no registry of Python's but in Debian: what its package needs is unpacked here, not installed.
unpack_graph_tool() {
    local names file
    [ ! -e "$work/data/graph-tool/done" ] || return 0
    rm -rf "$work/debs" "$work/data/graph-tool"
    mkdir -p "$work/debs" "$work/data/graph-tool"
    cd "$work/debs"
    # Headers and the compiler that its parts were made with are not needed to run it.
    names=$(apt-get --simulate --no-install-recommends install python3-graph-tool |
        awk '/^Inst/ && $2 !~ /-dev$|-all$|pythran|python3-gast|python3-beniget/ {print $2}')
    [ -n "$names" ]
    # shellcheck disable=SC2086 # a name per word
    apt-get download $names
    for file in *.deb; do
        dpkg-deb --extract "$file" "$work/data/graph-tool"
    done
    touch "$work/data/graph-tool/done"
}

find_graph_tool() {
    if ! command -v apt-get >/dev/null || [ ! -x /usr/bin/python3 ]; then
        missing graph_tool "it comes with Debian alone, and this is no Debian"
    elif ! unpack_graph_tool >"$build/logs/graph-tool.log" 2>&1; then
        missing graph_tool "Debian's package python3-graph-tool could not be had: logs/graph-tool.log says why"
    fi
}

step "Making an R-MAT graph of scale $scale" bash -euo pipefail -c "$(declare -f make_rmat); here=$here work=$work scale=$scale; make_rmat"
step "Making the graph of Debian's packages" \
    bash -euo pipefail -c "$(declare -f make_debian); root=$root build=$build work=$work scale=$scale; make_debian"
step "Generating the Python package of the graph library" \
    "$build/main/tenon" build "$root/libraries/graph/include/graph/graph.h" --lang python --out "$package"
step "Installing it and its peers" \
    bash -euo pipefail -c "$(declare -f install_peers); here=$here work=$work package=$package; install_peers"
find_graph_tool
missing gap "the GAP benchmark's kernels are in no package registry; graph_mate has kernels that follow them"
"$work/venv/bin/python" -B "$here/run.py" "$work/data" "$build/bench/graph.json" --missing "$work/missing.tsv" \
    "${options[@]}"

#!/usr/bin/env bash
# Installs what building and testing Tenon needs and a bare Debian 12 with language tool-chains lacks.
# What is there already is left alone. Versions: Debian's are those of the release, all others are pinned below and in
# tools/requirements.txt and tools/node/package.json.
# Usage: tools/setup.sh BUILD_DIR
set -euo pipefail

build=$1
here=$(cd "$(dirname "$0")" && pwd)
staticcheck_version=v0.8.2

debian_packages=(
    build-essential ccache cmake ninja-build pkg-config git
    clang-14 clang-format-14 clang-tidy-14 libclang-14-dev libclang-rt-14-dev
    libglib2.0-dev libjansson-dev libcmocka-dev libyaml-cpp-dev libssl-dev nettle-dev zlib1g-dev
    libisal-dev libdeflate-dev nasm autoconf automake libtool gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user
    python3 python3-dev python3-venv spin valgrind
)

install_debian_packages() {
    local missing=()
    for package in "${debian_packages[@]}"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return
    fi
    local root=(env DEBIAN_FRONTEND=noninteractive)
    if [ "$(id -u)" -ne 0 ]; then
        root=(sudo "${root[@]}")
        sudo -v
    fi
    step "Reading Debian's package lists" "${root[@]}" apt-get update -qq
    step "Installing from Debian: ${missing[*]}" "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

step() {
    "$here/step.sh" "$build/logs" "$@"
}

require() {
    if ! command -v "$1" >/dev/null; then
        echo "setup: $1 is missing: install $2" >&2
        exit 1
    fi
}

require_toolchains() {
    require python3 "Python 3.11 or newer"
    require node "Node.js 20 or newer, with npm"
    require npm "npm"
    require go "Go 1.24 or newer"
    require cargo "Rust 1.89 or newer (packages need 1.77, the provider of mtproxy 1.89) with clippy and rustfmt"
}

# A stamp per list, so that a second run costs nothing.
when_changed() {
    local stamp="$build/.stamp-$1" list=$2
    shift 2
    if [ -f "$stamp" ] && cmp -s "$stamp" "$list"; then
        return
    fi
    "$@"
    cp "$list" "$stamp"
}

install_python_tools() {
    step "Making a Python environment in build/venv" python3 -m venv "$build/venv"
    # Python compiles what it imports; pip would compile everything.
    step "Installing Python tools into it" \
        "$build/venv/bin/pip" install --no-compile --disable-pip-version-check --require-hashes -r "$here/requirements.txt"
}

install_node_tools() {
    mkdir -p "$build/node"
    cp "$here/node/package.json" "$here/node/package-lock.json" "$build/node/"
    step "Installing Node.js tools into build/node" npm ci --prefix "$build/node" --no-audit --no-fund
}

install_staticcheck() {
    if [ -x "$build/go/bin/staticcheck" ] && "$build/go/bin/staticcheck" -version | grep -q "${staticcheck_version#v}"; then
        return
    fi
    step "Installing staticcheck $staticcheck_version into build/go" \
        env GOBIN="$build/go/bin" go install "honnef.co/go/tools/cmd/staticcheck@$staticcheck_version"
}

mkdir -p "$build"
build=$(cd "$build" && pwd)
install_debian_packages
require_toolchains
# All at once, because they mostly wait for registries. Through cat, so that no step draws over another's line. What runs in the
# background does not hear Ctrl-C: it is told.
trap 'trap - INT TERM; kill 0' INT
when_changed python "$here/requirements.txt" install_python_tools | cat &
python_tools=$!
when_changed node "$here/node/package-lock.json" install_node_tools | cat &
node_tools=$!
install_staticcheck | cat &
staticcheck=$!
failed=0
for job in "$python_tools" "$node_tools" "$staticcheck"; do
    wait "$job" || failed=1
done
exit "$failed"

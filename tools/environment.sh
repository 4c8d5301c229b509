# Sourced by the scripts that run tools: the pinned ones first on PATH. Needs $build, the build folder.
export PATH="$build/venv/bin:$build/node/node_modules/.bin:$build/go/bin:$PATH"

# node-gyp downloads Node's headers unless it is told that they are here already.
node_prefix=$(dirname "$(dirname "$(realpath "$(command -v node)")")")
if [ -z "${npm_config_nodedir:-}" ] && [ -f "$node_prefix/include/node/node_api.h" ]; then
    export npm_config_nodedir=$node_prefix
fi

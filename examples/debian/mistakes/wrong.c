/* Does not compile: a package's name is not a node. */
#include "graph/graph.h"

graph_status mistake(const graph *packages, uint64_t *degree);

graph_status mistake(const graph *packages, uint64_t *degree) {
    return graph_degree(packages, "libc6", degree);
}

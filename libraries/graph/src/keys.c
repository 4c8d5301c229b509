/**
 * @file
 * Keys: texts of the user's that name nodes.
 */
#include <stdlib.h>

#include "internal.h"

/** Make room for one more key: the array of keys exists only once there is a key. */
static graph_status reserve_key(graph *g) {
    if (!g->node_keys) {
        g->node_keys = graph_allocate_zeroed(g->node_capacity, sizeof *g->node_keys);
        if (!g->node_keys) {
            return graph_no_memory("the nodes' keys");
        }
    }
    if (!graph_text_index_reserve(&g->keys, 1)) {
        return graph_no_memory("the index of the nodes' keys");
    }
    return GRAPH_OK;
}

static uint32_t find_key(const graph *g, const char *key) {
    return graph_text_index_find(&g->keys, g->node_keys, key);
}

static graph_status check_free_key(const graph *g, const char *key) {
    if (key[0] == '\0') {
        return graph_fail(GRAPH_INVALID_ARGUMENT, "a key must not be empty");
    }
    uint32_t owner = find_key(g, key);
    if (owner != GRAPH_NONE) {
        return graph_fail(GRAPH_ALREADY_EXISTS, "the key \"%s\" already belongs to node %" PRIu32, key,
                          owner);
    }
    return GRAPH_OK;
}

static graph_status attach_key(graph *g, uint64_t node, const char *key) {
    graph_status status = reserve_key(g);
    if (status != GRAPH_OK) {
        return status;
    }
    char *copy = graph_copy_text(key);
    if (!copy) {
        return graph_no_memory("a node's key");
    }
    graph_drop_key(g, node);
    g->node_keys[node] = copy;
    graph_text_index_add(&g->keys, copy, (uint32_t)node);
    return GRAPH_OK;
}

void graph_drop_key(graph *g, uint64_t node) {
    if (!g->node_keys || !g->node_keys[node]) {
        return;
    }
    graph_text_index_remove(&g->keys, g->node_keys[node], (uint32_t)node);
    free(g->node_keys[node]);
    g->node_keys[node] = NULL;
}

graph_status graph_set_key(graph *g, uint64_t node, const char *key) {
    graph_status status = graph_check_node(g, node);
    if (status != GRAPH_OK) {
        return status;
    }
    if (!key) {
        graph_drop_key(g, node);
        return GRAPH_OK;
    }
    if (find_key(g, key) == node) {
        return GRAPH_OK;
    }
    status = check_free_key(g, key);
    return status == GRAPH_OK ? attach_key(g, node, key) : status;
}

graph_status graph_add_node_with_key(graph *g, const char *key, uint64_t *node) {
    graph_status status = check_free_key(g, key);
    if (status == GRAPH_OK) {
        status = graph_reserve_nodes(g, 1);
    }
    /* The key first, at the place the node is about to get: after this, nothing can fail. */
    if (status == GRAPH_OK) {
        status = attach_key(g, g->node_limit, key);
    }
    if (status == GRAPH_OK) {
        status = graph_add_node(g, node);
    }
    return status;
}

graph_status graph_node_for_key(graph *g, const char *key, uint64_t *node) {
    uint32_t found = find_key(g, key);
    if (found == GRAPH_NONE) {
        return graph_add_node_with_key(g, key, node);
    }
    *node = found;
    return GRAPH_OK;
}

graph_status graph_node_by_key(const graph *g, const char *key, uint64_t *node) {
    uint32_t found = find_key(g, key);
    if (found == GRAPH_NONE) {
        return graph_fail(GRAPH_NO_SUCH_KEY, "no node has the key \"%s\"", key);
    }
    *node = found;
    return GRAPH_OK;
}

graph_status graph_key(const graph *g, uint64_t node, const char **key) {
    graph_status status = graph_check_node(g, node);
    if (status == GRAPH_OK) {
        *key = g->node_keys ? g->node_keys[node] : NULL;
    }
    return status;
}

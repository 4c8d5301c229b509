/**
 * @file
 * A random graph of the R-MAT kind (Chakrabarti, Zhan, Faloutsos: R-MAT: A Recursive Model for Graph Mining,
 * SDM 2004) with the parameters of Graph500 and of the GAP benchmark: a = 0.57, b = c = 0.19. The same on
 * every machine.
 *
 * Nodes are renumbered at random, as Graph500 asks. Loops and repeated edges are left out and each edge is
 * there in one direction, so that graphs with and without multiple edges hold the same. The edges come in
 * random order.
 *
 * Usage: rmat SCALE EDGES_PER_NODE FILE, for 2^SCALE nodes. FILE gets two unsigned 64-bit numbers per edge.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t random_state = 20261122;

/** SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). */
static uint64_t next_random(void) {
    uint64_t mixed = random_state += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

static uint64_t random_below(uint64_t limit) {
    return next_random() % limit;
}

/** An edge as one number: the smaller end above the larger. */
static uint64_t draw_edge(unsigned scale, const uint32_t *renamed) {
    uint64_t source = 0;
    uint64_t target = 0;
    for (unsigned bit = 0; bit < scale; bit++) {
        uint64_t percent = random_below(100);
        source = source << 1 | (percent >= 57 + 19);
        target = target << 1 | ((percent >= 57 && percent < 57 + 19) || percent >= 57 + 19 + 19);
    }
    uint32_t ends[] = {renamed[source], renamed[target]};
    return ends[0] < ends[1] ? (uint64_t)ends[0] << 32 | ends[1] : (uint64_t)ends[1] << 32 | ends[0];
}

static int compare(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left;
    uint64_t b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/** Leave out loops and repetitions. @return How many edges are left. */
static size_t make_simple(uint64_t *edges, size_t count) {
    size_t kept = 0;
    qsort(edges, count, sizeof *edges, compare);
    for (size_t at = 0; at < count; at++) {
        if (edges[at] >> 32 != (uint32_t)edges[at] && (kept == 0 || edges[at] != edges[kept - 1])) {
            edges[kept++] = edges[at];
        }
    }
    return kept;
}

static int write_edges(const char *path, const uint64_t *edges, size_t count) {
    FILE *file = fopen(path, "wb");
    int wrong = file == NULL;
    for (size_t at = 0; !wrong && at < count; at++) {
        /* Which end comes first is up to chance, too. */
        uint64_t ends[] = {edges[at] >> 32, (uint32_t)edges[at]};
        uint64_t swap = next_random() >> 63;
        uint64_t pair[] = {ends[swap], ends[1 - swap]};
        wrong = fwrite(pair, sizeof pair, 1, file) != 1;
    }
    if (file != NULL && fclose(file) != 0) {
        wrong = 1;
    }
    if (wrong) {
        perror(path);
    }
    return wrong;
}

/** Numbers for the nodes, in random order (Durstenfeld: Algorithm 235, CACM 1964). Null when there is no
 * memory. */
static uint32_t *rename_nodes(uint32_t nodes) {
    uint32_t *renamed = malloc(nodes * sizeof *renamed);
    for (uint32_t node = 0; renamed != NULL && node < nodes; node++) {
        uint32_t place = (uint32_t)random_below(node + (uint64_t)1);
        renamed[node] = node;
        renamed[node] = renamed[place];
        renamed[place] = node;
    }
    return renamed;
}

static void shuffle(uint64_t *edges, size_t count) {
    for (size_t at = count; at > 1; at--) {
        size_t place = (size_t)random_below(at);
        uint64_t edge = edges[at - 1];
        edges[at - 1] = edges[place];
        edges[place] = edge;
    }
}

int main(int argument_count, char **arguments) {
    unsigned scale = argument_count == 4 ? (unsigned)strtoul(arguments[1], NULL, 10) : 0;
    unsigned edges_per_node = argument_count == 4 ? (unsigned)strtoul(arguments[2], NULL, 10) : 0;
    if (scale < 4 || scale > 26 || edges_per_node < 1 || edges_per_node > 64) {
        (void)fprintf(
            stderr,
            "usage: rmat SCALE EDGES_PER_NODE FILE, with SCALE from 4 to 26 and 1 to 64 edges per node\n");
        return 2;
    }
    size_t count = ((size_t)1 << scale) * edges_per_node;
    uint32_t *renamed = rename_nodes((uint32_t)1 << scale);
    uint64_t *edges = malloc(count * sizeof *edges);
    int wrong = renamed == NULL || edges == NULL;
    if (wrong) {
        (void)fprintf(stderr, "rmat: no memory for %zu edges\n", count);
    } else {
        for (size_t at = 0; at < count; at++) {
            edges[at] = draw_edge(scale, renamed);
        }
        count = make_simple(edges, count);
        shuffle(edges, count);
        wrong = write_edges(arguments[3], edges, count);
    }
    free(renamed);
    free(edges);
    return wrong;
}

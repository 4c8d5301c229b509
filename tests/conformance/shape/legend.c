#include "shape.h"

#include <stdlib.h>

struct shape_legend {
    uint32_t lines;
};

shape_legend *shape_legend_new(void) {
    shape_legend *legend = malloc(sizeof *legend);
    if (legend != NULL)
        legend->lines = 1;
    return legend;
}

void shape_legend_free(shape_legend *legend) {
    free(legend);
}

uint32_t shape_legend_lines(const shape_legend *legend) {
    return legend->lines;
}

/* A batch that stays with the library beyond the call. */

#include <pthread.h>
#include <string.h>

#include "tables.h"

static struct ArrowArray kept;

tables_status tables_keep(struct ArrowArrayStream *table) {
    tables_let_go();
    int failed = table->get_next(table, &kept);
    table->release(table);
    if (failed != 0)
        kept.release = NULL;
    return failed != 0 ? TABLES_BAD_STREAM : TABLES_OK;
}

double tables_kept_sum(void) {
    double sum = 0;
    if (kept.release == NULL)
        return 0;
    const struct ArrowArray *column = kept.n_children > 0 ? kept.children[0] : &kept;
    const double *values = column->buffers[1];
    for (int64_t i = column->offset; i < column->offset + column->length; i++)
        sum += values[i];
    return sum;
}

static void *release_kept(void *unused) {
    (void)unused;
    kept.release(&kept);
    return NULL;
}

void tables_let_go(void) {
    pthread_t thread;
    if (kept.release != NULL && pthread_create(&thread, NULL, release_kept, NULL) == 0)
        (void)pthread_join(thread, NULL);
}

/* A header of somebody else: it knows nothing of Tenon and must stay as it is. */
#ifndef FOREIGN_H
#define FOREIGN_H

#include <stddef.h>

#define FOREIGN_VERSION 3

typedef struct foreign foreign;
typedef enum foreign_mode { FOREIGN_SLOW, FOREIGN_FAST } foreign_mode;
typedef struct foreign_point {
    double x, y;
} foreign_point;

foreign *foreign_create(foreign_mode mode);
void foreign_destroy(foreign *f);
/** How many points it has. */
size_t foreign_count(const foreign *);
char *foreign_describe(const foreign *f);
void foreign_release(void *memory);
void foreign_walk(foreign *f, void (*each)(foreign_point, void *), void *data);

#endif

/** @file
 * A side contract: it annotates redeclarations of a header that it may not touch.
 */
#include "vendor/foreign.h"

#include <tenon/contract.h>

TENON_LIBRARY(foreign, 3, 0)
TENON_SOURCES("shop.c")
TENON_INCLUDES("vendor")
TENON_LINKS("m")

/** Something foreign. */
typedef struct foreign foreign;
typedef enum foreign_mode foreign_mode;
typedef struct foreign_point foreign_point;

TENON_OWNED foreign *foreign_create(foreign_mode mode);
void foreign_destroy(foreign *f TENON_DESTROYS);
size_t foreign_count(const foreign *f);
TENON_OWNED TENON_NONNULL TENON_FREED_BY(foreign_release) char *foreign_describe(const foreign *f);

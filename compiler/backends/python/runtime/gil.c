#include "gil.h"

void *tenon_host_unlock(void) {
    return PyEval_SaveThread();
}

void tenon_host_lock(void *unlocked) {
    PyEval_RestoreThread(unlocked);
}

#include "gil.h"

_Thread_local PyThreadState *tn_unlocked;

void *tenon_host_unlock(void) {
    return tn_unlocked = PyEval_SaveThread();
}

void tenon_host_lock(void *unlocked) {
    tn_unlocked = NULL;
    PyEval_RestoreThread(unlocked);
}

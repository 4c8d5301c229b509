#include "drops.h"

#include "gil.h"

/* Inside a call of the library's that runs without Python's lock, this thread takes it with the state that it
 * gave it up with. */
void tenon_host_drop(tenon_handle handle) {
    PyThreadState *unlocked = tn_unlocked;
    if (unlocked != NULL) {
        tenon_host_lock(unlocked);
        (void)tenon_drop(handle);
        (void)tenon_host_unlock();
        return;
    }
    PyGILState_STATE before = PyGILState_Ensure();
    (void)tenon_drop(handle);
    PyGILState_Release(before);
}

static PyObject *lock_statistics(PyObject *self, PyObject *unused) {
    (void)self;
    (void)unused;
    tenon_lock_statistics statistics;
    boundary_@LIBRARY@_lock_statistics(&statistics);
    return tn_lock_statistics(&statistics, lock_names);
}

static PyObject *set_lock_mode(PyObject *self, PyObject *args) {
    return tn_set_lock_mode(self, args, lock_names, boundary_@LIBRARY@_set_lock_mode);
}

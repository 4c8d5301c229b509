static PyObject *bridges_json(PyObject *self, PyObject *unused) {
    (void)self;
    (void)unused;
    return tn_given_json(bridges_@LIBRARY@_json());
}

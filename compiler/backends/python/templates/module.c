PyObject *tn_check_contract(PyObject *module, PyObject *expected) {
    return tn_handshake(module, expected, boundary_@LIBRARY@_handshake);
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, (void *)exec_module},
    /* Py_mod_multiple_interpreters, for interpreters with a lock of their own, came with Python 3.12. */
    {0, NULL},
};

PyModuleDef tn_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "@MODULE@._native",
    .m_doc = "The native side of @LIBRARY@; import that instead.",
    .m_size = sizeof(tn_state) + tn_ref_count * sizeof(PyObject *),
    .m_methods = tn_functions,
    .m_slots = slots,
    .m_traverse = tn_traverse,
    .m_clear = tn_clear,
    .m_free = tn_free,
};

PyMODINIT_FUNC PyInit__native(void) {
    return PyModuleDef_Init(&tn_module);
}

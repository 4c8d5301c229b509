/**
 * @file
 * Streams of Python's that the library reads from or writes to: any object with readinto() or read(), or with
 * write(), as io's classes, files and sockets' files have them.
 */
#ifndef TN_STREAMS_H
#define TN_STREAMS_H

#include "callbacks.h"

/** An object that bytes can be read from. */
bool tn_reader_in(PyObject *value, tn_place place, const tn_state *state, const tn_interface *interface,
                  tenon_callback *out);

/** As tn_reader_in(), or None. */
bool tn_optional_reader_in(PyObject *value, tn_place place, const tn_state *state,
                           const tn_interface *interface, tenon_callback *out);

/** An object that bytes can be written to. */
bool tn_writer_in(PyObject *value, tn_place place, const tn_state *state, const tn_interface *interface,
                  tenon_callback *out);

/** As tn_writer_in(), or None. */
bool tn_optional_writer_in(PyObject *value, tn_place place, const tn_state *state,
                           const tn_interface *interface, tenon_callback *out);

/** Read at most `size` bytes; 0 at the end. @return Whether that worked; where not, an exception is raised.
 */
bool tn_read_from(const tn_upcall *call, void *buffer, size_t size, size_t *filled);

/** Write all of the bytes. */
bool tn_write_to(const tn_upcall *call, const void *data, size_t size);

#endif /* TN_STREAMS_H */

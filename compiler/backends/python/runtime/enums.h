/**
 * @file
 * Enums: real enum.IntEnum classes, each made when somebody first needs it, since Python takes its time for
 * them.
 */
#ifndef TN_ENUMS_H
#define TN_ENUMS_H

#include "buffers.h"
#include "state.h"

/** A member of an enum. */
typedef struct tn_member {
    const char *name;
    int32_t value;
} tn_member;

/** One enum of the contract. */
typedef struct tn_enum {
    const char *module; /**< "graph" */
    const char *name;   /**< "Direction" */
    const char *doc;
    const tn_member *members;
    int count;
    bool is_flags; /**< An IntFlag: its constants combine. */
    int ref; /**< Where the state keeps the class, once it is made; a dict from number to member follows. */
} tn_enum;

/** Every enum of the package, ended by a null (generated). */
extern const tn_enum *const tn_enums[];

/** The class, borrowed: made where it is not there yet. Null with an error raised. */
PyObject *tn_enum_class(const tn_state *state, const tn_enum *described);

/** make_enum(name): the class, for the package that shows it. */
PyObject *tn_make_enum(PyObject *module, PyObject *name);

/** The slow path of tn_enum_in(): an int, and what is neither. */
bool tn_enum_in_slow(PyObject *value, tn_place place, const tn_state *state, const tn_enum *described,
                     int32_t *out);

/** A member, or an int: whether it is a member's value is checked by the boundary. */
static inline bool tn_enum_in(PyObject *value, tn_place place, const tn_state *state,
                              const tn_enum *described, int32_t *out) {
    if (TENON_UNLIKELY((PyObject *)Py_TYPE(value) != state->refs[described->ref]))
        return tn_enum_in_slow(value, place, state, described, out);
    *out = (int32_t)PyLong_AsLong(value); /* a member's value always fits */
    return true;
}

/** The member of that value. */
PyObject *tn_enum_out(const tn_state *state, const tn_enum *described, int32_t value);

/** A sequence of members, or a buffer of int32. */
bool tn_enum_array_in(PyObject *value, tn_place place, const tn_state *state, const tn_enum *described,
                      tn_input *out);

/** A list of members. */
PyObject *tn_enum_list(const tn_state *state, const tn_enum *described, const int32_t *values, size_t count);

/** A list of the members of a block, which is dropped. */
PyObject *tn_block_members(const tn_state *state, const tn_enum *described, const tenon_block *block);

#endif /* TN_ENUMS_H */

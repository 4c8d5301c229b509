/**
 * @file
 * Dynamic values of a stand-in library. Included once, behind stand_in.h.
 */
#ifndef TENON_STAND_IN_VALUES_H
#define TENON_STAND_IN_VALUES_H

#include "stand_in.h"

#include "tenon/value.h"

STAND_IN_PART void stand_in_take_value(const stand_in_call *call, const char *name,
                                       const tenon_value *value) {
    size_t length = 0;
    const char *text = tenon_value_text(value, &length, NULL);
    if (text != NULL)
        stand_in_take_piece(call, name, text, length);
    const void *bytes = tenon_value_bytes(value, &length);
    if (bytes != NULL)
        stand_in_read(bytes, length);
    for (size_t i = 0; i < tenon_value_count(value); i++) {
        if (tenon_value_kind_of(value) == TENON_VALUE_MAP)
            stand_in_take_text(call, name, tenon_value_key(value, i), false);
        stand_in_take_value(call, name, tenon_value_at(value, i));
    }
}

/* A map with a number and a list. Never null. */
STAND_IN_PART tenon_value *stand_in_value(void) {
    stand_in_spare(true);
    tenon_value *map = tenon_value_new_map();
    tenon_value *list = tenon_value_new_list();
    bool is_well =
        tenon_list_add(list, tenon_value_new_text("text", 4)) &&
        tenon_list_add(list, tenon_value_new_bool(true)) && tenon_list_add(list, tenon_value_new_null()) &&
        tenon_map_set(map, "number", tenon_value_new_number(1.5)) && tenon_map_set(map, "list", list);
    stand_in_spare(false);
    if (!is_well) {
        fputs("stand-in: memory is used up\n", stderr);
        abort();
    }
    return map;
}

#endif /* TENON_STAND_IN_VALUES_H */

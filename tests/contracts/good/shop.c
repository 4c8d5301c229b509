/* The library of the contracts here. They are only read, never compiled. */
typedef int shop_translation_unit_is_not_empty;

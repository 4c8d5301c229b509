#include "bridged.h"

bridged_color bridged_next_color(bridged_color color) {
    switch (color) {
    case BRIDGED_COLOR_RED:
        return BRIDGED_COLOR_GREEN;
    case BRIDGED_COLOR_GREEN:
        return BRIDGED_COLOR_BLUE;
    default:
        return BRIDGED_COLOR_RED;
    }
}

bridged_access bridged_without(bridged_access access, bridged_access removed) {
    return (bridged_access)((unsigned)access & ~(unsigned)removed);
}

bridged_money bridged_double_money(bridged_money money) {
    return money > INT64_MAX / 2 || money < INT64_MIN / 2 ? money : money * 2;
}

int64_t bridged_day_of(int64_t at) {
    const int64_t milliseconds = (int64_t)24 * 60 * 60 * 1000;
    return at < 0 ? 0 : at / milliseconds;
}

int64_t bridged_longer(int64_t a, int64_t b) {
    return a > b ? a : b;
}

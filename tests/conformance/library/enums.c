#include "conformance.h"

conformance_direction conformance_turn_right(conformance_direction from) {
    switch (from) {
    case CONFORMANCE_DIRECTION_NORTH:
        return CONFORMANCE_DIRECTION_EAST;
    case CONFORMANCE_DIRECTION_EAST:
        return CONFORMANCE_DIRECTION_SOUTH;
    case CONFORMANCE_DIRECTION_SOUTH:
        return CONFORMANCE_DIRECTION_WEST;
    case CONFORMANCE_DIRECTION_WEST:
        break;
    }
    return CONFORMANCE_DIRECTION_NORTH;
}

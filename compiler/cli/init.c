#include "cli/commands.h"

int command_init(int count, char **arguments) {
    (void)count;
    (void)arguments;
    return EXIT_WRONG_USE;
}

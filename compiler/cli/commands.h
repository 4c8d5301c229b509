/**
 * @file
 * The sub-commands. Each takes its own arguments, its name first, and returns the exit status.
 */
#ifndef TENON_COMPILER_COMMANDS_H
#define TENON_COMPILER_COMMANDS_H

#include <glib.h>

enum { EXIT_DONE = 0, EXIT_FOUND = 1, EXIT_WRONG_USE = 2 };

int command_check(int count, char **arguments);
int command_build(int count, char **arguments);
int command_boundary(int count, char **arguments);
int command_inspect(int count, char **arguments);
int command_features(int count, char **arguments);
int command_test(int count, char **arguments);
int command_bridge(int count, char **arguments);
int command_diff(int count, char **arguments);
int command_lock(int count, char **arguments);
int command_init(int count, char **arguments);

#endif /* TENON_COMPILER_COMMANDS_H */

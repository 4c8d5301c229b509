/**
 * @file
 * Folders that a command works in.
 */
#ifndef TENON_COMPILER_FOLDERS_H
#define TENON_COMPILER_FOLDERS_H

#include "package/package.h"

/** Absolute, since programs run elsewhere: the folder given, or a new one. @param pattern For mkdtemp().
 * @param option That gives one. @return Null with a message. */
const char *work_folder(const char *given, const char *pattern, const char *option);

/** Write the files, of which `run` is a program; false with a message. */
bool write_runnable(const package *files, const char *folder);

/** With everything in it. */
void remove_folder(const char *folder);

#endif /* TENON_COMPILER_FOLDERS_H */

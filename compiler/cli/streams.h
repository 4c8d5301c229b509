/**
 * @file
 * Standard input, output and error, whatever whoever started the command made of them.
 */
#ifndef TENON_COMPILER_STREAMS_H
#define TENON_COMPILER_STREAMS_H

/** Before anything else: no file that the command opens takes the place of a closed stream, and no signal
 * about one ends it in the middle of its work. */
void streams_begin(void);

/**
 * After everything else: the output is written, or the reason why not is said.
 * @param status The command's own.
 * @return The exit status.
 */
int streams_end(int status);

#endif /* TENON_COMPILER_STREAMS_H */

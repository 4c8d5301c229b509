// @BANNER@

package @PACKAGE@

// How cgo compiles and calls the C code: pointers given to the functions named below are not kept,
// and the functions do not call back.

/*
@DIRECTIVES@
#include "crossings.h"
*/
import "C"

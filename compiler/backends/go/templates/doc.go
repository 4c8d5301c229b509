// @BANNER@

@COMMENT@
package @PACKAGE@

// #include "crossings.h"
import "C"

import (
	"embed"
	"unsafe"
)

// The C sources are named here so that Go builds again when one of them changes, and vendors them
// with the package; the linker leaves them out of programs.
//
//go:embed native
var _ embed.FS

// tenonContract is the contract that this package was generated for.
const tenonContract = @FINGERPRINT@

func init() {
	expected := (*C.char)(unsafe.Pointer(unsafe.StringData(tenonContract)))
	if mismatch := C.cross_handshake(expected); mismatch != nil {
		panic(tenonError(mismatch))
	}@PREPARED@
}

package tenon

// #include "crossings.h"
import "C"

import (
	//tenon:if int_out
	"math"
	//tenon:end
	//tenon:if pointers
	"unsafe"
	//tenon:end
)

//tenon:if dummies

// tenonNothing is where empty text and empty arrays are said to begin: a null
// pointer would mean that there is none.
var tenonNothing [2]uint64

//tenon:end

//tenon:if text_in

// tenonText gives the bytes of a text, never null.
func tenonText(text string) *C.char {
	if text == "" {
		return (*C.char)(unsafe.Pointer(&tenonNothing))
	}
	return (*C.char)(unsafe.Pointer(unsafe.StringData(text)))
}

//tenon:end

//tenon:if optional_text_in

// tenonOptionalText gives the bytes of a text, null for none.
func tenonOptionalText(text *string) *C.char {
	if text == nil {
		return nil
	}
	return tenonText(*text)
}

// tenonOptionalLength gives the length of a text, 0 for none.
func tenonOptionalLength(text *string) C.size_t {
	if text == nil {
		return 0
	}
	return C.size_t(len(*text))
}

//tenon:end

//tenon:if texts

// tenonFlatTexts are texts laid one after the other: C may not be given an
// array of Go pointers.
type tenonFlatTexts struct {
	bytes   []byte
	lengths []C.size_t
}

func tenonFlatten(texts []string) tenonFlatTexts {
	if texts == nil {
		return tenonFlatTexts{}
	}
	total := 0
	lengths := make([]C.size_t, len(texts))
	for i, text := range texts {
		lengths[i] = C.size_t(len(text))
		total += len(text)
	}
	bytes := make([]byte, 0, total)
	for _, text := range texts {
		bytes = append(bytes, text...)
	}
	return tenonFlatTexts{bytes, lengths}
}

//tenon:end

//tenon:if text_out

// tenonLarge is from where on a text is not kept any longer than it is needed.
const tenonLarge = 4096

// tenonString copies a text of the library's and frees it, or gives back whom
// it belongs to.
func tenonString(text *C.tenon_text) string {
	if text.is_inline {
		return string(unsafe.Slice((*byte)(unsafe.Pointer(&text.inline_data)), int(text.length)))
	}
	copied := string(unsafe.Slice((*byte)(unsafe.Pointer(text.data)), int(text.length)))
	switch {
	case bool(text.is_lent): // What the library keeps.
	case bool(text.is_held) || text.length > tenonLarge:
		C.tenon_go_free_text(*text)
	default:
		tenonSpend(C.tenon_go_spent{text: text.data})
	}
	return copied
}

//tenon:end

//tenon:if optional_text_out

// tenonOptionalString is tenonString for a text that may be none.
func tenonOptionalString(text *C.tenon_text) *string {
	if text.data == nil && !text.is_inline {
		return nil
	}
	copied := tenonString(text)
	return &copied
}

//tenon:end

//tenon:if missing_text

// tenonIsNone reports whether there is no text.
func tenonIsNone(text *C.tenon_text) bool {
	return text.data == nil && !bool(text.is_inline)
}

//tenon:end

//tenon:if called_text

// tenonBytesString copies a text that C lends.
func tenonBytesString(text *C.char, length C.size_t) string {
	return string(unsafe.Slice((*byte)(unsafe.Pointer(text)), int(length)))
}

//tenon:end

//tenon:if called_optional_text

// tenonOptionalBytesString is tenonBytesString for a text that may be none.
func tenonOptionalBytesString(text *C.char, length C.size_t) *string {
	if text == nil {
		return nil
	}
	copied := string(unsafe.Slice((*byte)(unsafe.Pointer(text)), int(length)))
	return &copied
}

//tenon:end

//tenon:if text_lists

// tenonStrings copies texts of the library's and frees them. None gives nil.
func tenonStrings(texts *C.tenon_texts) []string {
	if texts.texts == nil {
		return nil
	}
	copied := make([]string, int(texts.count))
	for i, text := range unsafe.Slice(texts.texts, int(texts.count)) {
		copied[i] = string(unsafe.Slice((*byte)(unsafe.Pointer(text.data)), int(text.length)))
	}
	C.tenon_go_free_texts(*texts)
	return copied
}

//tenon:end

//tenon:if slice_in

// tenonSlice gives the first element of an array, never null.
func tenonSlice[T any](values []T) *T {
	if len(values) == 0 {
		return (*T)(unsafe.Pointer(&tenonNothing))
	}
	return unsafe.SliceData(values)
}

//tenon:end

//tenon:if block

// tenonTake copies an array of the library's and frees it. None gives nil.
func tenonTake[T any](block C.tenon_block) []T {
	if block.handle == 0 {
		return nil
	}
	values := append([]T{}, unsafe.Slice((*T)(block.data), int(block.count))...)
	tenonDrop(block.handle)
	return values
}

//tenon:end

//tenon:if converted_block

// tenonTakeEach converts an array of the library's and frees it. None gives
// nil.
func tenonTakeEach[T, E any](block C.tenon_block, convert func(each *E) T) []T {
	if block.handle == 0 {
		return nil
	}
	values := make([]T, int(block.count))
	for i := range values {
		values[i] = convert(&unsafe.Slice((*E)(block.data), int(block.count))[i])
	}
	tenonDrop(block.handle)
	return values
}

//tenon:end

//tenon:if negative

// tenonNegative is the error for a size below zero.
func tenonNegative(function, parameter string, value int64) error {
	return tenonRefuse(C.TENON_BAD_VALUE, KindInvalidArgument, "TENON_BAD_VALUE", function, "`%s` is negative: %d",
		parameter, value)
}

//tenon:end

//tenon:if int_out

// tenonFits returns an error where a size is larger than any int.
func tenonFits(function string, size C.size_t) error {
	if size <= math.MaxInt {
		return nil
	}
	return tenonTooLarge(function, size)
}

func tenonTooLarge(function string, size C.size_t) error {
	return tenonRefuse(C.TENON_BAD_VALUE, KindOutOfRange, "TENON_BAD_VALUE", function,
		"the result does not fit an int: %d", uint64(size))
}

//tenon:end

//tenon:if make

// tenonMake allocates an array whose length the caller chose. Go ends the
// program where its own allocation fails, so a large one is tried in C first.
func tenonMake[T any](function string, count uint64) ([]T, error) {
	const small = 1 << 24
	var element T
	size := uint64(unsafe.Sizeof(element))
	if count > small/size {
		const largest = 1 << 47
		if count > largest/size || !C.tenon_go_has_memory(C.size_t(count*size)) {
			return nil, tenonRefuse(C.TENON_OUT_OF_MEMORY, KindOutOfMemory, "TENON_OUT_OF_MEMORY", function,
				"no memory for %d elements", count)
		}
	}
	return make([]T, count), nil
}

//tenon:end

package tenon

// #include "crossings.h"
import "C"

import (
	//tenon:if misfits
	"fmt"
	//tenon:end
	//tenon:if instants_in
	"math"
	//tenon:end
	//tenon:if wide
	"math/big"
	//tenon:end
	//tenon:if pinned_text
	"runtime"
	"strings"
	//tenon:end
	//tenon:if times
	"time"
	//tenon:end
	//tenon:if convert_pointers
	"unsafe"
	//tenon:end
)

//tenon:if misfits

// tenonUnfit is why a value cannot be said in C.
type tenonUnfit struct {
	path   string
	reason string
	isText bool
}

func tenonMisfit(format string, values ...any) *tenonUnfit {
	return &tenonUnfit{reason: fmt.Sprintf(format, values...)}
}

// in says where the value stands.
func (u *tenonUnfit) in(member string) *tenonUnfit {
	return &tenonUnfit{"." + member + u.path, u.reason, u.isText}
}

// of makes an error of it.
func (u *tenonUnfit) of(function, parameter string) error {
	if u.isText {
		return tenonRefuse(C.TENON_BAD_TEXT, KindInvalidArgument, "TENON_BAD_TEXT", function, "%s%s: %s", parameter,
			u.path, u.reason)
	}
	return tenonRefuse(C.TENON_BAD_VALUE, KindInvalidArgument, "TENON_BAD_VALUE", function, "%s%s: %s", parameter,
		u.path, u.reason)
}

//tenon:end

//tenon:if optional_in

// tenonOr gives what an optional value points to, zero for none.
func tenonOr[T any](value *T) T {
	if value == nil {
		var none T
		return none
	}
	return *value
}

//tenon:end

//tenon:if optional_out

// tenonOptional gives a pointer to a value that may not be there.
func tenonOptional[T any](isThere bool, value T) *T {
	if !isThere {
		return nil
	}
	return &value
}

//tenon:end

//tenon:if nilable_out

// tenonIf gives a value that may not be there.
func tenonIf[T any](isThere bool, value T) T {
	if !isThere {
		var none T
		return none
	}
	return value
}

//tenon:end

//tenon:if instants_in

// tenonInstant counts from 1970 on in units, rounding down.
func tenonInstant(moment time.Time, unit time.Duration) (C.int64_t, *tenonUnfit) {
	perSecond := int64(time.Second / unit)
	seconds, part := moment.Unix(), int64(moment.Nanosecond())/int64(unit)
	if seconds < 0 && part > 0 {
		seconds, part = seconds+1, part-perSecond
	}
	if seconds > (math.MaxInt64-max(part, 0))/perSecond || seconds < (math.MinInt64-min(part, 0))/perSecond {
		return 0, tenonMisfit("%v is too far away", moment)
	}
	return C.int64_t(seconds*perSecond + part), nil
}

//tenon:end

//tenon:if durations_in

// tenonSpan counts units, rounding towards zero.
func tenonSpan[T tenonInteger](span, unit time.Duration) (T, *tenonUnfit) {
	count := int64(span / unit)
	if converted := T(count); (converted < 0) == (count < 0) && int64(converted) == count {
		return converted, nil
	}
	return 0, tenonMisfit("%v is too long", span)
}

//tenon:end

//tenon:if durations_out

// tenonDuration is a number of units, or the longest duration there is where
// that is less.
func tenonDuration[T tenonInteger](count T, unit time.Duration) time.Duration {
	const longest = 1<<63 - 1
	most := longest / int64(unit)
	if count > 0 && uint64(count) > uint64(most) {
		return longest
	}
	if count < 0 && int64(count) < -most {
		return -longest - 1
	}
	return time.Duration(count) * unit
}

//tenon:end

//tenon:if durations

type tenonInteger interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

//tenon:end

//tenon:if wide_in

// tenonWide gives a number of at most 128 bits with its sign.
func tenonWide(value *big.Int) (C.tenon_int128, *tenonUnfit) {
	if value == nil {
		return C.tenon_int128{}, tenonMisfit("the number is missing")
	}
	if value.BitLen() > 127 && value.Cmp(tenonLeast) != 0 {
		return C.tenon_int128{}, tenonMisfit("%v does not fit 128 bits", value)
	}
	low, high := tenonHalves(value)
	return C.tenon_int128{low: C.uint64_t(low), high: C.int64_t(high)}, nil
}

// tenonLeast is the least number of 128 bits.
var tenonLeast = new(big.Int).Lsh(big.NewInt(-1), 127)

//tenon:end

//tenon:if unsigned_wide_in

// tenonUnsignedWide gives a number of at most 128 bits without a sign.
func tenonUnsignedWide(value *big.Int) (C.tenon_uint128, *tenonUnfit) {
	if value == nil {
		return C.tenon_uint128{}, tenonMisfit("the number is missing")
	}
	if value.Sign() < 0 || value.BitLen() > 128 {
		return C.tenon_uint128{}, tenonMisfit("%v does not fit 128 bits without a sign", value)
	}
	low, high := tenonHalves(value)
	return C.tenon_uint128{low: C.uint64_t(low), high: C.uint64_t(high)}, nil
}

//tenon:end

//tenon:if any_wide_in

// tenonHalves gives the lower 128 bits of a number in two's complement.
func tenonHalves(value *big.Int) (low, high uint64) {
	mask := new(big.Int).SetUint64(1<<64 - 1)
	low = new(big.Int).And(value, mask).Uint64()
	high = mask.And(mask, new(big.Int).Rsh(value, 64)).Uint64()
	return low, high
}

//tenon:end

//tenon:if wide_out

func tenonBig(value C.tenon_int128) *big.Int {
	number := big.NewInt(int64(value.high))
	number.Lsh(number, 64)
	return number.Add(number, new(big.Int).SetUint64(uint64(value.low)))
}

//tenon:end

//tenon:if unsigned_wide_out

func tenonUnsignedBig(value C.tenon_uint128) *big.Int {
	number := new(big.Int).SetUint64(uint64(value.high))
	number.Lsh(number, 64)
	return number.Add(number, new(big.Int).SetUint64(uint64(value.low)))
}

//tenon:end

//tenon:if pinned_text

// tenonPinned copies a text to where C can read it until the pins are taken
// out, with a NUL behind it.
func tenonPinned(text string, pins *runtime.Pinner) (*C.char, *tenonUnfit) {
	if at := strings.IndexByte(text, 0); at >= 0 {
		return nil, &tenonUnfit{reason: fmt.Sprintf("the text has a NUL at byte %d", at), isText: true}
	}
	copied := append(make([]byte, 0, len(text)+1), text...)
	copied = append(copied, 0)
	pins.Pin(&copied[0])
	return (*C.char)(unsafe.Pointer(&copied[0])), nil
}

//tenon:end

//tenon:if optional_pinned_text

func tenonOptionalPinned(text *string, pins *runtime.Pinner) (*C.char, *tenonUnfit) {
	if text == nil {
		return nil, nil
	}
	return tenonPinned(*text, pins)
}

//tenon:end

//tenon:if optional_go_string

func tenonOptionalGoString(text *C.char) *string {
	if text == nil {
		return nil
	}
	copied := C.GoString(text)
	return &copied
}

//tenon:end

//tenon:if aligned

// tenonAligned puts a value where C may expect it: cgo has a union as bytes.
type tenonAligned[T any] struct {
	_     [0]uint64
	value T
}

func tenonAlign[T any](value T, unfit *tenonUnfit) (*tenonAligned[T], *tenonUnfit) {
	return &tenonAligned[T]{value: value}, unfit
}

//tenon:end

//tenon:if elements_in

// tenonEach converts an array. None gives nil.
func tenonEach[T, E any](values []T, convert func(each *T) (E, *tenonUnfit)) ([]E, *tenonUnfit) {
	if values == nil {
		return nil, nil
	}
	converted := make([]E, len(values))
	for i := range values {
		var unfit *tenonUnfit
		if converted[i], unfit = convert(&values[i]); unfit != nil {
			return nil, &tenonUnfit{fmt.Sprintf("[%d]%s", i, unfit.path), unfit.reason, unfit.isText}
		}
	}
	return converted, nil
}

//tenon:end

//tenon:if elements_out

// tenonEachOf converts an array of C's.
func tenonEachOf[T, E any](values []E, convert func(each *E) T) []T {
	converted := make([]T, len(values))
	for i := range values {
		converted[i] = convert(&values[i])
	}
	return converted
}

//tenon:end

//tenon:if pack

// tenonPack writes a case of a union.
func tenonPack[T any](union []byte, value T) {
	copy(union, unsafe.Slice((*byte)(unsafe.Pointer(&value)), unsafe.Sizeof(value)))
}

//tenon:end

//tenon:if unpack

// tenonUnpack reads a case of a union.
func tenonUnpack[T any](union []byte) (value T) {
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&value)), unsafe.Sizeof(value)), union)
	return value
}

//tenon:end

//tenon:if maps

// tenonEntries takes a map apart. None gives nil.
func tenonEntries[K comparable, V any](entries map[K]V) ([]K, []V) {
	if entries == nil {
		return nil, nil
	}
	keys, values := make([]K, 0, len(entries)), make([]V, 0, len(entries))
	for key, value := range entries {
		keys, values = append(keys, key), append(values, value)
	}
	return keys, values
}

//tenon:end

//tenon:if maps_out

// tenonMap puts a map together. None gives nil.
func tenonMap[K comparable, V any](keys []K, values []V) map[K]V {
	if keys == nil {
		return nil
	}
	entries := make(map[K]V, len(keys))
	for i, key := range keys {
		entries[key] = values[i]
	}
	return entries
}

//tenon:end

package tenon

// #include "crossings.h"
import "C"

import (
	//tenon:if any_dynamic_in
	"encoding/binary"
	"fmt"
	//tenon:end
	"math"
	//tenon:if any_dynamic_in
	"reflect"
	//tenon:end
	"slices"
	//tenon:if any_dynamic_in
	"strings"
	"unicode/utf8"
	//tenon:end
	//tenon:if any_dynamic_out
	"unsafe"
	//tenon:end
)

// Dynamic values cross as MessagePack: nil, bool, whole numbers, floats, texts,
// bytes, lists, and maps whose keys are texts.

//tenon:if any_dynamic_in

// tenonDeepest is how far values may be nested: as far as C takes them.
const tenonDeepest = 64

// tenonEncode writes a value.
func tenonEncode(value any) ([]byte, *tenonUnfit) {
	return tenonAppend(make([]byte, 0, 64), value, 0)
}

func tenonAppend(to []byte, value any, depth int) ([]byte, *tenonUnfit) {
	switch value := value.(type) {
	case nil:
		return append(to, 0xc0), nil
	case string:
		return tenonAppendText(to, value)
	case []byte:
		return append(tenonAppendSize(to, 0xc4, len(value)), value...), nil
	case []any:
		return tenonAppendList(to, reflect.ValueOf(value), depth)
	}
	return tenonAppendAny(to, reflect.ValueOf(value), depth)
}

func tenonAppendAny(to []byte, value reflect.Value, depth int) ([]byte, *tenonUnfit) {
	switch value.Kind() {
	case reflect.Bool:
		if value.Bool() {
			return append(to, 0xc3), nil
		}
		return append(to, 0xc2), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.BigEndian.AppendUint64(append(to, 0xd3), uint64(value.Int())), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return binary.BigEndian.AppendUint64(append(to, 0xcf), value.Uint()), nil
	case reflect.Float32, reflect.Float64:
		return binary.BigEndian.AppendUint64(append(to, 0xcb), math.Float64bits(value.Float())), nil
	case reflect.String:
		return tenonAppendText(to, value.String())
	case reflect.Slice, reflect.Array:
		return tenonAppendList(to, value, depth)
	case reflect.Map:
		return tenonAppendMap(to, value, depth)
	case reflect.Pointer, reflect.Interface:
		if value.IsNil() {
			return append(to, 0xc0), nil
		}
		if depth == tenonDeepest {
			return nil, tenonMisfit("the value is nested more than %d deep", tenonDeepest)
		}
		return tenonAppend(to, value.Elem().Interface(), depth+1)
	}
	return nil, tenonMisfit("a %v is no dynamic value", value.Type())
}

// tenonAppendSize writes the kind of something, and how large it is, in 32
// bits: `kind` is that of MessagePack for 8 bits of size.
func tenonAppendSize(to []byte, kind byte, size int) []byte {
	return binary.BigEndian.AppendUint32(append(to, kind+2), uint32(size))
}

func tenonAppendText(to []byte, text string) ([]byte, *tenonUnfit) {
	if !utf8.ValidString(text) {
		return nil, tenonMisfit("the text is not UTF-8")
	}
	if len(text) > math.MaxUint32 {
		return nil, tenonMisfit("the text is too long")
	}
	return append(tenonAppendSize(to, 0xd9, len(text)), text...), nil
}

func tenonAppendList(to []byte, list reflect.Value, depth int) ([]byte, *tenonUnfit) {
	if list.Kind() == reflect.Slice && list.IsNil() {
		return append(to, 0xc0), nil
	}
	if depth == tenonDeepest {
		return nil, tenonMisfit("the value is nested more than %d deep", tenonDeepest)
	}
	to = binary.BigEndian.AppendUint32(append(to, 0xdd), uint32(list.Len()))
	for i := range list.Len() {
		var unfit *tenonUnfit
		if to, unfit = tenonAppend(to, list.Index(i).Interface(), depth+1); unfit != nil {
			return nil, &tenonUnfit{fmt.Sprintf("[%d]%s", i, unfit.path), unfit.reason, unfit.isText}
		}
	}
	return to, nil
}

// tenonAppendMap writes the keys in their order, so that equal maps are equal
// in C.
func tenonAppendMap(to []byte, entries reflect.Value, depth int) ([]byte, *tenonUnfit) {
	if entries.IsNil() {
		return append(to, 0xc0), nil
	}
	if entries.Type().Key().Kind() != reflect.String {
		return nil, tenonMisfit("the keys of a %v are no texts", entries.Type())
	}
	if depth == tenonDeepest {
		return nil, tenonMisfit("the value is nested more than %d deep", tenonDeepest)
	}
	keys := entries.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	to = binary.BigEndian.AppendUint32(append(to, 0xdf), uint32(len(keys)))
	for _, key := range keys {
		var unfit *tenonUnfit
		if to, unfit = tenonAppendText(to, key.String()); unfit == nil {
			to, unfit = tenonAppend(to, entries.MapIndex(key).Interface(), depth+1)
		}
		if unfit != nil {
			return nil, &tenonUnfit{fmt.Sprintf("[%q]%s", key.String(), unfit.path), unfit.reason, unfit.isText}
		}
	}
	return to, nil
}

//tenon:end

//tenon:if optional_dynamic_in

// tenonEncodeOptional is tenonEncode where nil says that there is no value.
func tenonEncodeOptional(value any) ([]byte, *tenonUnfit) {
	if value == nil {
		return nil, nil
	}
	return tenonEncode(value)
}

//tenon:end

//tenon:if dynamic_out

// tenonDecode reads a value of the library's and frees it. None gives nil.
func tenonDecode(block C.tenon_block) any {
	if block.handle == 0 {
		return nil
	}
	value := tenonDecodeBytes((*C.uint8_t)(block.data), block.count)
	tenonDrop(block.handle)
	return value
}

//tenon:end

//tenon:if any_dynamic_out

func tenonDecodeBytes(data *C.uint8_t, size C.size_t) any {
	if data == nil {
		return nil
	}
	packed := tenonPacked(unsafe.Slice((*byte)(unsafe.Pointer(data)), int(size)))
	return packed.value()
}

// tenonPacked is MessagePack of the library's that is still to be read.
type tenonPacked []byte

func (p *tenonPacked) bytes(count int) []byte {
	read := (*p)[:count]
	*p = (*p)[count:]
	return read
}

// number reads an unsigned number of 1, 2, 4 or 8 bytes.
func (p *tenonPacked) number(size int) uint64 {
	var number uint64
	for _, one := range p.bytes(size) {
		number = number<<8 | uint64(one)
	}
	return number
}

// size reads how large something is; `step` says in how many bytes: 1, 2 or 4.
func (p *tenonPacked) size(step byte) int {
	return int(p.number(1 << step))
}

func (p *tenonPacked) value() any {
	switch kind := p.bytes(1)[0]; {
	case kind < 0x80:
		return int64(kind)
	case kind < 0x90:
		return p.entries(int(kind & 0x0f))
	case kind < 0xa0:
		return p.list(int(kind & 0x0f))
	case kind < 0xc0:
		return string(p.bytes(int(kind & 0x1f)))
	case kind >= 0xe0:
		return int64(int8(kind))
	default:
		return p.wide(kind)
	}
}

// wide reads what has more than one byte of kind and size.
func (p *tenonPacked) wide(kind byte) any {
	switch kind {
	case 0xc2, 0xc3:
		return kind == 0xc3
	case 0xc4, 0xc5, 0xc6:
		return slices.Clone(p.bytes(p.size(kind - 0xc4)))
	case 0xca:
		return float64(math.Float32frombits(uint32(p.number(4))))
	case 0xcb:
		return math.Float64frombits(p.number(8))
	case 0xcc, 0xcd, 0xce, 0xcf:
		return tenonWhole(p.number(1 << (kind - 0xcc)))
	case 0xd0:
		return int64(int8(p.number(1)))
	case 0xd1:
		return int64(int16(p.number(2)))
	case 0xd2:
		return int64(int32(p.number(4)))
	case 0xd3:
		return int64(p.number(8))
	case 0xd9, 0xda, 0xdb:
		return string(p.bytes(p.size(kind - 0xd9)))
	case 0xdc, 0xdd:
		return p.list(p.size(kind - 0xdc + 1))
	case 0xde, 0xdf:
		return p.entries(p.size(kind - 0xde + 1))
	}
	return nil
}

// tenonWhole is an int64 wherever that holds the number.
func tenonWhole(number uint64) any {
	if number <= math.MaxInt64 {
		return int64(number)
	}
	return number
}

func (p *tenonPacked) list(count int) []any {
	list := make([]any, count)
	for i := range list {
		list[i] = p.value()
	}
	return list
}

func (p *tenonPacked) entries(count int) map[string]any {
	entries := make(map[string]any, count)
	for range count {
		key, _ := p.value().(string)
		entries[key] = p.value()
	}
	return entries
}

//tenon:end

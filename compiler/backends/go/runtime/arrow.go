package tenon

// #include "crossings.h"
import "C"

import (
	//tenon:if streams_out
	"errors"
	//tenon:end
	//tenon:if streams_in
	"fmt"
	//tenon:end
	"runtime"
	"sync/atomic"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/cdata"
	//tenon:if streams_in
	"github.com/apache/arrow-go/v18/arrow/memory"
	//tenon:end
)

//tenon:if streams_in

// tenonExport moves a reader into a stream of C's. None gives nil.
func tenonExport(reader array.RecordReader) *C.struct_ArrowArrayStream {
	if reader == nil {
		return nil
	}
	stream := new(C.struct_ArrowArrayStream)
	exported := &tenonExported{RecordReader: reader}
	exported.references.Add(1)
	cdata.ExportRecordReader(exported, (*cdata.CArrowArrayStream)(unsafe.Pointer(stream)))
	exported.Release()
	return stream
}

// tenonExported is a reader that C reads from: what it gives stays in its
// place for as long as C holds it, and it never panics.
type tenonExported struct {
	array.RecordReader
	references atomic.Int64
	current    arrow.RecordBatch
	err        error
}

func (r *tenonExported) Retain() {
	r.references.Add(1)
}

func (r *tenonExported) Release() {
	if r.references.Add(-1) == 0 {
		r.drop()
		r.RecordReader.Release()
	}
}

func (r *tenonExported) drop() {
	if r.current != nil {
		r.current.Release()
		r.current = nil
	}
}

func (r *tenonExported) Next() (isThere bool) {
	defer func() {
		if panicked := recover(); panicked != nil {
			r.err = fmt.Errorf("panic: %v", panicked)
			isThere = false
		}
	}()
	r.drop()
	if !r.RecordReader.Next() {
		return false
	}
	r.current = tenonPinBatch(r.RecordReader.RecordBatch())
	return true
}

func (r *tenonExported) RecordBatch() arrow.RecordBatch {
	return r.current
}

func (r *tenonExported) Record() arrow.RecordBatch {
	return r.current
}

func (r *tenonExported) Err() error {
	if r.err != nil {
		return r.err
	}
	return r.RecordReader.Err()
}

func tenonPinBatch(batch arrow.RecordBatch) arrow.RecordBatch {
	columns := make([]arrow.Array, batch.NumCols())
	for i := range columns {
		data := tenonPinData(batch.Column(i).Data())
		columns[i] = array.MakeFromData(data)
		data.Release()
	}
	pinned := array.NewRecordBatch(batch.Schema(), columns, batch.NumRows())
	for _, column := range columns {
		column.Release()
	}
	return pinned
}

func tenonPinData(data arrow.ArrayData) arrow.ArrayData {
	buffers := make([]*memory.Buffer, len(data.Buffers()))
	for i, buffer := range data.Buffers() {
		buffers[i] = tenonPinBuffer(buffer)
	}
	children := make([]arrow.ArrayData, len(data.Children()))
	for i, child := range data.Children() {
		children[i] = tenonPinData(child)
	}
	pinned := array.NewData(data.DataType(), data.Len(), buffers, children, data.NullN(), data.Offset())
	if dictionary, isThere := data.Dictionary().(*array.Data); isThere && dictionary != nil {
		values := tenonPinData(dictionary)
		pinned.SetDictionary(values)
		values.Release()
	}
	for _, buffer := range buffers {
		if buffer != nil {
			buffer.Release()
		}
	}
	for _, child := range children {
		child.Release()
	}
	return pinned
}

// tenonPinnedBuffer keeps a buffer of Go's where it is until the last user of it is
// done.
type tenonPinnedBuffer struct {
	memory.Allocator
	pins   runtime.Pinner
	buffer *memory.Buffer
}

func (p *tenonPinnedBuffer) Free([]byte) {
	p.pins.Unpin()
	p.buffer.Release()
}

func tenonPinBuffer(buffer *memory.Buffer) *memory.Buffer {
	if buffer == nil || buffer.Len() == 0 {
		return nil
	}
	buffer.Retain()
	pinned := &tenonPinnedBuffer{buffer: buffer}
	pinned.pins.Pin(&buffer.Bytes()[0])
	return memory.NewBufferWithAllocator(buffer.Bytes(), pinned)
}

//tenon:end

//tenon:if streams_out

// tenonImport takes a stream of C's over. One of a column is a table with that
// column.
func tenonImport(function string, stream C.struct_ArrowArrayStream) (array.RecordReader, error) {
	reader := &tenonTable{stream: C.tenon_go_stream(stream)}
	if reader.stream == nil {
		return nil, tenonRefuse(C.TENON_OUT_OF_MEMORY, KindOutOfMemory, "TENON_OUT_OF_MEMORY", function,
			"no memory for a stream")
	}
	reader.references.Add(1)
	reader.cleanup = runtime.AddCleanup(reader, tenonEndStream, reader.stream)
	if err := reader.readSchema(); err != nil {
		reader.Release()
		failure := tenonRefuse(C.TENON_BROKEN_CONTRACT, KindInternal, "TENON_BROKEN_CONTRACT", function, "%v", err)
		failure.foreign = err
		return nil, failure
	}
	return reader, nil
}

// tenonTable reads from a stream of C's.
type tenonTable struct {
	references atomic.Int64
	stream     *C.struct_ArrowArrayStream
	cleanup    runtime.Cleanup
	schema     *arrow.Schema
	kind       arrow.DataType
	isColumn   bool
	current    arrow.RecordBatch
	err        error
}

func tenonEndStream(stream *C.struct_ArrowArrayStream) {
	C.tenon_go_end_stream(stream)
}

func (r *tenonTable) Retain() {
	r.references.Add(1)
}

func (r *tenonTable) Release() {
	if r.references.Add(-1) != 0 {
		return
	}
	r.drop()
	r.cleanup.Stop()
	tenonEndStream(r.stream)
	r.stream = nil
}

func (r *tenonTable) drop() {
	if r.current != nil {
		r.current.Release()
		r.current = nil
	}
}

func (r *tenonTable) Schema() *arrow.Schema {
	return r.schema
}

func (r *tenonTable) RecordBatch() arrow.RecordBatch {
	return r.current
}

func (r *tenonTable) Record() arrow.RecordBatch {
	return r.current
}

func (r *tenonTable) Err() error {
	return r.err
}

func (r *tenonTable) Next() bool {
	r.drop()
	if r.err != nil || r.stream == nil {
		return false
	}
	r.current, r.err = r.read()
	return r.current != nil
}

func (r *tenonTable) readSchema() error {
	var schema C.struct_ArrowSchema
	if status := C.tenon_go_stream_schema(r.stream, &schema); status != 0 {
		return r.failure()
	}
	given := (*cdata.CArrowSchema)(unsafe.Pointer(&schema))
	field, err := cdata.ImportCArrowField(given)
	cdata.ReleaseCArrowSchema(given)
	if err != nil {
		return err
	}
	r.kind = field.Type
	columns, isTable := field.Type.(*arrow.StructType)
	r.isColumn = !isTable
	if r.isColumn {
		r.schema = arrow.NewSchema([]arrow.Field{field}, nil)
	} else {
		r.schema = arrow.NewSchema(columns.Fields(), &field.Metadata)
	}
	return nil
}

func (r *tenonTable) read() (arrow.RecordBatch, error) {
	var next C.struct_ArrowArray
	if status := C.tenon_go_stream_next(r.stream, &next); status != 0 {
		return nil, r.failure()
	}
	if next.release == nil {
		return nil, nil
	}
	given := (*cdata.CArrowArray)(unsafe.Pointer(&next))
	rows := int64(next.length)
	values, err := cdata.ImportCArrayWithType(given, r.kind)
	if err != nil {
		cdata.ReleaseCArrowArray(given)
		return nil, err
	}
	defer values.Release()
	columns := []arrow.Array{values}
	if table, isTable := values.(*array.Struct); isTable && !r.isColumn {
		columns = make([]arrow.Array, table.NumField())
		for i := range columns {
			columns[i] = table.Field(i)
		}
	}
	return array.NewRecordBatch(r.schema, columns, rows), nil
}

func (r *tenonTable) failure() error {
	if message := C.tenon_go_stream_error(r.stream); message != nil {
		return errors.New(C.GoString(message))
	}
	return errors.New("the stream failed and does not say why")
}

//tenon:end

package main

import (
	"errors"
	"reflect"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

func table(count int) array.RecordReader {
	schema := arrow.NewSchema([]arrow.Field{{Name: "text", Type: arrow.PrimitiveTypes.Float64}}, nil)
	builder := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer builder.Release()
	var batches []arrow.RecordBatch
	for range count {
		builder.Field(0).(*array.Float64Builder).Append(1)
		batches = append(batches, builder.NewRecordBatch())
	}
	reader, err := array.NewRecordReader(schema, batches)
	if err != nil {
		panic(cannot{"unreachable", err.Error()})
	}
	for _, batch := range batches {
		batch.Release()
	}
	return reader
}

// fillStream gives a table of two batches.
func fillStream(value reflect.Value) {
	value.Set(reflect.ValueOf(table(2)))
}

// broken fails, or panics, where it should give the next batch.
type broken struct {
	array.RecordReader
	err    error
	panics bool
}

func (b *broken) Next() bool {
	if b.panics {
		panic(b.err)
	}
	return false
}

func (b *broken) Err() error { return b.err }

func streamWays() map[string]func(s *scene) outcome {
	return map[string]func(s *scene) outcome{
		"released_stream": func(s *scene) outcome {
			if s.tried.variant == 1 {
				return s.each(s.none)
			}
			released := table(1)
			released.Release()
			s.at(s.tried.value).Set(reflect.ValueOf(released))
			got := s.settle(s.invoke())
			if got.Got == "accepted" {
				return inexpressible("to Arrow, a reader that was released is an empty one")
			}
			return got
		},
		"broken_stream": func(s *scene) outcome {
			return s.each(func() {
				s.at(s.tried.value).Set(reflect.ValueOf(&broken{table(1), errMine, false}))
			}, func() {
				s.at(s.tried.value).Set(reflect.ValueOf(&broken{table(1), errors.New("panicked"), true}))
			})
		},
	}
}

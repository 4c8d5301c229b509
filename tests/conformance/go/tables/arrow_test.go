package tables_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"tenon.example/tables"
)

// live runs a test and checks that afterwards nothing of the library's is left.
func live(t *testing.T, test func()) {
	t.Helper()
	before := tables.Live()
	test()
	eventually(t, func() bool { return tables.Live() == before })
}

// newBatches makes a table of Go's with the columns of tables.Make, in batches of three rows.
func newBatches(t *testing.T, batches int) array.RecordReader {
	t.Helper()
	schema := arrow.NewSchema([]arrow.Field{
		{Name: "id", Type: arrow.PrimitiveTypes.Int64},
		{Name: "price", Type: arrow.PrimitiveTypes.Float64, Nullable: true},
		{Name: "name", Type: arrow.BinaryTypes.String},
		{Name: "active", Type: arrow.FixedWidthTypes.Boolean},
	}, nil)
	var records []arrow.RecordBatch
	for range batches {
		builder := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
		builder.Field(0).(*array.Int64Builder).AppendValues([]int64{1, 2, 3}, nil)
		builder.Field(1).(*array.Float64Builder).AppendValues([]float64{1, 0, 4}, []bool{true, false, true})
		builder.Field(2).(*array.StringBuilder).AppendValues([]string{"a", "bc", "ä"}, nil)
		builder.Field(3).(*array.BooleanBuilder).AppendValues([]bool{true, false, true}, nil)
		records = append(records, builder.NewRecordBatch())
		builder.Release()
	}
	return got(array.NewRecordReader(schema, records))(t)
}

func TestMake__a_table_of_the_librarys__then_read_by_batches(t *testing.T) {
	live(t, func() {
		table := got(tables.Make(5, 2))(t)
		defer table.Release()
		equal(t, fmt.Sprint(table.Schema().Fields()[2].Name, table.Schema().NumFields()), "name4")
		var rows []string
		batches := 0
		for table.Next() {
			batches++
			batch := table.RecordBatch()
			for i := range int(batch.NumRows()) {
				price := "null"
				if prices := batch.Column(1).(*array.Float64); prices.IsValid(i) {
					price = fmt.Sprint(prices.Value(i))
				}
				rows = append(rows, fmt.Sprint(batch.Column(0).(*array.Int64).Value(i), " ", price, " ",
					batch.Column(2).(*array.String).Value(i), " ", batch.Column(3).(*array.Boolean).Value(i)))
			}
		}
		succeeds(t, table.Err())
		equal(t, batches, 3)
		equal(t, len(rows), 5)
		equal(t, rows[1], "1 0.5 row 1 false")
	})
}

func TestMake__kept_beyond_its_stream__then_still_there(t *testing.T) {
	live(t, func() {
		table := got(tables.Make(4, 4))(t)
		equal(t, table.Next(), true)
		batch := table.RecordBatch()
		batch.Retain()
		table.Release()
		equal(t, batch.Column(0).(*array.Int64).Value(3), 3)
		batch.Release()
	})
}

func TestMake__never_read_and_forgotten__then_released_some_time(t *testing.T) {
	live(t, func() {
		for range 10 {
			got(tables.Make(4, 4))(t)
		}
	})
}

func TestMake__refused__then_no_stream(t *testing.T) {
	table, err := tables.Make(4, 0)
	fails(t, err, tables.ErrBadStream)
	if table != nil {
		t.Fatal("a table beside an error")
	}
}

func TestColumn__a_stream_of_one_column__then_a_table_with_it(t *testing.T) {
	live(t, func() {
		column := got(tables.Column(5, 3))(t)
		defer column.Release()
		equal(t, column.Schema().NumFields(), 1)
		sum := 0.0
		for column.Next() {
			for _, value := range column.RecordBatch().Column(0).(*array.Float64).Float64Values() {
				sum += value
			}
		}
		succeeds(t, column.Err())
		equal(t, sum, 10.0)
	})
}

func TestSum__a_table_of_gos__then_read_by_the_library(t *testing.T) {
	equal(t, got(tables.Sum(newBatches(t, 2), "id"))(t), 12.0)
	equal(t, got(tables.Sum(newBatches(t, 1), "price"))(t), 5.0)
	equal(t, got(tables.Sum(newBatches(t, 3), "active"))(t), 6.0)
	equal(t, got(tables.TextBytes(newBatches(t, 1), "name"))(t), 5)
	_, err := tables.Sum(newBatches(t, 1), "nothing")
	fails(t, err, tables.ErrNoColumn)
}

func TestShape__none__then_nil(t *testing.T) {
	rows, batches, err := tables.Shape(nil)
	succeeds(t, err)
	equal(t, fmt.Sprint(rows, batches), "0 0")
	rows, batches, err = tables.Shape(newBatches(t, 2))
	succeeds(t, err)
	equal(t, fmt.Sprint(rows, batches), "6 2")
	_, err = tables.Sum(nil, "id")
	fails(t, err, tables.ErrBadValue)
}

func TestAddresses__memory_of_gos__then_not_copied(t *testing.T) {
	schema := arrow.NewSchema([]arrow.Field{{Name: "id", Type: arrow.PrimitiveTypes.Float64}}, nil)
	builder := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	builder.Field(0).(*array.Float64Builder).AppendValues(make([]float64, 1000), nil)
	batch := builder.NewRecordBatch()
	values := batch.Column(0).(*array.Float64).Float64Values()
	reader := got(array.NewRecordReader(schema, []arrow.RecordBatch{batch}))(t)
	addresses := got(tables.Addresses(reader, "id"))(t)
	equal(t, len(addresses), 1)
	equal(t, addresses[0], address(values))
}

func TestPass__there_and_back__then_the_same_memory(t *testing.T) {
	live(t, func() {
		passed := got(tables.Pass(newBatches(t, 2)))(t)
		defer passed.Release()
		rows := int64(0)
		for passed.Next() {
			rows += passed.RecordBatch().NumRows()
			equal(t, passed.RecordBatch().Column(2).(*array.String).Value(2), "ä")
		}
		succeeds(t, passed.Err())
		equal(t, rows, 6)
	})
}

func TestPass__a_table_of_the_librarys_passed_back__then_read_through(t *testing.T) {
	live(t, func() {
		equal(t, got(tables.Sum(got(tables.Pass(got(tables.Make(5, 2))(t)))(t), "id"))(t), 10.0)
	})
}

func TestFailing__a_stream_that_fails__then_says_why(t *testing.T) {
	live(t, func() {
		column := got(tables.Failing(2))(t)
		defer column.Release()
		count := 0
		for column.Next() {
			count++
		}
		equal(t, count, 2)
		if column.Err() == nil || column.Err().Error() == "" {
			t.Fatalf("got %v", column.Err())
		}
		equal(t, column.Next(), false)
	})
}

// broken is a reader that fails, or panics.
type broken struct {
	array.RecordReader
	panics bool
}

func (b *broken) Next() bool {
	if b.panics {
		panic("no more")
	}
	return false
}

func (b *broken) Err() error { return errors.New("it broke") }

func TestSum__a_reader_that_fails_or_panics__then_an_error(t *testing.T) {
	for _, panics := range []bool{false, true} {
		_, err := tables.Sum(&broken{newBatches(t, 1), panics}, "id")
		fails(t, err, tables.ErrBadStream)
	}
}

func TestStreams__refused_or_broken__then_released(t *testing.T) {
	live(t, func() {
		if err := tables.Refuse(got(tables.Make(3, 3))(t)); err == nil {
			t.Fatal("no error")
		}
		_, err := tables.Broken()
		fails(t, err, tables.ErrBrokenContract)
	})
}

func TestStore__read_and_asked_again__then_the_same_table(t *testing.T) {
	live(t, func() {
		store := got(tables.ReadStore(newBatches(t, 2)))(t)
		equal(t, got(store.Rows())(t), 6)
		table := got(store.Stream())(t)
		succeeds(t, store.Close())
		equal(t, table.Next(), true)
		equal(t, table.RecordBatch().NumRows(), 6)
		equal(t, table.RecordBatch().Column(1).NullN(), 2)
		table.Release()
	})
}

func TestStreams__often__then_nothing_is_left(t *testing.T) {
	live(t, func() {
		for range 2000 {
			table := got(tables.Pass(newBatches(t, 1)))(t)
			equal(t, table.Next(), true)
			table.Release()
			got(tables.Sum(got(tables.Make(3, 1))(t), "id"))(t)
		}
	})
}

//! Tables and columns of Arrow's, both ways.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator,
    RecordBatchReader, StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use tables::{ArrowStream, Error, Store};

/// What is alive is counted for the whole process: one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// Runs a test and checks that afterwards nothing of the library's is left.
fn live(test: impl FnOnce()) {
    let _alone: MutexGuard<'_, ()> = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    test();
    assert_eq!(tables::live(), 0);
}

fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("id", DataType::Int64, false),
        Field::new("price", DataType::Float64, true),
        Field::new("name", DataType::Utf8, false),
        Field::new("active", DataType::Boolean, false),
    ]))
}

/// A table of Rust's with the columns of `tables::make`, in batches of three rows.
fn table(batches: usize) -> ArrowStream {
    let columns: Vec<ArrayRef> = vec![
        Arc::new(Int64Array::from(vec![1, 2, 3])),
        Arc::new(Float64Array::from(vec![Some(1.0), None, Some(4.0)])),
        Arc::new(StringArray::from(vec!["a", "bc", "ä"])),
        Arc::new(BooleanArray::from(vec![true, false, true])),
    ];
    let batch = RecordBatch::try_new(schema(), columns).unwrap();
    let batches: Vec<_> = vec![batch; batches].into_iter().map(Ok).collect();
    ArrowStream::new(RecordBatchIterator::new(batches, schema())).unwrap()
}

#[test]
fn table__of_the_librarys__then_read_by_batches() {
    live(|| {
        let table = tables::make(5, 2).unwrap();
        assert_eq!(table.schema().fields().len(), 4);
        let batches: Vec<_> = table.map(|batch| batch.unwrap()).collect();
        let sizes: Vec<_> = batches.iter().map(RecordBatch::num_rows).collect();
        assert_eq!(sizes, [2, 2, 1]);
        assert_eq!(batches[1].column(0).as_primitive::<Int64Type>().values(), &[2, 3]);
        let prices = |batch: usize| batches[batch].column(1).as_primitive::<Float64Type>();
        assert_eq!((prices(0).null_count(), prices(0).value(1)), (0, 0.5));
        assert_eq!((prices(1).is_null(0), prices(1).value(1)), (true, 1.5));
        assert_eq!(batches[2].column(2).as_string::<i32>().value(0), "row 4");
        assert!(batches[2].column(3).as_boolean().value(0));
    });
}

#[test]
fn table__kept_beyond_its_stream__then_still_there() {
    live(|| {
        let mut table = tables::make(4, 4).unwrap();
        let batch = table.next().unwrap().unwrap();
        drop(table);
        assert_eq!(batch.column(0).as_primitive::<Int64Type>().value(3), 3);
    });
}

#[test]
fn table__never_read__then_released() {
    live(|| {
        for _ in 0..10 {
            tables::make(4, 4).unwrap();
        }
    });
}

#[test]
fn table__refused__then_no_stream() {
    live(|| assert!(matches!(tables::make(4, 0), Err(Error::BadStream(_)))));
}

#[test]
fn column__a_stream_of_one__then_a_table_with_it() {
    live(|| {
        let column = tables::column(5, 3).unwrap();
        assert_eq!(column.field().data_type(), &DataType::Float64);
        let sums = column.map(|batch| {
            let batch = batch.unwrap();
            batch.column(0).as_primitive::<Float64Type>().values().iter().sum::<f64>()
        });
        assert_eq!(sums.collect::<Vec<_>>(), [3.0, 7.0]);
    });
}

#[test]
fn table__of_rusts__then_read_by_the_library() {
    live(|| {
        assert_eq!(tables::sum(table(2), "id").unwrap(), 12.0);
        assert_eq!(tables::sum(table(1), "price").unwrap(), 5.0);
        assert_eq!(tables::sum(table(3), "active").unwrap(), 6.0);
        assert_eq!(tables::text_bytes(table(1), "name").unwrap(), 5);
        assert!(matches!(tables::sum(table(1), "nothing"), Err(Error::NoColumn(_))));
    });
}

#[test]
fn table__none__then_of_no_shape() {
    live(|| {
        assert_eq!(tables::shape(None).unwrap(), (0, 0));
        assert_eq!(tables::shape(Some(table(2))).unwrap(), (6, 2));
    });
}

#[test]
fn memory__of_rusts__then_not_copied() {
    live(|| {
        let values = Float64Array::from(vec![1.0; 1000]);
        let at = values.values().as_ptr() as u64;
        let field = Field::new("id", DataType::Float64, false);
        let batch =
            RecordBatch::try_new(Arc::new(Schema::new(vec![field])), vec![Arc::new(values)]);
        let stream = ArrowStream::try_from(batch.unwrap()).unwrap();
        assert_eq!(&*tables::addresses(stream, "id").unwrap(), [at]);
    });
}

#[test]
fn table__there_and_back__then_the_same_memory() {
    live(|| {
        let batches: Vec<_> = tables::pass(table(2)).unwrap().map(|batch| batch.unwrap()).collect();
        assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), 6);
        assert_eq!(batches[1].column(2).as_string::<i32>().value(2), "ä");
        let passed = tables::pass(tables::make(5, 2).unwrap()).unwrap();
        assert_eq!(tables::sum(passed, "id").unwrap(), 10.0);
    });
}

#[test]
fn column__that_fails__then_says_why_and_ends() {
    live(|| {
        let mut column = tables::failing(2).unwrap();
        assert!(column.next().unwrap().is_ok() && column.next().unwrap().is_ok());
        let error = column.next().unwrap().unwrap_err();
        assert!(matches!(error, ArrowError::CDataInterface(_)), "{error}");
        assert!(!error.to_string().is_empty());
    });
}

#[test]
fn table__of_rusts_that_fails__then_an_error() {
    live(|| {
        let batches = vec![Err(ArrowError::ComputeError("it broke".to_owned()))];
        let broken = ArrowStream::new(RecordBatchIterator::new(batches, schema())).unwrap();
        assert!(matches!(tables::sum(broken, "id"), Err(Error::BadStream(_))));
    });
}

#[test]
fn streams__refused_or_broken__then_released() {
    live(|| {
        assert!(tables::refuse(tables::make(3, 3).unwrap()).is_err());
        assert!(matches!(tables::broken(), Err(Error::BrokenContract(_))));
    });
}

#[test]
fn store__read_and_asked_again__then_the_same_table() {
    live(|| {
        let store = Store::read(table(2)).unwrap();
        assert_eq!(store.rows().unwrap(), 6);
        let mut table = store.stream().unwrap();
        drop(store);
        let batch = table.next().unwrap().unwrap();
        assert_eq!((batch.num_rows(), batch.column(1).null_count()), (6, 2));
        assert!(table.next().is_none());
    });
}

#[test]
fn streams__often__then_nothing_is_left() {
    live(|| {
        for _ in 0..2000 {
            assert_eq!(tables::pass(table(1)).unwrap().count(), 1);
            tables::sum(tables::make(3, 1).unwrap(), "id").unwrap();
        }
    });
}

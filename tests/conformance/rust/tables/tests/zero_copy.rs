//! Memory that nobody copies: slices of the caller's, and views of the library's.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::thread;

use tables::{Error, Series};

fn address<T>(values: &[T]) -> u64 {
    values.as_ptr() as u64
}

fn series(values: &[f64]) -> Series {
    let mut series = Series::new(values.len()).unwrap();
    for (index, value) in values.iter().enumerate() {
        series.set(index, *value).unwrap();
    }
    series
}

#[test]
fn slices__passed__then_not_copied() {
    let (f64s, f32s, i32s) = (vec![0.0_f64; 100], vec![0.0_f32; 100], vec![0_i32; 100]);
    let (u64s, bytes) = (vec![0_u64; 100], vec![0_u8; 100]);
    assert_eq!(tables::address_f64(&f64s), address(&f64s));
    assert_eq!(tables::address_f32(&f32s), address(&f32s));
    assert_eq!(tables::address_i32(&i32s), address(&i32s));
    assert_eq!(tables::address_u64(&u64s), address(&u64s));
    assert_eq!(tables::address_bytes(&bytes), address(&bytes));
    assert_eq!(tables::address_f64(&f64s[10..]), address(&f64s) + 80);
    assert_eq!(tables::sum_f64(&[1.0, 2.5]) + tables::sum_f32(&[0.5]), 4.0);
}

#[test]
fn slice__changed_in_place__then_not_copied() {
    let mut values = vec![1.0, 2.0, 3.0];
    let at = address(&values);
    assert_eq!(tables::scale(&mut values, 2.0), at);
    assert_eq!(values, [2.0, 4.0, 6.0]);
}

#[test]
fn arrays__that_are_made__then_one_of_rusts_and_one_of_the_librarys() {
    assert_eq!(tables::count_up(4).unwrap(), [0.0, 1.0, 2.0, 3.0]);
    let (range, at) = tables::range(5).unwrap();
    assert_eq!(&*range, [0.0, 1.0, 2.0, 3.0, 4.0]);
    assert_eq!(address(&range), at);
    assert_ne!(address(&Vec::from(range)), at);
}

#[test]
fn view__that_is_read__then_the_librarys_own_memory() {
    let mut series = series(&[1.0, 2.0, 3.0]);
    let (first, second) = (series.values().unwrap(), series.values().unwrap());
    assert_eq!(address(&first), series.address().unwrap());
    assert_eq!(address(&first), address(&second));
    assert_eq!(&*first, [1.0, 2.0, 3.0]);
    drop((first, second));
    series.append(4.0).unwrap();
    assert_eq!(series.sum().unwrap(), 10.0);
}

#[test]
fn view__that_is_written__then_changed_in_the_library() {
    let mut series = series(&[1.0, 2.0, 3.0]);
    let at = series.address().unwrap();
    let mut view = series.edit().unwrap();
    assert_eq!(address(&view), at);
    view[0] = 10.0;
    view.reverse();
    for value in &mut view {
        *value *= 2.0;
    }
    assert_eq!(view.iter().sum::<f64>(), 30.0);
    assert_eq!(format!("{view:?}"), "[6.0, 4.0, 20.0]");
    drop(view);
    assert_eq!(&*series.values().unwrap(), [6.0, 4.0, 20.0]);
    series.append(1.0).unwrap();
    assert_eq!(series.sum().unwrap(), 31.0);
}

#[test]
fn view__that_is_written__then_it_may_be_shared_out_to_threads() {
    let mut series = Series::new(8).unwrap();
    let mut view = series.edit().unwrap();
    thread::scope(|scope| {
        for part in view.chunks_mut(2) {
            scope.spawn(|| part.fill(1.5));
        }
    });
    drop(view);
    assert_eq!(series.sum().unwrap(), 12.0);
    let mut series = thread::spawn(move || {
        series.edit().unwrap().fill(2.0);
        series
    })
    .join()
    .unwrap();
    assert_eq!(series.edit().unwrap().iter().sum::<f64>(), 16.0);
}

#[test]
fn view__of_an_empty_series__then_an_empty_slice() {
    let mut series = Series::new(0).unwrap();
    assert!(series.values().unwrap().is_empty());
    assert!(series.edit().unwrap().is_empty());
}

#[test]
fn stream__of_the_series_own_memory__then_frozen_while_anything_is_left() {
    let mut series = series(&[1.0, 2.0, 3.0]);
    let mut column = series.stream().unwrap();
    let array = column.arrays().next().unwrap().unwrap();
    drop(column);
    assert!(matches!(series.append(4.0), Err(Error::Busy(_))));
    assert!(matches!(series.edit(), Err(Error::Busy(_))));
    let data = array.to_data();
    assert_eq!(data.buffers()[0].as_ptr() as u64, series.address().unwrap());
    drop((array, data));
    series.append(4.0).unwrap();
}

#[test]
fn views__opened_often__then_nothing_is_left_open() {
    let mut series = series(&[1.0, 2.0, 3.0]);
    for _ in 0..100_000 {
        assert_eq!(series.values().unwrap().len(), 3);
        series.edit().unwrap()[0] += 1.0;
    }
    series.append(4.0).unwrap();
    assert_eq!(series.sum().unwrap(), 100_010.0);
}

@HEAD@
//! Tables and columns of Arrow's, which cross without a copy.

use std::ffi::{c_char, c_int, c_void, CStr};
use std::sync::Arc;
use std::{fmt, mem, ptr};

use arrow_array::ffi::{from_ffi, FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{make_array, Array, ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_array::{RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};

use crate::detail::Detail;
use crate::error::{Error, Result};

/// Mirrors `ArrowArrayStream`. It releases itself.
#[repr(C)]
pub(crate) struct ArrowParts {
    get_schema: Option<unsafe extern "C" fn(*mut Self, *mut FFI_ArrowSchema) -> c_int>,
    get_next: Option<unsafe extern "C" fn(*mut Self, *mut FFI_ArrowArray) -> c_int>,
    get_last_error: Option<unsafe extern "C" fn(*mut Self) -> *const c_char>,
    release: Option<unsafe extern "C" fn(*mut Self)>,
    private_data: *mut c_void,
}

// SAFETY: Arrow's C stream interface: used from one thread at a time, whichever.
unsafe impl Send for ArrowParts {}

impl ArrowParts {
    /// What a call starts from: no stream.
    pub(crate) const NONE: Self = Self {
        get_schema: None,
        get_next: None,
        get_last_error: None,
        release: None,
        private_data: ptr::null_mut(),
    };

    fn check(&mut self, status: c_int) -> std::result::Result<(), ArrowError> {
        if status == 0 {
            return Ok(());
        }
        // SAFETY: the stream is not released; the text, if there is one, lives until its next call.
        let text = self.get_last_error.and_then(|get_last_error| unsafe {
            let text = get_last_error(self);
            (!text.is_null()).then(|| CStr::from_ptr(text).to_string_lossy().into_owned())
        });
        Err(ArrowError::CDataInterface(text.unwrap_or_else(|| "the stream failed".to_owned())))
    }
}

impl Drop for ArrowParts {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: it is not released yet.
            unsafe { release(self) };
        }
    }
}

/// A table, batch by batch, or a column, piece by piece.
///
/// As a [`RecordBatchReader`], it gives batches; those of a column have that as their only one. What it gives
/// lives in the memory of whoever made it.
pub struct ArrowStream {
    stream: ArrowParts,
    raw_schema: FFI_ArrowSchema,
    field: FieldRef,
    schema: SchemaRef,
}

impl ArrowStream {
    /// A table that a reader gives.
    ///
    /// # Errors
    ///
    /// When its schema cannot be said in Arrow's C interface.
    pub fn new(
        reader: impl RecordBatchReader + Send + 'static,
    ) -> std::result::Result<Self, ArrowError> {
        Self::open(FFI_ArrowArrayStream::new(Box::new(reader)))
    }

    /// A stream in Arrow's C interface. Its schema is read, nothing else.
    ///
    /// # Errors
    ///
    /// When the stream fails, or its schema is none that this version of Arrow knows.
    pub fn open(stream: FFI_ArrowArrayStream) -> std::result::Result<Self, ArrowError> {
        // SAFETY: both mirror the same struct of C's.
        Self::read(unsafe { mem::transmute::<FFI_ArrowArrayStream, ArrowParts>(stream) })
    }

    fn read(mut stream: ArrowParts) -> std::result::Result<Self, ArrowError> {
        let mut raw_schema = FFI_ArrowSchema::empty();
        let get_schema = stream.get_schema.ok_or_else(released)?;
        // SAFETY: the stream is not released, and the schema is there to be filled.
        let status = unsafe { get_schema(&mut stream, &mut raw_schema) };
        stream.check(status)?;
        let field = Arc::new(Field::try_from(&raw_schema)?);
        let schema = match field.data_type() {
            DataType::Struct(fields) => {
                Schema::new_with_metadata(fields.clone(), field.metadata().clone())
            }
            _ => Schema::new(vec![Arc::clone(&field)]),
        };
        Ok(Self { stream, raw_schema, field, schema: Arc::new(schema) })
    }

    /// What a column is; of a table, the struct of its columns.
    #[must_use]
    pub fn field(&self) -> &FieldRef {
        &self.field
    }

    /// The pieces of a column; of a table, its batches as arrays of structs.
    pub fn arrays(
        &mut self,
    ) -> impl Iterator<Item = std::result::Result<ArrayRef, ArrowError>> + '_ {
        std::iter::from_fn(|| self.next_array().transpose())
    }

    /// What crosses. The schema is asked for again on the other side.
    pub(crate) fn into_raw(self) -> ArrowParts {
        self.stream
    }

    /// What has crossed.
    pub(crate) fn from_raw(stream: ArrowParts) -> Result<Self> {
        Self::read(stream)
            .map_err(|error| Error::@BROKEN_CONTRACT@(Detail::new(&error.to_string(), "", None)))
    }

    fn next_array(&mut self) -> std::result::Result<Option<ArrayRef>, ArrowError> {
        let mut array = FFI_ArrowArray::empty();
        let get_next = self.stream.get_next.ok_or_else(released)?;
        // SAFETY: the stream is not released, and the array is there to be filled.
        let status = unsafe { get_next(&mut self.stream, &mut array) };
        self.stream.check(status)?;
        if array.is_released() {
            return Ok(None);
        }
        // SAFETY: the stream gave the array, and this is the schema of all that it gives.
        let mut data = unsafe { from_ffi(array, &self.raw_schema) }?;
        data.align_buffers();
        Ok(Some(make_array(data)))
    }

    fn next_batch(&mut self) -> std::result::Result<Option<RecordBatch>, ArrowError> {
        let Some(array) = self.next_array()? else {
            return Ok(None);
        };
        let rows = array.len();
        let columns = match array.as_any().downcast_ref::<StructArray>() {
            None => vec![array],
            Some(table) if table.null_count() == 0 => table.columns().to_vec(),
            Some(_) => {
                return Err(ArrowError::CDataInterface("a row of a table is missing".to_owned()))
            }
        };
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options).map(Some)
    }
}

fn released() -> ArrowError {
    ArrowError::CDataInterface("the stream was released".to_owned())
}

impl Iterator for ArrowStream {
    type Item = std::result::Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_batch().transpose()
    }
}

impl RecordBatchReader for ArrowStream {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

impl fmt::Debug for ArrowStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ArrowStream").field("field", &self.field).finish_non_exhaustive()
    }
}

/// A table of one batch.
impl TryFrom<RecordBatch> for ArrowStream {
    type Error = ArrowError;

    fn try_from(batch: RecordBatch) -> std::result::Result<Self, ArrowError> {
        let schema = batch.schema();
        Self::new(RecordBatchIterator::new([Ok(batch)], schema))
    }
}

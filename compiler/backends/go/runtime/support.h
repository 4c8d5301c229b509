/* What the calls below and the fixed Go files share. */

/* Frees what a failed call took with it. */
static inline void tenon_go_free_error(const tenon_error *error) {
    tenon_error_free(error);
}

/* Memory that Go has read: a text or an error. */
typedef struct tenon_go_spent {
    const char *text;
    const tenon_error *error;
} tenon_go_spent;

/* As a number, because cgo looks through every pointer behind a pointer: it would find C's alone. */
static inline void tenon_go_free_spent(uintptr_t address, size_t count) {
    const tenon_go_spent *pieces = (const tenon_go_spent *)address;
    for (size_t i = 0; i < count; i++) {
        tenon_text_memory_free(pieces[i].text);
        tenon_error_free(pieces[i].error);
    }
}

/* The ledger as JSON, to be freed. */
static inline const char *tenon_go_ledger(void) {
    return tenon_ledger_json();
}

static inline void tenon_go_end_ledger(const char *json) {
    tenon_text_memory_free(json);
}

static inline void tenon_go_at_exit(void) {
    tenon_ledger_at_exit();
}

// tenon:if drop

/* Closes a handle; one that is closed already does no harm. */
static inline void tenon_go_drop(tenon_handle handle) {
    if (tenon_drop(handle) < 0)
        tenon_error_clear();
}

// tenon:end

// tenon:if callbacks

/* What a callback failed with, taken out of the chain; 0 where it is no callback's. */
static inline uintptr_t tenon_go_take_foreign(tenon_error *link) {
    uintptr_t foreign = (uintptr_t)link->foreign;
    link->foreign = NULL;
    return foreign;
}

// tenon:end

// tenon:if tokens

static inline tenon_handle tenon_go_token(void) {
    return tenon_token_new();
}

static inline void tenon_go_request(tenon_handle token) {
    tenon_token_request(token);
}

// tenon:end

// tenon:if text_out

static inline void tenon_go_free_text(tenon_text text) {
    tenon_text_free(&text);
}

// tenon:end

// tenon:if any_given_text

/* Copies a text that a callback gives: strings of Go's may hold anything. */
static inline int32_t tenon_go_give_text(const char *data, size_t length, tenon_text *text) {
    int32_t status = data == NULL ? 0 : tenon_check_text(data, length, true, "result");
    return status < 0 ? status : tenon_text_copy(data, length, "result", text);
}

// tenon:end

// tenon:if text_lists

static inline void tenon_go_free_texts(tenon_texts texts) {
    tenon_texts_free(&texts);
}

// tenon:end

// tenon:if streams_out

/* A stream of the library's that Go reads from: null where there is no memory, and it is released then. */
static inline struct ArrowArrayStream *tenon_go_stream(struct ArrowArrayStream stream) {
    struct ArrowArrayStream *kept = malloc(sizeof *kept);
    if (kept != NULL)
        *kept = stream;
    else
        stream.release(&stream);
    return kept;
}

static inline void tenon_go_end_stream(struct ArrowArrayStream *stream) {
    if (stream->release != NULL)
        stream->release(stream);
    free(stream);
}

static inline int tenon_go_stream_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    return stream->get_schema(stream, schema);
}

static inline int tenon_go_stream_next(struct ArrowArrayStream *stream, struct ArrowArray *next) {
    return stream->get_next(stream, next);
}

static inline const char *tenon_go_stream_error(struct ArrowArrayStream *stream) {
    return stream->get_last_error(stream);
}

// tenon:end

// tenon:if make

/* Whether this much memory can be had now. Without volatile a compiler may leave both calls out. */
static inline bool tenon_go_has_memory(size_t size) {
    void *volatile memory = malloc(size);
    free(memory);
    return memory != NULL;
}

// tenon:end

// tenon:if texts

/* The texts that lie one after the other in `bytes`, to be freed. Null where there are none, or no memory. */
static inline tenon_text_view *tenon_go_texts(const char *bytes, const size_t *lengths, size_t count) {
    if (lengths == NULL)
        return NULL;
    tenon_text_view *texts = malloc((count + 1) * sizeof *texts);
    for (size_t i = 0; texts != NULL && i < count; i++) {
        texts[i] = (tenon_text_view){bytes, lengths[i]};
        bytes += lengths[i];
    }
    return texts;
}

// tenon:end

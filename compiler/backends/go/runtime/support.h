/* What the calls below and the fixed Go files share. */

/* Frees what a failed call took with it. */
static inline void tenon_go_free_error(const tenon_error *error) {
    tenon_error_free(error);
}

// tenon:if drop

/* Closes a handle; one that is closed already does no harm. */
static inline void tenon_go_drop(tenon_handle handle) {
    if (tenon_drop(handle) < 0)
        tenon_error_clear();
}

// tenon:end

// tenon:if text_out

static inline void tenon_go_free_text(tenon_text text) {
    tenon_text_free(&text);
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

/* Arrow streams that look at an object: it stays as it is until the last part of them is released. */

#include "support.h"

#include "tenon/stream.h"

/* ---- A producer whose parts count themselves ---- */

static _Atomic int schemas, arrays, streams; /* how many are not released */
static bool fails;                           /* what get_next() does */

static void release_schema(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release != NULL)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    schema->release = NULL;
    atomic_fetch_sub(&schemas, 1);
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    (void)stream;
    *schema = (struct ArrowSchema){.format = "+s", .name = "", .n_children = 1, .release = release_schema};
    schema->children = malloc(sizeof *schema->children);
    schema->children[0] = malloc(sizeof **schema->children);
    *schema->children[0] = (struct ArrowSchema){.format = "l", .name = "x", .release = release_schema};
    atomic_fetch_add(&schemas, 2);
    return 0;
}

static void release_array(struct ArrowArray *array) {
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release != NULL)
            array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    free(array->children);
    if (array->dictionary != NULL) {
        if (array->dictionary->release != NULL)
            array->dictionary->release(array->dictionary);
        free(array->dictionary);
    }
    array->release = NULL;
    atomic_fetch_sub(&arrays, 1);
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
    int *left = stream->private_data;
    *array = (struct ArrowArray){0};
    if (fails)
        return 5;
    if ((*left)-- <= 0)
        return 0;
    *array = (struct ArrowArray){.n_children = 1, .release = release_array};
    array->children = malloc(sizeof *array->children);
    array->children[0] = malloc(sizeof **array->children);
    *array->children[0] = (struct ArrowArray){.release = release_array};
    array->children[0]->dictionary = malloc(sizeof *array->dictionary);
    *array->children[0]->dictionary = (struct ArrowArray){.release = release_array};
    atomic_fetch_add(&arrays, 3);
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return "as told";
}

static void release_stream(struct ArrowArrayStream *stream) {
    free(stream->private_data);
    stream->release = NULL;
    atomic_fetch_sub(&streams, 1);
}

static struct ArrowArrayStream new_stream(int batches) {
    int *left = malloc(sizeof *left);
    *left = batches;
    fails = false;
    atomic_fetch_add(&streams, 1);
    return (struct ArrowArrayStream){.get_schema = get_schema,
                                     .get_next = get_next,
                                     .get_last_error = get_last_error,
                                     .release = release_stream,
                                     .private_data = left};
}

static void drop(tenon_handle handle) {
    assert_int_equal(tenon_drop(handle), 0);
}

static void expect_all_released(void) {
    assert_int_equal(atomic_load(&schemas), 0);
    assert_int_equal(atomic_load(&arrays), 0);
    assert_int_equal(atomic_load(&streams), 0);
}

/* ---- Tests ---- */

static void stream__any_part_left__then_owner_is_frozen(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    struct ArrowArrayStream stream = new_stream(2);
    struct ArrowSchema schema;
    struct ArrowArray first, second;
    assert_int_equal(tenon_wrap_stream(graph, &stream, drop), 0);
    assert_int_equal(stream.get_schema(&stream, &schema), 0);
    assert_int_equal(stream.get_next(&stream, &first), 0);
    assert_int_equal(stream.get_next(&stream, &second), 0);
    expect_usable(&GRAPH, graph, TENON_SHARED);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "view");
    stream.release(&stream);
    assert_null(stream.release);
    schema.release(&schema);
    first.release(&first);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "view");
    second.release(&second);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    expect_all_released();
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(atomic_load(&destroyed), 1);
}

static void stream__child_moved_out__then_it_keeps_the_closed_owner(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    struct ArrowArrayStream stream = new_stream(1);
    struct ArrowArray batch, end;
    assert_int_equal(tenon_wrap_stream(graph, &stream, drop), 0);
    assert_int_equal(stream.get_next(&stream, &batch), 0);
    assert_int_equal(stream.get_next(&stream, &end), 0);
    assert_null(end.release);
    struct ArrowArray child = *batch.children[0];
    batch.children[0]->release = NULL;
    batch.release(&batch);
    stream.release(&stream);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(atomic_load(&destroyed), 0);
    child.release(&child);
    assert_null(child.release);
    assert_int_equal(atomic_load(&destroyed), 1);
    expect_all_released();
}

static void stream__producer_fails__then_its_code_and_words(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    struct ArrowArrayStream stream = new_stream(1);
    struct ArrowArray batch;
    assert_int_equal(tenon_wrap_stream(graph, &stream, drop), 0);
    fails = true;
    assert_int_equal(stream.get_next(&stream, &batch), 5);
    assert_string_equal(stream.get_last_error(&stream), "as told");
    stream.release(&stream);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    expect_all_released();
    assert_int_equal(tenon_drop(graph), 0);
}

static void stream__owner_closed__then_refused_and_released(void **state) {
    (void)state;
    struct ArrowArrayStream stream = new_stream(1);
    expect_error(tenon_wrap_stream(0, &stream, drop), TENON_CLOSED, "owner");
    assert_null(stream.release);
    expect_all_released();
    expect_error(tenon_check_stream(&stream, "table"), TENON_BROKEN_CONTRACT,
                 "table: the library gave a stream");
}

static void *release_batch(void *argument) {
    struct ArrowArray *batch = argument;
    batch->release(batch);
    return NULL;
}

static void stream__batches_released_on_other_threads__then_owner_is_free(void **state) {
    (void)state;
    enum { BATCHES = 8 };
    tenon_handle graph = wrap(&GRAPH, 1);
    struct ArrowArrayStream stream = new_stream(BATCHES);
    struct ArrowArray batches[BATCHES];
    pthread_t threads[BATCHES];
    assert_int_equal(tenon_wrap_stream(graph, &stream, drop), 0);
    for (int i = 0; i < BATCHES; i++)
        assert_int_equal(stream.get_next(&stream, &batches[i]), 0);
    for (int i = 0; i < BATCHES; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, release_batch, &batches[i]), 0);
    stream.release(&stream);
    for (int i = 0; i < BATCHES; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    expect_all_released();
    assert_int_equal(tenon_drop(graph), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(stream__any_part_left__then_owner_is_frozen),
        RUNTIME_TEST(stream__child_moved_out__then_it_keeps_the_closed_owner),
        RUNTIME_TEST(stream__producer_fails__then_its_code_and_words),
        RUNTIME_TEST(stream__owner_closed__then_refused_and_released),
        RUNTIME_TEST(stream__batches_released_on_other_threads__then_owner_is_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

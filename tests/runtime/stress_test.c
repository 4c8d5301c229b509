/*
 * Many threads on few objects. What is checked are invariants: the plain (not atomic) fields of an object are
 * read only under a shared borrow and written only under an exclusive one, so that the thread checker sees
 * any hole; counts add up in the end; nothing is left.
 */
#include <sched.h>

#include "support.h"

enum { THREADS = 4, ROUNDS = 20000, SLOTS = 8 };

typedef struct account {
    int64_t writes; /* plain on purpose */
    int64_t twin;   /* always equal to `writes` outside of an exclusive borrow */
    struct account *parent;
    bool ended;
} account;

static _Atomic int64_t made;
static _Atomic int64_t ended;
static _Atomic int64_t writes_done;
static _Atomic int64_t writes_seen_at_the_end;
static _Atomic int64_t violations;

static void write_to(account *it) {
    it->writes++;
    if (it->writes != it->twin + 1)
        atomic_fetch_add(&violations, 1);
    it->twin++;
}

static void read_from(const account *it) {
    if (it->writes != it->twin || it->ended)
        atomic_fetch_add(&violations, 1);
}

/* A child's destructor writes to its parent, as one that unlinks itself from a list would. */
static void end_account(void *object) {
    account *it = object;
    if (it->ended)
        atomic_fetch_add(&violations, 1);
    it->ended = true;
    if (it->parent != NULL) {
        write_to(it->parent);
        atomic_fetch_add(&writes_done, 1);
    }
    atomic_fetch_add(&writes_seen_at_the_end, it->writes);
    atomic_fetch_add(&ended, 1);
    free(it);
}

static const tenon_class ACCOUNT = {"account", 0x2001, TENON_THREADS_ANY, false, end_account};
static const tenon_class SERIAL = {"serial", 0x2002, TENON_THREADS_SERIAL, false, end_account};
static const tenon_class BOUND = {"bound", 0x2003, TENON_THREADS_ONE, false, end_account};

static account *new_account(account *parent) {
    account *it = calloc(1, sizeof *it);
    it->parent = parent;
    atomic_fetch_add(&made, 1);
    return it;
}

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static _Atomic tenon_handle shared_handles[SLOTS];
static const tenon_class *shared_class;

static void use_one(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode) {
    tenon_borrow held;
    void *object;
    if (tenon_borrow_object(type, handle, mode, "it", &object, &held) == 0) {
        if (mode == TENON_EXCLUSIVE) {
            write_to(object);
            atomic_fetch_add(&writes_done, 1);
        } else {
            read_from(object);
        }
        tenon_release(&held);
    }
    tenon_error_clear();
}

static tenon_handle make(const tenon_class *type) {
    tenon_handle handle;
    tenon_wrap(type, new_account(NULL), NULL, &handle);
    return handle;
}

/* Readers, writers and threads that close objects under them and put new ones in their place. */
static void *use_and_replace(void *argument) {
    uint32_t seed = (uint32_t)(uintptr_t)argument;
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t choice = next_random(&seed);
        size_t at = choice % SLOTS;
        tenon_handle handle = atomic_load(&shared_handles[at]);
        if (choice % 64 == 63) {
            tenon_drop(handle); /* one of two closers gets an error: fine */
            tenon_handle fresh = make(shared_class);
            tenon_handle old = atomic_exchange(&shared_handles[at], fresh);
            if (old != handle)
                tenon_drop(old);
            tenon_error_clear();
        } else {
            use_one(shared_class, handle, choice / SLOTS % 4 == 0 ? TENON_EXCLUSIVE : TENON_SHARED);
        }
    }
    return NULL;
}

static void run_threads(void *(*function)(void *)) {
    pthread_t threads[THREADS];
    for (uintptr_t index = 0; index < THREADS; index++)
        assert_int_equal(pthread_create(&threads[index], NULL, function, (void *)(index + 1)), 0);
    for (int index = 0; index < THREADS; index++)
        assert_int_equal(pthread_join(threads[index], NULL), 0);
}

static void check_books(void) {
    assert_int_equal(violations, 0);
    assert_int_equal(made, ended);
    assert_int_equal(writes_done, writes_seen_at_the_end);
    assert_int_equal(tenon_live_count(), 0);
}

static int reset_books(void **state) {
    made = ended = writes_done = writes_seen_at_the_end = violations = 0;
    return reset_counts(state);
}

static void stress_replace(const tenon_class *type) {
    shared_class = type;
    for (int at = 0; at < SLOTS; at++)
        shared_handles[at] = make(type);
    run_threads(use_and_replace);
    for (int at = 0; at < SLOTS; at++)
        tenon_drop(shared_handles[at]);
    tenon_error_clear();
    check_books();
}

static void stress__shared_class_closed_under_users__then_no_race_and_all_ended(void **state) {
    (void)state;
    stress_replace(&ACCOUNT);
}

static void stress__serial_class_closed_under_users__then_no_race_and_all_ended(void **state) {
    (void)state;
    stress_replace(&SERIAL);
}

/* A parent that all threads use directly and through children that they make and close. */
static _Atomic tenon_handle family_root;
static const tenon_class *root_class;

/* Make a child in a call on the parent; 0 where the parent was busy or closed. */
static tenon_handle make_child(const tenon_class *parent_class, tenon_handle parent, const tenon_class *type,
                               bool freezes) {
    tenon_borrow held;
    void *object;
    tenon_handle child = 0;
    if (tenon_borrow_object(parent_class, parent, TENON_EXCLUSIVE, "it", &object, &held) == 0) {
        tenon_keep keep = {.parent = parent, .parent_mode = TENON_EXCLUSIVE, .freezes = freezes};
        /* The destructor of a freezing child may only read its parent. */
        tenon_wrap(type, new_account(freezes ? NULL : object), &keep, &child);
        tenon_release(&held);
    }
    return child;
}

static void *found_families(void *argument) {
    uint32_t seed = (uint32_t)(uintptr_t)argument;
    for (int round = 0; round < ROUNDS / 4; round++) {
        uint32_t choice = next_random(&seed);
        tenon_handle root = family_root;
        tenon_handle child = make_child(root_class, root, &ACCOUNT, choice % 5 == 0);
        tenon_handle grandchild = child == 0 ? 0 : make_child(&ACCOUNT, child, &ACCOUNT, choice % 3 == 0);
        tenon_block view = {0};
        tenon_borrow held;
        void *object;
        use_one(root_class, root, choice % 2 == 0 ? TENON_SHARED : TENON_EXCLUSIVE);
        use_one(&ACCOUNT, grandchild, choice % 7 == 0 ? TENON_SHARED : TENON_EXCLUSIVE);
        if (tenon_borrow_object(&ACCOUNT, child, TENON_SHARED, "it", &object, &held) == 0) {
            tenon_wrap_view(child, object, 1, &view);
            tenon_release(&held);
        }
        use_one(&ACCOUNT, child, TENON_EXCLUSIVE);
        if (view.handle != 0)
            read_from(view.data); /* frozen: no borrow needed */
        const tenon_handle closing[] = {child, view.handle, grandchild};
        for (uint32_t step = 0; step < 3; step++)
            tenon_drop(closing[(step + choice) % 3]);
        if (choice % 257 == 0) { /* the root goes; its children keep it */
            tenon_handle fresh = make(root_class);
            tenon_drop(atomic_exchange(&family_root, fresh));
        }
        tenon_error_clear();
    }
    return NULL;
}

static void stress_family(const tenon_class *type) {
    root_class = type;
    family_root = make(type);
    run_threads(found_families);
    assert_int_equal(tenon_drop(family_root), 0);
    check_books();
}

static void stress__families_under_shared_root__then_destructors_never_race(void **state) {
    (void)state;
    stress_family(&ACCOUNT);
}

static void stress__families_under_serial_root__then_destructors_never_race(void **state) {
    (void)state;
    stress_family(&SERIAL);
}

/* Objects of one thread, closed by the others. */
static _Atomic tenon_handle mailbox[SLOTS];

static void *make_and_post(void *argument) {
    uint32_t seed = (uint32_t)(uintptr_t)argument;
    for (int round = 0; round < ROUNDS / 4; round++) {
        size_t at = next_random(&seed) % SLOTS;
        tenon_handle mine = make(&BOUND);
        use_one(&BOUND, mine, TENON_EXCLUSIVE);
        tenon_handle other = atomic_exchange(&mailbox[at], mine);
        use_one(&BOUND, other, TENON_SHARED); /* mostly another thread's */
        if (other != 0)
            tenon_drop(other);
        tenon_error_clear();
    }
    return NULL;
}

/* Run by each owner after all have posted, so that what others closed for it is ended by it. */
static _Atomic int posted;
static _Atomic int closed;

/* Not pthread_barrier_t, which macOS lacks. */
static void meet(_Atomic int *count) {
    atomic_fetch_add(count, 1);
    while (atomic_load(count) < THREADS)
        sched_yield();
}

static void *post_then_sweep(void *argument) {
    make_and_post(argument);
    meet(&posted);
    if ((uintptr_t)argument == 1) {
        for (int at = 0; at < SLOTS; at++)
            tenon_drop(atomic_exchange(&mailbox[at], 0));
        tenon_error_clear();
    }
    meet(&closed);
    tenon_drop(make(&BOUND));
    return NULL;
}

static void stress__bound_objects_closed_elsewhere__then_ended_by_their_owners(void **state) {
    (void)state;
    posted = closed = 0;
    run_threads(post_then_sweep);
    check_books();
}

/* A writer and a finaliser, as in a Go program with one goroutine: the program must never see `busy`. */
static _Atomic tenon_handle to_close;
static _Atomic bool finished;

static void *close_what_comes(void *argument) {
    (void)argument;
    while (!finished || to_close != 0) {
        tenon_handle handle = atomic_exchange(&to_close, 0);
        if (handle != 0)
            tenon_drop(handle);
    }
    return NULL;
}

static void stress__finaliser_beside_single_user__then_user_never_busy(void **state) {
    (void)state;
    pthread_t finaliser;
    int refused = 0;
    finished = false;
    tenon_handle root = make(&ACCOUNT);
    assert_int_equal(pthread_create(&finaliser, NULL, close_what_comes, NULL), 0);
    for (int round = 0; round < ROUNDS; round++) {
        tenon_handle child = make_child(&ACCOUNT, root, &ACCOUNT, false);
        refused += child == 0;
        tenon_handle unseen = atomic_exchange(&to_close, child);
        if (unseen != 0)
            tenon_drop(unseen);
    }
    finished = true;
    pthread_join(finaliser, NULL);
    assert_int_equal(refused, 0);
    assert_int_equal(tenon_drop(root), 0);
    check_books();
}

/* A view outlives the call that made it: what it shows is read or written after the borrow is given back. */
static void look_through_view(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode) {
    tenon_borrow held;
    tenon_block view;
    void *object;
    if (tenon_borrow_object(type, handle, mode, "it", &object, &held) == 0) {
        int32_t status = mode == TENON_EXCLUSIVE ? tenon_wrap_written_view(handle, object, 1, &view)
                                                 : tenon_wrap_view(handle, object, 1, &view);
        tenon_release(&held);
        if (status == 0 && mode == TENON_EXCLUSIVE) {
            write_to(object);
            atomic_fetch_add(&writes_done, 1);
        } else if (status == 0) {
            read_from(object);
        }
        if (status == 0)
            tenon_drop(view.handle);
    }
    tenon_error_clear();
}

static void *use_through_views(void *argument) {
    uint32_t seed = (uint32_t)(uintptr_t)argument;
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t choice = next_random(&seed);
        tenon_handle handle = atomic_load(&shared_handles[0]);
        tenon_borrow_mode mode = choice % 4 == 0 ? TENON_EXCLUSIVE : TENON_SHARED;
        if (choice / 4 % 2 == 0)
            look_through_view(shared_class, handle, mode);
        else
            use_one(shared_class, handle, mode);
    }
    return NULL;
}

static void look_and_write(const tenon_class *type) {
    pthread_t threads[THREADS];
    shared_class = type;
    atomic_store(&shared_handles[0], make(type));
    for (uintptr_t i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, use_through_views, (void *)(i + 1));
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(try_borrow(type, atomic_load(&shared_handles[0]), TENON_EXCLUSIVE), 0);
    assert_int_equal(tenon_drop(atomic_load(&shared_handles[0])), 0);
    check_books();
}

static void stress__written_views_of_a_shared_class__then_no_race_and_free_in_the_end(void **state) {
    (void)state;
    look_and_write(&ACCOUNT);
}

static void stress__written_views_of_a_serial_class__then_no_race_and_free_in_the_end(void **state) {
    (void)state;
    look_and_write(&SERIAL);
}

int main(void) {
#define STRESS_TEST(function) cmocka_unit_test_setup_teardown(function, reset_books, expect_nothing_live)
    const struct CMUnitTest tests[] = {
        STRESS_TEST(stress__shared_class_closed_under_users__then_no_race_and_all_ended),
        STRESS_TEST(stress__serial_class_closed_under_users__then_no_race_and_all_ended),
        STRESS_TEST(stress__families_under_shared_root__then_destructors_never_race),
        STRESS_TEST(stress__families_under_serial_root__then_destructors_never_race),
        STRESS_TEST(stress__bound_objects_closed_elsewhere__then_ended_by_their_owners),
        STRESS_TEST(stress__finaliser_beside_single_user__then_user_never_busy),
        STRESS_TEST(stress__written_views_of_a_shared_class__then_no_race_and_free_in_the_end),
        STRESS_TEST(stress__written_views_of_a_serial_class__then_no_race_and_free_in_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

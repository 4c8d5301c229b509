/**
 * @file
 * The differential check: both sides get the same inputs, and what they do is compared.
 */
#define _GNU_SOURCE /* what POSIX and Linux add to C */
#include "trial.h"

#include <stdio.h>
#include <sys/mman.h>
#include <time.h>

enum { BATCH = 4096, DEFAULT_CALLS = 10000, DEFAULT_TIMEOUT = 10000 };

const char *tenon_bridge_verdict_name(tenon_bridge_verdict verdict) {
    static const char *const names[] = {
        [TENON_BRIDGE_EQUAL] = "equal",
        [TENON_BRIDGE_NOT_IMPLEMENTED] = "not implemented",
        [TENON_BRIDGE_DIFFERENT] = "different",
        [TENON_BRIDGE_NOT_WRITTEN] = "not written",
        [TENON_BRIDGE_OVERRUN] = "overrun",
        [TENON_BRIDGE_CRASHED] = "crashed",
        [TENON_BRIDGE_HUNG] = "hung",
        [TENON_BRIDGE_LEAKED] = "leaked",
        [TENON_BRIDGE_NOT_EXECUTED] = "not executed",
        [TENON_BRIDGE_TOO_SLOW] = "too slow",
        [TENON_BRIDGE_NOT_CHECKED] = "not checked",
    };
    return (size_t)verdict < sizeof names / sizeof *names ? names[verdict] : "unknown";
}

const char *tenon_side_name(const tenon_trial *trial, uint32_t side) {
    if (side == TENON_REFERENCE)
        return "the reference";
    return trial->provider->name == NULL ? "the candidate" : trial->provider->name;
}

void tenon_trial_fail(tenon_trial *trial, tenon_bridge_verdict verdict, int32_t value, const char *format,
                      ...) {
    tenon_progress *progress = trial->progress;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(progress->text, sizeof progress->text, format, arguments);
    va_end(arguments);
    progress->verdict = verdict;
    progress->value = value;
}

/* ---- One input ------------------------------------------------------------------------------------------
 */

tenon_any_function tenon_trial_function(const tenon_trial *trial, uint32_t side, uint32_t operation,
                                        bool counted) {
    if (side == TENON_REFERENCE)
        return trial->bridges->operations[operation].reference;
    const tenon_provider_operation *candidate = trial->candidates[operation];
    return counted ? candidate->counted : candidate->function;
}

/* Says that a side begins to run, or that none does. */
static void enter(tenon_progress *progress, uint32_t inside) {
    uint64_t beat = atomic_load_explicit(&progress->beat, memory_order_relaxed);
    atomic_store_explicit(&progress->inside, inside, memory_order_relaxed);
    atomic_store_explicit(&progress->beat, beat + 1, memory_order_relaxed);
}

/* The run of one input. */
typedef struct run {
    tenon_trial *trial;
    const tenon_input *input;
    bool runs[TENON_SIDES];
    bool counted;
    void *objects[TENON_SIDES][TENON_INPUT_OBJECTS];
    int32_t class_of[TENON_INPUT_OBJECTS];
    uint32_t order[TENON_INPUT_OBJECTS]; /* in which objects were made */
    uint32_t made;
    tenon_bridge_outcome outcomes[TENON_SIDES];
} run;

static void call(run *at, uint32_t side, const tenon_bridge_operation *operation, const tenon_step *step) {
    tenon_frame *frame = &at->trial->progress->frames[side];
    tenon_any_function function = tenon_trial_function(at->trial, side, step->operation, at->counted);
    if (tenon_error_peek() != NULL)
        tenon_error_clear();
    enter(at->trial->progress, 1 + side);
    operation->invoke(function, frame->arguments, operation->result_size == 0 ? NULL : frame->result);
    enter(at->trial->progress, 0);
    at->outcomes[side] = (tenon_bridge_outcome){
        .arguments = frame->arguments,
        .result = operation->result_size == 0 ? NULL : frame->result,
        .error = tenon_error_peek() == NULL ? NULL : tenon_error_take(),
    };
}

/* Whether all objects that the call takes could be made. */
static bool has_objects(const run *at, const tenon_bridge_operation *operation, const tenon_step *step) {
    for (uint32_t i = 0; i < operation->value_count; i++) {
        if (!tenon_takes_object(&operation->values[i]) || step->data[i].is_null)
            continue;
        for (uint32_t side = 0; side < TENON_SIDES; side++) {
            if (at->runs[side] && at->objects[side][step->data[i].object] == NULL)
                return false;
        }
    }
    return true;
}

/* Notes the objects that a call made, and forgets those that it took over. */
static void note_objects(run *at, const tenon_bridge_operation *operation, const tenon_step *step) {
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const tenon_bridge_value *value = &operation->values[i];
        uint32_t number = step->data[i].object;
        for (uint32_t side = 0; side < TENON_SIDES; side++) {
            const tenon_bridge_outcome *outcome = &at->outcomes[side];
            if (!at->runs[side])
                continue;
            if (tenon_takes_object(value) && value->consumes && !step->data[i].is_null)
                at->objects[side][number] = NULL;
            if (!tenon_makes_object(value) || !tenon_bridge_succeeded(operation, outcome) ||
                !tenon_bridge_is_present(operation, value, outcome))
                continue;
            const void *from = outcome->result;
            if (value->parameter >= 0)
                memcpy(&from, outcome->arguments[value->parameter], sizeof from);
            if (from != NULL)
                memcpy(&at->objects[side][number], from, sizeof(void *));
        }
        if (tenon_makes_object(value) && at->made < TENON_INPUT_OBJECTS) {
            at->class_of[number] = value->type->class_index;
            at->order[at->made++] = number;
        }
    }
}

/* What is still alive ends, the newest first: what keeps another is newer than that. */
static void end_objects(run *at, uint32_t counts) {
    const tenon_bridges *bridges = at->trial->bridges;
    for (uint32_t i = at->made; i > 0; i--) {
        uint32_t number = at->order[i - 1];
        uint32_t destructor = bridges->classes[at->class_of[number]].destructor;
        if (destructor == counts && at->objects[TENON_CANDIDATE][number] != NULL)
            at->trial->made++;
        for (uint32_t side = 0; side < TENON_SIDES; side++) {
            void *object = at->objects[side][number];
            if (object == NULL)
                continue;
            void *arguments[1] = {&object};
            enter(at->trial->progress, 1 + side);
            bridges->operations[destructor].invoke(
                tenon_trial_function(at->trial, side, destructor, at->counted), arguments, NULL);
            enter(at->trial->progress, 0);
        }
    }
}

/* What a side may not have touched. */
static bool spilled(run *at, const tenon_shape *shape, const tenon_step *step, uint32_t side) {
    int64_t offset = 0;
    const tenon_frame *frame = &at->trial->progress->frames[side];
    int32_t parameter = tenon_frame_spilled(frame, shape, step, &offset);
    if (parameter < 0)
        return false;
    const char *name = shape->operation->parameters[parameter].name;
    size_t size = frame->sizes[parameter];
    if (offset < 0)
        tenon_trial_fail(at->trial, TENON_BRIDGE_OVERRUN, shape->value_of[parameter],
                         "%s writes %lld bytes before %s", tenon_side_name(at->trial, side),
                         (long long)-offset, name);
    else
        tenon_trial_fail(at->trial, TENON_BRIDGE_OVERRUN, shape->value_of[parameter],
                         "%s writes behind the end of %s: byte %lld of %zu", tenon_side_name(at->trial, side),
                         name, (long long)offset, size);
    return true;
}

static bool outcomes_are_same(run *at, const tenon_shape *shape, const tenon_step *step) {
    const tenon_bridge_operation *operation = shape->operation;
    size_t rooms[64];
    for (uint32_t i = 0; i < operation->value_count && i < 64; i++)
        rooms[i] = operation->values[i].form == TENON_BRIDGE_ARRAY ? (size_t)step->data[i].count : 1;
    tenon_mismatch mismatch = {.value = -1};
    tenon_writer text = {0};
    bool is_same = tenon_bridge_compare(operation, rooms, &at->outcomes[TENON_REFERENCE],
                                        &at->outcomes[TENON_CANDIDATE], &step->fill, &mismatch, &text);
    /* Who wrote where it should not is told first: a difference may follow from it. */
    if (spilled(at, shape, step, TENON_CANDIDATE) || spilled(at, shape, step, TENON_REFERENCE))
        is_same = false;
    else if (!is_same)
        tenon_trial_fail(at->trial, mismatch.verdict, mismatch.value, "%s",
                         text.text == NULL ? "they differ" : text.text);
    free(text.text);
    return is_same;
}

/* What a vector says must come out of both. */
static bool outcome_is_expected(run *at, const tenon_shape *shape, const tenon_step *step) {
    const tenon_bridge_operation *operation = shape->operation;
    bool is_right = true;
    for (uint32_t i = 0; i < operation->value_count && is_right; i++) {
        if (step->data[i].expected == NULL)
            continue;
        tenon_writer text = {0};
        tenon_write_output(&text, operation, i, (size_t)step->data[i].count, &at->outcomes[TENON_REFERENCE]);
        const char *given = text.text == NULL ? "" : text.text;
        is_right = strcmp(given, step->data[i].expected) == 0;
        if (!is_right)
            tenon_trial_fail(
                at->trial, TENON_BRIDGE_DIFFERENT, (int32_t)i,
                "both sides give the same, but not what the vector says; it says\n%sand both give\n%s",
                step->data[i].expected, given[0] == '\0' ? "  nothing" : given);
        free(text.text);
    }
    return is_right;
}

static void free_outcome(run *at, uint32_t side, const tenon_bridge_operation *operation) {
    enter(at->trial->progress, 1 + side);
    tenon_bridge_free_blocks(operation, &at->outcomes[side]);
    enter(at->trial->progress, 0);
    if (at->outcomes[side].error != NULL)
        tenon_error_free(at->outcomes[side].error);
}

static bool run_step(run *at, const tenon_step *step, bool *is_made) {
    tenon_trial *trial = at->trial;
    const tenon_shape *shape = &trial->shapes[step->operation];
    const tenon_bridge_operation *operation = shape->operation;
    *is_made = has_objects(at, operation, step);
    for (uint32_t side = 0; side < TENON_SIDES && *is_made; side++) {
        if (at->runs[side])
            *is_made = tenon_frame_fill(&trial->progress->frames[side], &trial->arena, side, shape, step,
                                        at->objects[side]);
    }
    if (!*is_made)
        return true;
    for (uint32_t side = 0; side < TENON_SIDES; side++) {
        if (at->runs[side])
            call(at, side, operation, step);
    }
    if (at->runs[TENON_REFERENCE] && at->runs[TENON_CANDIDATE] &&
        !(outcomes_are_same(at, shape, step) && outcome_is_expected(at, shape, step)))
        return false;
    if (shape->makes_or_takes_objects)
        note_objects(at, operation, step);
    for (uint32_t side = 0; side < TENON_SIDES; side++) {
        if (at->runs[side])
            free_outcome(at, side, operation);
    }
    return true;
}

static bool run_steps(run *at, uint32_t counts) {
    if (at->input->objects > 0)
        memset(at->objects, 0, sizeof at->objects);
    for (uint32_t i = 0; i < at->input->count; i++) {
        bool is_made;
        at->trial->progress->step = i;
        if (!run_step(at, &at->input->steps[i], &is_made))
            return false;
        if (is_made && at->input->steps[i].operation == counts)
            at->trial->made++;
    }
    if (at->made > 0)
        end_objects(at, counts);
    return true;
}

bool tenon_trial_compare(tenon_trial *trial, uint32_t operation, const tenon_input *input, bool counted) {
    run at;
    at.trial = trial;
    at.input = input;
    at.runs[TENON_REFERENCE] = at.runs[TENON_CANDIDATE] = true;
    at.counted = counted;
    at.made = 0;
    return run_steps(&at, operation);
}

void tenon_trial_alone(tenon_trial *trial, uint32_t side, const tenon_input *input) {
    run at;
    at.trial = trial;
    at.input = input;
    at.runs[TENON_REFERENCE] = side == TENON_REFERENCE;
    at.runs[TENON_CANDIDATE] = side == TENON_CANDIDATE;
    at.counted = false;
    at.made = 0;
    memset(at.objects, 0, sizeof at.objects);
    (void)run_steps(&at, UINT32_MAX);
}

/* ---- One operation --------------------------------------------------------------------------------------
 */

static uint64_t counter_of(const tenon_trial *trial, uint32_t operation) {
    return __atomic_load_n(trial->candidates[operation]->calls, __ATOMIC_RELAXED);
}

/* One batch of inputs. @return Whether all is well. */
static bool check_batch(tenon_trial *trial, uint32_t operation, uint64_t first, uint64_t last, bool counted) {
    uint64_t before = counted ? counter_of(trial, operation) : 0;
    uint64_t made = trial->made;
    for (uint64_t index = first; index < last; index++) {
        trial->progress->index = index;
        if (!tenon_trial_input(trial, operation, index, &trial->input)) {
            tenon_trial_fail(
                trial, TENON_BRIDGE_NOT_CHECKED, -1,
                "the check cannot make its inputs: nothing that the candidate implements makes the "
                "objects it needs");
            return false;
        }
        if (!tenon_trial_compare(trial, operation, &trial->input, counted))
            return false;
    }
    made = trial->made - made;
    atomic_store_explicit(&trial->progress->done, trial->made, memory_order_relaxed);
    uint64_t ran = counted ? counter_of(trial, operation) - before : made;
    if (ran != made)
        tenon_trial_fail(trial, TENON_BRIDGE_NOT_EXECUTED, -1,
                         "%s was called %llu times and its own counter says %llu: somebody else ran the rest",
                         tenon_side_name(trial, TENON_CANDIDATE), (unsigned long long)made,
                         (unsigned long long)ran);
    return ran == made;
}

static void check_operation(tenon_trial *trial, void *context) {
    uint32_t operation = *(const uint32_t *)context;
    uint64_t last = tenon_vectors_inputs(trial, operation) + trial->options.calls;
    bool counted = true; /* every other batch: what runs uncounted must be right, too */
    size_t used = tenon_heap_used();
    trial->made = 0;
    for (uint64_t first = 0; first < last; first += BATCH, counted = !counted) {
        uint64_t end = first + BATCH < last ? first + BATCH : last;
        if (!check_batch(trial, operation, first, end, counted))
            return;
        size_t now = tenon_heap_used();
        if (now > used && tenon_heap_check(trial, operation, first, end))
            return;
        used = tenon_heap_used();
    }
    if (trial->made == 0)
        tenon_trial_fail(trial, TENON_BRIDGE_NOT_CHECKED, -1,
                         "no call could be made: the objects that it takes could not be made by either side");
    else
        tenon_speed_measure(trial, operation);
}

/* Why an operation cannot be checked; null: it can. */
static const char *obstacle_of(const tenon_trial *trial, uint32_t operation) {
    const tenon_bridge_operation *is = &trial->bridges->operations[operation];
    if (trial->shapes[operation].obstacle != NULL || is->class_index < 0)
        return trial->shapes[operation].obstacle;
    for (uint32_t i = 0; i < trial->bridges->operation_count; i++) {
        if (trial->bridges->operations[i].class_index == is->class_index && trial->candidates[i] == NULL)
            return "the candidate does not implement all functions of its class, and an object belongs to "
                   "who made it";
    }
    return NULL;
}

static char *copy_of(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    if (copy != NULL)
        memcpy(copy, text, size);
    return copy;
}

static bool is_kept(tenon_bridge_verdict verdict) {
    return verdict == TENON_BRIDGE_DIFFERENT || verdict == TENON_BRIDGE_NOT_WRITTEN ||
           verdict == TENON_BRIDGE_OVERRUN || verdict == TENON_BRIDGE_CRASHED ||
           verdict == TENON_BRIDGE_HUNG || verdict == TENON_BRIDGE_LEAKED;
}

/* Makes what failed small, and keeps it. */
static void keep_failure(tenon_trial *trial, uint32_t operation, tenon_bridge_finding *finding) {
    uint64_t index = trial->progress->index;
    uint32_t step = trial->progress->step;
    if (!tenon_trial_input(trial, operation, index, &trial->input))
        return;
    trial->progress->step = step;
    char *first = copy_of(trial->progress->text);
    bool repeats = tenon_shrink(trial, operation, &trial->input);
    tenon_writer text = {0};
    tenon_write(&text, "%s: %s", trial->bridges->operations[operation].name,
                repeats || first == NULL ? trial->progress->text : first);
    if (!repeats)
        tenon_write(
            &text, " (input %llu of seed %llu; alone it does not fail, so it depends on the calls before it)",
            (unsigned long long)index, (unsigned long long)trial->options.seed);
    free(first);
    finding->input = tenon_vectors_keep(trial, operation, &trial->input, text.text == NULL ? "" : text.text);
    finding->text = text.text;
}

static bool check_one(tenon_trial *trial, uint32_t operation, tenon_bridge_finding *finding) {
    const char *name = trial->bridges->operations[operation].name;
    *finding = (tenon_bridge_finding){.operation = name};
    tenon_progress *progress = trial->progress;
    const char *obstacle = trial->candidates[operation] == NULL ? NULL : obstacle_of(trial, operation);
    bool is_wanted = trial->options.only == NULL || strcmp(trial->options.only, name) == 0;
    if (trial->candidates[operation] == NULL) {
        finding->verdict = TENON_BRIDGE_NOT_IMPLEMENTED;
    } else if (obstacle != NULL || !is_wanted) {
        finding->verdict = TENON_BRIDGE_NOT_CHECKED;
        finding->text = copy_of(obstacle != NULL ? obstacle : "another operation was asked for");
    } else if (!tenon_child_run(trial, operation, NULL, check_operation, &operation)) {
        return false;
    } else {
        finding->verdict = progress->verdict;
        finding->calls = atomic_load(&progress->done);
        finding->reference_time = progress->times[TENON_REFERENCE];
        finding->candidate_time = progress->times[TENON_CANDIDATE];
        if (is_kept(finding->verdict)) {
            keep_failure(trial, operation, finding);
        } else if (finding->verdict != TENON_BRIDGE_EQUAL) {
            tenon_writer text = {0};
            tenon_write(&text, "%s: %s", name, progress->text);
            finding->text = text.text;
        }
    }
    if (finding->text == NULL)
        finding->text = copy_of("");
    return finding->text != NULL;
}

/* ---- All of a provider ----------------------------------------------------------------------------------
 */

static const tenon_provider_operation *implemented(const tenon_provider *provider, const char *name) {
    for (uint32_t i = 0; i < provider->operation_count; i++) {
        const tenon_provider_operation *operation = &provider->operations[i];
        if (operation->function != NULL && strcmp(operation->name, name) == 0)
            return operation;
    }
    return NULL;
}

static bool prepare(tenon_trial *trial) {
    uint32_t count = trial->bridges->operation_count;
    size_t room = count == 0 ? 1 : count;
    uint32_t lanes = 0;
    trial->shapes = calloc(room, sizeof *trial->shapes);
    trial->candidates = calloc(room, sizeof *trial->candidates);
    void *progress =
        mmap(NULL, sizeof *trial->progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    trial->progress = progress == MAP_FAILED ? NULL : progress;
    if (trial->shapes == NULL || trial->candidates == NULL || trial->progress == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const tenon_bridge_operation *operation = &trial->bridges->operations[i];
        tenon_shape_make(operation, &trial->shapes[i]);
        trial->candidates[i] = implemented(trial->provider, operation->name);
        if (operation->parameter_count > lanes && operation->parameter_count <= TENON_PARAMETERS)
            lanes = operation->parameter_count;
    }
    return tenon_arena_reserve(&trial->arena, lanes + 1) && tenon_input_reserve(&trial->input);
}

static void release(tenon_trial *trial) {
    free(trial->shapes);
    free((void *)trial->candidates);
    tenon_arena_release(&trial->arena);
    tenon_input_release(&trial->input);
    tenon_vectors_free(&trial->vectors);
    if (trial->progress != NULL)
        munmap(trial->progress, sizeof *trial->progress);
}

static uint64_t seed_from_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    tenon_random random = {.state = (uint64_t)now.tv_sec * 1000000007u + (uint64_t)now.tv_nsec};
    uint64_t seed = tenon_random_next(&random) >> 32;
    return seed == 0 ? 1 : seed;
}

static int32_t check_all(tenon_trial *trial, tenon_bridge_report *report) {
    const char *const *path = trial->options.vectors;
    for (; path != NULL && *path != NULL; path++) {
        int32_t status = tenon_vectors_read(trial, *path);
        if (status != 0)
            return status;
    }
    const tenon_bridge_finding *worst = NULL;
    for (uint32_t i = 0; i < trial->bridges->operation_count; i++) {
        tenon_bridge_finding *finding = &report->findings[report->count++];
        if (!check_one(trial, i, finding))
            return tenon_bridge_refuse(TENON_OUT_OF_MEMORY, "no child process or memory for the check of %s",
                                       trial->bridges->operations[i].name);
        bool is_well = finding->verdict == TENON_BRIDGE_EQUAL ||
                       finding->verdict == TENON_BRIDGE_NOT_IMPLEMENTED ||
                       (finding->verdict == TENON_BRIDGE_NOT_CHECKED && trial->options.only != NULL &&
                        strcmp(trial->options.only, finding->operation) != 0);
        if (!is_well && worst == NULL)
            worst = finding;
    }
    if (worst == NULL)
        return 0;
    return tenon_bridge_refuse(TENON_BROKEN_CONTRACT, "%s: %s: %s", tenon_side_name(trial, TENON_CANDIDATE),
                               tenon_bridge_verdict_name(worst->verdict), worst->text);
}

int32_t tenon_trial_run(const tenon_bridges *bridges, const tenon_provider *provider,
                        const tenon_bridge_options *options, tenon_bridge_report **report) {
    tenon_trial *trial = calloc(1, sizeof *trial);
    tenon_bridge_report *made = calloc(1, sizeof *made);
    if (made != NULL)
        made->findings =
            calloc(bridges->operation_count == 0 ? 1 : bridges->operation_count, sizeof *made->findings);
    int32_t status = TENON_OUT_OF_MEMORY;
    if (trial != NULL && made != NULL && made->findings != NULL) {
        trial->bridges = bridges;
        trial->provider = provider;
        if (options != NULL)
            trial->options = *options;
        if (trial->options.calls == 0)
            trial->options.calls = DEFAULT_CALLS;
        if (trial->options.seed == 0)
            trial->options.seed = seed_from_clock();
        trial->timeout = trial->options.timeout == 0 ? DEFAULT_TIMEOUT : trial->options.timeout;
        made->seed = trial->options.seed;
        if (prepare(trial))
            status = check_all(trial, made);
        else
            status = tenon_bridge_refuse(TENON_OUT_OF_MEMORY, "no memory for the check");
        release(trial);
    } else {
        status = tenon_bridge_refuse(TENON_OUT_OF_MEMORY, "no memory for the check");
    }
    free(trial);
    if (report != NULL)
        *report = made;
    else
        tenon_bridge_report_free(made);
    return status;
}

void tenon_bridge_report_free(tenon_bridge_report *report) {
    if (report == NULL)
        return;
    for (uint32_t i = 0; i < report->count && report->findings != NULL; i++) {
        free((void *)(uintptr_t)report->findings[i].text);
        free((void *)(uintptr_t)report->findings[i].input);
    }
    free(report->findings);
    free(report);
}

int32_t tenon_bridge_check(tenon_bridges *bridges, tenon_candidate *candidate,
                           const tenon_bridge_options *options, tenon_bridge_report **report) {
    tenon_bridge_report *made = NULL;
    int32_t status = tenon_trial_run(bridges, candidate->provider, options, &made);
    for (uint32_t i = 0; made != NULL && i < made->count; i++) {
        bool is_found = made->findings[i].verdict != TENON_BRIDGE_NOT_IMPLEMENTED &&
                        made->findings[i].verdict != TENON_BRIDGE_NOT_CHECKED;
        if (is_found)
            tenon_bridge_prove(candidate, i, &made->findings[i]);
    }
    if (report != NULL)
        *report = made;
    else
        tenon_bridge_report_free(made);
    return status;
}

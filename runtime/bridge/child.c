/**
 * @file
 * The child process in which the two sides run: what crashes, hangs or ends the process there is a finding
 * here.
 */
#define _GNU_SOURCE /* memfd_create(), and the registers at a fault */
#include "trial.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

enum { FAULTED = 97, STACK = 65536, LOOK_EVERY = 20, PATIENCE = 30000 };

/* ---- In the child ---------------------------------------------------------------------------------------
 */

static tenon_trial *running;

/* Whether the access that faulted was a write. */
static bool was_write(const ucontext_t *context) {
#if defined(__linux__) && defined(__x86_64__)
    return (context->uc_mcontext.gregs[REG_ERR] & 2) != 0;
#else
    (void)context;
    return false;
#endif
}

static void on_fault(int signal_number, siginfo_t *info, void *context) {
    tenon_progress *progress = running->progress;
    uint32_t side;
    uint32_t lane;
    progress->fault = info->si_addr;
    progress->fault_writes = was_write(context);
    progress->fault_is_in_arena = tenon_arena_locate(&running->arena, info->si_addr, &side, &lane);
    if (progress->fault_is_in_arena)
        _exit(FAULTED);
    (void)signal(signal_number, SIG_DFL);
    (void)raise(signal_number); /* ends the process on return, also where somebody has sent it and no
                             instruction has faulted */
}

static void catch_faults(void) {
    static unsigned char memory[STACK];
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    struct rlimit none = {0, 0};
    sigaltstack(&stack, NULL); /* a stack that has overflown cannot hold the handler's frame */
    sigemptyset(&action.sa_mask);
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
    static const int defaults[] = {SIGABRT, SIGFPE, SIGILL, SIGTRAP, SIGTERM, SIGINT, SIGPIPE};
    for (size_t at = 0; at < sizeof defaults / sizeof *defaults; at++)
        (void)signal(defaults[at], SIG_DFL);
    setrlimit(RLIMIT_CORE, &none); /* nobody looks at the core of a child that is allowed to crash */
}

static _Noreturn void be_child(tenon_trial *trial, tenon_trial_body body, void *context, int errors) {
    running = trial;
    catch_faults();
    if (errors >= 0)
        dup2(errors, STDERR_FILENO);
    body(trial, context);
    trial->progress->is_over = true;
    _exit(0);
}

/* ---- In the parent --------------------------------------------------------------------------------------
 */

static uint64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* How a child ended. */
typedef struct ending {
    int status;
    bool is_hung;
} ending;

static void tell_progress(const tenon_trial *trial, uint32_t operation) {
    if (trial->options.progress != NULL)
        trial->options.progress(trial->options.context, trial->bridges->operations[operation].name,
                                atomic_load(&trial->progress->done), trial->options.calls);
}

/* Waits until the child ends; kills it where one call takes too long. */
static ending watch_child(tenon_trial *trial, uint32_t operation, pid_t child, int alive) {
    ending end = {0};
    uint64_t beat = 0;
    uint64_t since = milliseconds();
    struct pollfd is_alive = {.fd = alive, .events = POLLIN};
    uint64_t told = since;
    for (;;) {
        poll(&is_alive, 1, LOOK_EVERY); /* returns when the child ends, whose end of the pipe closes then */
        if ((is_alive.revents & (POLLHUP | POLLIN)) != 0) {
            is_alive.fd = -1;
            is_alive.revents = 0;
            if (waitpid(child, &end.status, 0) == child || errno == ECHILD)
                return end;
        }
        if (waitpid(child, &end.status, WNOHANG) != 0)
            return end;
        uint64_t now = milliseconds();
        uint64_t newest = atomic_load(&trial->progress->beat);
        if (newest != beat) {
            beat = newest;
            since = now;
        }
        if (now - told >= 500) {
            tell_progress(trial, operation);
            told = now;
        }
        uint64_t limit = trial->timeout;
        if (atomic_load(&trial->progress->inside) == 0)
            limit += PATIENCE; /* nobody's call: inputs are made, or the machine is busy */
        if (now - since > limit) {
            end.is_hung = true;
            kill(child, SIGKILL);
            waitpid(child, &end.status, 0);
            return end;
        }
    }
}

/* Which call of which side it was: the side that runs, or the candidate, whose outcome is being read. */
static uint32_t side_at_fault(const tenon_progress *progress) {
    uint32_t inside = atomic_load(&progress->inside);
    return inside == 0 ? TENON_CANDIDATE : inside - 1;
}

static const tenon_bridge_operation *operation_at_fault(tenon_trial *trial, const tenon_input *input,
                                                        uint32_t operation) {
    uint32_t step = trial->progress->step;
    return &trial->bridges->operations[step < input->count ? input->steps[step].operation : operation];
}

/* The last line that the child wrote to standard error. */
static void last_words(int errors, char *text, size_t size) {
    off_t length = errors < 0 ? 0 : lseek(errors, 0, SEEK_END);
    off_t from = length > (off_t)size - 1 ? length - (off_t)size + 1 : 0;
    ssize_t got = length <= 0 ? 0 : pread(errors, text, size - 1, from);
    text[got < 0 ? 0 : got] = '\0';
    for (char *at = text + strlen(text); at > text && (at[-1] == '\n' || at[-1] == ' ');)
        *--at = '\0';
    char *line = strrchr(text, '\n');
    if (line != NULL)
        memmove(text, line + 1, strlen(line + 1) + 1);
}

static void describe_overrun(tenon_trial *trial, const tenon_bridge_operation *operation) {
    tenon_progress *progress = trial->progress;
    uint32_t side = 0;
    uint32_t lane = 0;
    (void)tenon_arena_locate(&trial->arena, progress->fault, &side, &lane);
    const tenon_frame *frame = &progress->frames[side];
    const char *who = tenon_side_name(trial, side_at_fault(progress));
    const char *verb = progress->fault_writes ? "writes" : "reads";
    if (lane >= operation->parameter_count || frame->shown[lane] == NULL) {
        tenon_trial_fail(trial, TENON_BRIDGE_OVERRUN, -1,
                         "%s %s behind the end of a text inside of its inputs", who, verb);
        return;
    }
    const char *name = operation->parameters[lane].name;
    long long offset = (long long)((intptr_t)progress->fault - (intptr_t)frame->shown[lane]);
    long long size = (long long)frame->sizes[lane];
    if (offset < 0)
        tenon_trial_fail(trial, TENON_BRIDGE_OVERRUN, (int32_t)lane, "%s %s %lld bytes before %s", who, verb,
                         -offset, name);
    else if (offset >= size)
        tenon_trial_fail(trial, TENON_BRIDGE_OVERRUN, (int32_t)lane,
                         "%s %s behind the end of %s: byte %lld, where it has %lld", who, verb, name, offset,
                         size);
    else
        tenon_trial_fail(trial, TENON_BRIDGE_OVERRUN, (int32_t)lane,
                         "%s writes to %s, which is const: byte %lld", who, name, offset);
}

static void describe_end(tenon_trial *trial, const tenon_bridge_operation *operation, ending end,
                         int errors) {
    tenon_progress *progress = trial->progress;
    uint32_t side = side_at_fault(progress);
    const char *who = tenon_side_name(trial, side);
    char words[400];
    last_words(errors, words, sizeof words);
    const char *said = words[0] == '\0' ? "" : "; it said: ";
    if (end.is_hung) {
        tenon_trial_fail(trial, TENON_BRIDGE_HUNG, -1, "%s has not returned after %lu ms", who,
                         (unsigned long)trial->timeout);
    } else if (WIFEXITED(end.status) && WEXITSTATUS(end.status) == FAULTED && progress->fault_is_in_arena) {
        describe_overrun(trial, operation);
    } else if (WIFSIGNALED(end.status)) {
        int number = WTERMSIG(end.status);
        const char *why =
            number == SIGABRT ? " (abort: a failed assertion, an exception that nobody caught, a panic)" : "";
        char where[64] = "";
        if (number == SIGSEGV || number == SIGBUS)
            (void)snprintf(where, sizeof where, " at address %p", progress->fault);
        if (atomic_load(&progress->inside) == 0)
            tenon_trial_fail(trial, TENON_BRIDGE_CRASHED, -1,
                             "what %s gave back cannot be read: signal %d, %s%s", who, number,
                             strsignal(number), where);
        else
            tenon_trial_fail(trial, TENON_BRIDGE_CRASHED, -1, "%s ended with signal %d, %s%s%s%s%s", who,
                             number, strsignal(number), where, why, said, words);
    } else {
        tenon_trial_fail(trial, TENON_BRIDGE_CRASHED, -1, "%s ended the process with status %d%s%s", who,
                         WIFEXITED(end.status) ? WEXITSTATUS(end.status) : -1, said, words);
    }
}

static void reset(tenon_progress *progress) {
    atomic_store(&progress->beat, 0);
    atomic_store(&progress->inside, 0);
    atomic_store(&progress->done, 0);
    progress->index = 0;
    progress->step = 0;
    progress->is_over = false;
    progress->verdict = TENON_BRIDGE_EQUAL;
    progress->value = -1;
    progress->times[0] = progress->times[1] = 0;
    progress->fault = NULL;
    progress->fault_is_in_arena = false;
    progress->text[0] = '\0';
}

static int errors_file(void) {
#ifdef __linux__
    return memfd_create("tenon-bridge-errors", MFD_CLOEXEC);
#else
    FILE *file = tmpfile();
    return file == NULL ? -1 : fileno(file);
#endif
}

/* The input that the child was at when it ended: made again here. */
static const tenon_input *input_of_child(tenon_trial *trial, uint32_t operation, const tenon_input *given) {
    if (given != NULL)
        return given;
    (void)tenon_trial_input(trial, operation, trial->progress->index, &trial->input);
    return &trial->input;
}

bool tenon_child_run(tenon_trial *trial, uint32_t operation, const tenon_input *given, tenon_trial_body body,
                     void *context) {
    reset(trial->progress);
    if (trial->options.in_process) {
        body(trial, context);
        return true;
    }
    int alive[2];
    if (pipe(alive) != 0)
        return false;
    int errors = errors_file();
    pid_t child = fork();
    if (child == 0) {
        close(alive[0]);
        be_child(trial, body, context, errors);
    }
    close(alive[1]);
    if (child > 0) {
        ending end = watch_child(trial, operation, child, alive[0]);
        tenon_progress *progress = trial->progress;
        bool has_verdict = progress->is_over && progress->verdict != TENON_BRIDGE_EQUAL;
        if (!has_verdict && !(progress->is_over && WIFEXITED(end.status) && WEXITSTATUS(end.status) == 0))
            describe_end(trial, operation_at_fault(trial, input_of_child(trial, operation, given), operation),
                         end, errors);
        tell_progress(trial, operation);
    }
    close(alive[0]);
    if (errors >= 0)
        close(errors);
    return child > 0;
}

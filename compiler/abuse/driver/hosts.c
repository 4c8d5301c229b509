/* Callbacks of the host's: they do nothing, fail, lie, or make the call that is tried. */

#include <stdlib.h>
#include <string.h>

#include "driver.h"
#include "tenon/callback.h"

#pragma weak tenon_fail_foreign

enum { MOST_CHUNKS = 2 };

typedef struct driver_host {
    const driver_interface *interface;
    bool is_kept;
    unsigned chunks; /* What it gives in pieces ends at some time. */
} driver_host;

/* How those of the running case behave; set between calls only. */
static struct {
    bool fails;
    bool lies;
    const driver_interface *interface; /* of those that fail or lie; null: all */
    int method;
    int part;
    unsigned variant;
    void (*inside)(void *);
    void *argument;
    _Atomic unsigned ran;
    _Atomic bool is_asked;
} now;

static _Atomic unsigned live;
static _Atomic unsigned live_kept;

static void drop(void *host) {
    driver_host *dropped = host;
    live--;
    live_kept -= dropped->is_kept;
    free(dropped);
}

void driver_host_new(const driver_interface *interface, bool is_kept, tenon_callback *callback) {
    driver_host *host = malloc(sizeof(*host));
    if (host == NULL)
        abort();
    *host = (driver_host){.interface = interface, .is_kept = is_kept};
    live++;
    live_kept += is_kept;
    *callback = (tenon_callback){.functions = interface->functions, .host = host, .drop = drop};
}

void driver_hosts_behave(void) {
    now.fails = now.lies = false;
    now.inside = NULL;
    now.ran = 0;
    now.is_asked = false;
}

void driver_hosts_fail(const driver_interface *interface, int method) {
    now.fails = true;
    now.interface = interface;
    now.method = method;
}

void driver_hosts_lie(const driver_interface *interface, int method, int part, unsigned variant) {
    now.lies = true;
    now.interface = interface;
    now.method = method;
    now.part = part;
    now.variant = variant;
}

void driver_hosts_run(void (*inside)(void *), void *argument) {
    now.inside = inside;
    now.argument = argument;
}

unsigned driver_hosts_ran(void) {
    return now.ran;
}

unsigned driver_hosts_live(bool with_kept) {
    return with_kept ? live : live - live_kept;
}

/* Whether the case is about this function of the host's. */
static bool is_meant(const driver_host *host, int method) {
    return now.interface == NULL || (host->interface == now.interface && method == now.method);
}

int32_t driver_enter(void *host, int method) {
    void (*inside)(void *) = now.inside;
    now.inside = NULL;
    if (inside != NULL)
        inside(now.argument);
    if (is_meant(host, method))
        now.is_asked = true;
    if (!now.fails || !is_meant(host, method))
        return 0;
    now.ran++;
    return tenon_fail_foreign("the host's function failed", malloc(1), free);
}

bool driver_hosts_were_asked(void) {
    return now.is_asked;
}

void driver_read(const void *data, size_t size) {
    static volatile unsigned char sum;
    for (size_t i = 0; i < size; i++)
        sum = (unsigned char)(sum + ((const unsigned char *)data)[i]);
}

/* ---- What it is passed ---- */

static struct {
    bool is_wanted;
    tenon_handle handle;
} passed;

void driver_take(tenon_handle handle) {
    if (!passed.is_wanted || passed.handle != 0) {
        driver_drop(handle);
        return;
    }
    passed.handle = handle;
}

void driver_hosts_keep(void) {
    passed.is_wanted = true;
    passed.handle = 0;
}

tenon_handle driver_hosts_kept(void) {
    passed.is_wanted = false;
    return passed.handle;
}

/* ---- What the host gives ---- */

static void give_text(const driver_value *value, tenon_text *text, bool is_wrong, unsigned variant) {
    static const char bad[] = "\xC0\xAF";
    if (is_wrong && variant == 1) {
        *text = (tenon_text){0};
        return;
    }
    const char *given = is_wrong ? bad : value->benign;
    size_t length = strlen(given) < TENON_TEXT_INLINE ? strlen(given) : TENON_TEXT_INLINE;
    /* By hand: tenon_text_copy() would refuse what is wrong. */
    *text = (tenon_text){.length = length, .is_inline = true};
    memcpy(text->inline_data, given, length);
}

static void give_element(const driver_value *value, void *place, bool is_wrong, unsigned variant) {
    memcpy(place, value->benign, value->size);
    if (!is_wrong)
        return;
    if (value->wrongs != NULL)
        driver_make_wrong(place, value, variant);
    else if (value->size == 1)
        *(unsigned char *)place = 2;
    else
        memcpy(place, &value->unknown[0], sizeof(int32_t));
}

static void give_array(const driver_value *value, char *place, size_t length, bool is_wrong, size_t *filled) {
    bool is_count_wrong = is_wrong && filled != NULL && value->wrongs == NULL && value->unknown[0] == 0;
    for (size_t i = 0; i < length; i++)
        give_element(value, place + i * value->size, is_wrong && !is_count_wrong && i + 1 == length,
                     now.variant);
    if (filled != NULL)
        *filled = length + (is_count_wrong ? 1 : 0);
}

void driver_give(void *host, int method, int part, void *place, size_t length, size_t *filled) {
    driver_host *of = host;
    const driver_value *value = &of->interface->methods[method].values[part];
    bool is_wrong = now.lies && is_meant(of, method) && now.part == part;
    if (value->form == DRIVER_TEXT)
        give_text(value, place, is_wrong, now.variant);
    else if (value->form == DRIVER_ARRAY)
        give_array(value, place, filled != NULL && of->chunks++ >= MOST_CHUNKS && !is_wrong ? 0 : length,
                   is_wrong, filled);
    else
        give_element(value, place, is_wrong, now.variant);
}

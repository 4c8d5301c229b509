/**
 * @file
 * Cancellation tokens: objects of a class of the runtime, so that a host can close one while a call holds it.
 */
#include "ledger.h"
#include "tenon/callback.h"

static const tenon_class TOKEN_CLASS = {
    .name = "token", .tag = TENON_TAG_TOKEN, .threads = TENON_THREADS_ANY, .destroy = free};

tenon_handle tenon_token_new(void) {
    tenon_cancel *token = calloc(1, sizeof *token);
    tenon_handle handle = 0;
    if (token == NULL)
        tenon_refuse(TENON_OUT_OF_MEMORY, "no memory for a new token");
    else
        tenon_wrap_any((tenon_origin){"", TENON_LEDGER_TOKEN, false}, &TOKEN_CLASS, token, NULL, &handle);
    return handle;
}

void tenon_token_request(tenon_handle token) {
    void *object = NULL;
    tenon_borrow borrow;
    if (tenon_borrow_quietly(&TOKEN_CLASS, token, TENON_SHARED, &object, &borrow) != 0)
        return;
    tenon_cancel_request(object);
    tenon_release(&borrow);
}

int32_t tenon_token_hold(tenon_handle token, const char *position, const tenon_cancel **cancel,
                         tenon_borrow *borrow) {
    void *object = NULL;
    *cancel = NULL;
    *borrow = (tenon_borrow){0};
    if (token == 0)
        return 0;
    int32_t status = tenon_borrow_object(&TOKEN_CLASS, token, TENON_SHARED, position, &object, borrow);
    *cancel = object;
    return status;
}

/* The beginning of a line in the log. */
#include <stdio.h>
#include <string.h>

#include "refusal.h"

/* The eight longest numbers, and what stands between them. */
enum { LONGEST_PREFIX = 128 };

mtproxy_status mtproxy_format_log_prefix(int32_t pid, int32_t year, int32_t mon, int32_t mday, int32_t hour,
                                         int32_t min, int32_t sec, int32_t usec, uint8_t *prefix,
                                         size_t *prefix_size) {
    if (prefix == NULL || prefix_size == NULL)
        return refuse_null(prefix == NULL ? "prefix" : "prefix_size");
    if (*prefix_size == 0)
        return refuse("prefix has no room, not even for a NUL");
    char text[LONGEST_PREFIX];
    int length = snprintf(text, sizeof text, "[%d][%04d-%02d-%02d %02d:%02d:%02d.%06d local] ", pid, year,
                          mon, mday, hour, min, sec, usec);
    size_t shown = (size_t)length < *prefix_size ? (size_t)length : *prefix_size - 1;
    memcpy(prefix, text, shown);
    prefix[shown] = '\0';
    *prefix_size = shown;
    return MTPROXY_OK;
}

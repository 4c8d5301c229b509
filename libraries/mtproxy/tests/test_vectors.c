/**
 * @file
 * The vectors of vectors.json: of the specification, of the standards, and of every decision in DECISIONS.md.
 *
 * The tests of the packages read the same file. An entry names a function, what it gets in the order of its
 * parameters, and what it gives. Bytes are written "text:...", "hex:..." or "repeat:COUNT:HEX", whole numbers
 * of 64 bits and doubles as text; {"error": kind} is a failure; of a record only the fields that are named
 * count; several results are a list.
 */
#include <inttypes.h>
#include <math.h>

#include <jansson.h>

#include "support.h"

static json_t *vectors;

/* ---- Bytes ---- */

struct bytes {
    uint8_t *data;
    size_t size;
};

/* Memory of exactly that size, so that a sanitizer sees every byte too much. */
static struct bytes new_bytes(size_t size) {
    struct bytes bytes = {malloc(size > 0 ? size : 1), size};
    assert_non_null(bytes.data);
    return bytes;
}

static uint8_t hex_digit(char letter) {
    return (uint8_t)(letter <= '9' ? letter - '0' : letter - 'a' + 10);
}

static struct bytes from_hex(const char *hex) {
    struct bytes bytes = new_bytes(strlen(hex) / 2);
    for (size_t i = 0; i < bytes.size; i++)
        bytes.data[i] = (uint8_t)(hex_digit(hex[2 * i]) << 4 | hex_digit(hex[2 * i + 1]));
    return bytes;
}

static struct bytes repeated(const char *description) {
    char *rest;
    size_t count = (size_t)strtoull(description, &rest, 10);
    struct bytes once = from_hex(rest + 1), bytes = new_bytes(count * once.size);
    for (size_t i = 0; i < bytes.size; i++)
        bytes.data[i] = once.data[i % once.size];
    free(once.data);
    return bytes;
}

static struct bytes read_bytes(const json_t *value) {
    const char *text = json_string_value(value);
    assert_non_null(text);
    if (strncmp(text, "hex:", 4) == 0)
        return from_hex(text + 4);
    if (strncmp(text, "repeat:", 7) == 0)
        return repeated(text + 7);
    assert_int_equal(strncmp(text, "text:", 5), 0);
    struct bytes bytes = new_bytes(json_string_length(value) - 5);
    memcpy(bytes.data, text + 5, bytes.size);
    return bytes;
}

static json_t *bytes_as_json(const uint8_t *data, size_t size) {
    char *text = malloc(size * 2 + sizeof "hex:");
    assert_non_null(text);
    strcpy(text, "hex:");
    for (size_t i = 0; i < size; i++)
        snprintf(text + 4 + 2 * i, 3, "%02x", data[i]);
    json_t *result = json_string(text);
    free(text);
    return result;
}

/* Text that is filled up with NULs. */
static json_t *padded_as_json(const struct bytes *bytes) {
    size_t length = bytes->size;
    while (length > 0 && bytes->data[length - 1] == 0)
        length--;
    assert_true(bytes->size == 0 || length < bytes->size);
    return bytes_as_json(bytes->data, length);
}

/* ---- Arguments and results ---- */

/* The arguments of the vector that is tried, and what has to be freed after it. */
static struct {
    const json_t *with;
    struct bytes held[3];
    size_t held_count;
} now;

static const json_t *argument(size_t index) {
    const json_t *value = json_array_get(now.with, index);
    assert_non_null(value);
    return value;
}

static struct bytes hold(struct bytes bytes) {
    assert_true(now.held_count < LENGTH(now.held));
    now.held[now.held_count++] = bytes;
    return bytes;
}

static struct bytes bytes_at(size_t index) {
    return hold(read_bytes(argument(index)));
}

static struct bytes room_at(size_t index) {
    struct bytes room = hold(new_bytes((size_t)json_integer_value(argument(index))));
    memset(room.data, 0xa5, room.size);
    return room;
}

static int64_t integer_at(size_t index) {
    const json_t *value = argument(index);
    return json_is_string(value) ? strtoll(json_string_value(value), NULL, 10) : json_integer_value(value);
}

static json_t *wide(int64_t number) {
    char text[32];
    snprintf(text, sizeof text, "%" PRId64, number);
    return json_string(text);
}

static json_t *wide_unsigned(uint64_t number) {
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, number);
    return json_string(text);
}

/* What a call gives: the failure, or its results. */
static json_t *given(mtproxy_status status, json_t *results) {
    if (status == MTPROXY_OK)
        return results;
    json_decref(results);
    assert_int_equal(status, MTPROXY_INVALID);
    return json_pack("{s:s}", "error", "invalid");
}

/* ---- The functions ---- */

static json_t *call_api_version(void) {
    return json_integer(mtproxy_api_version());
}

static json_t *call_startup_handshake(void) {
    return given(mtproxy_startup_handshake((uint32_t)integer_at(0)), json_null());
}

static json_t *call_get_network_boundary(void) {
    mtproxy_network_boundary it;
    mtproxy_status status = mtproxy_get_network_boundary(&it);
    return given(status,
                 json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:I}", "boundary_version",
                           (json_int_t)it.boundary_version, "net_events_contract_ops",
                           (json_int_t)it.net_events_contract_ops, "net_events_implemented_ops",
                           (json_int_t)it.net_events_implemented_ops, "net_timers_contract_ops",
                           (json_int_t)it.net_timers_contract_ops, "net_timers_implemented_ops",
                           (json_int_t)it.net_timers_implemented_ops, "net_msg_buffers_contract_ops",
                           (json_int_t)it.net_msg_buffers_contract_ops, "net_msg_buffers_implemented_ops",
                           (json_int_t)it.net_msg_buffers_implemented_ops));
}

static json_t *call_get_concurrency_boundary(void) {
    mtproxy_concurrency_boundary it;
    mtproxy_status status = mtproxy_get_concurrency_boundary(&it);
    assert_int_equal(it.mpq_implemented_ops & ~it.mpq_contract_ops, 0);
    assert_int_equal(it.jobs_implemented_ops & ~it.jobs_contract_ops, 0);
    return given(status, json_pack("{s:I,s:I,s:I}", "boundary_version", (json_int_t)it.boundary_version,
                                   "mpq_contract_ops", (json_int_t)it.mpq_contract_ops, "jobs_contract_ops",
                                   (json_int_t)it.jobs_contract_ops));
}

/* The copy lies at an odd address, and behind it is nothing. */
static json_t *crc(uint32_t (*function)(const uint8_t *, size_t, uint32_t)) {
    struct bytes data = bytes_at(0), copy = hold(new_bytes(data.size + 1));
    memcpy(copy.data + 1, data.data, data.size);
    uint32_t seed = (uint32_t)integer_at(1), crc = function(data.data, data.size, seed);
    assert_int_equal(function(copy.data + 1, data.size, seed), crc);
    return json_integer(crc);
}

static json_t *call_crc32_partial(void) {
    return crc(mtproxy_crc32_partial);
}

static json_t *call_crc32c_partial(void) {
    return crc(mtproxy_crc32c_partial);
}

static mtproxy_process_id process_id_at(size_t index) {
    const json_t *value = argument(index);
    return (mtproxy_process_id){.ip = (uint32_t)json_integer_value(json_object_get(value, "ip")),
                                .port = (int16_t)json_integer_value(json_object_get(value, "port")),
                                .pid = (uint16_t)json_integer_value(json_object_get(value, "pid")),
                                .utime = (int32_t)json_integer_value(json_object_get(value, "utime"))};
}

static json_t *process_id_as_json(const mtproxy_process_id *id) {
    return json_pack("{s:I,s:i,s:i,s:i}", "ip", (json_int_t)id->ip, "port", id->port, "pid", id->pid, "utime",
                     id->utime);
}

static json_t *call_pid_init_common(void) {
    mtproxy_process_id id = process_id_at(0);
    mtproxy_status status = mtproxy_pid_init_common(&id);
    return given(status, process_id_as_json(&id));
}

static json_t *call_pid_init_client(void) {
    mtproxy_process_id id = process_id_at(0);
    mtproxy_status status = mtproxy_pid_init_client(&id, (uint32_t)integer_at(1));
    return given(status, process_id_as_json(&id));
}

static json_t *call_pid_init_server(void) {
    mtproxy_process_id id = process_id_at(0);
    mtproxy_status status = mtproxy_pid_init_server(&id, (uint32_t)integer_at(1), (int32_t)integer_at(2));
    return given(status, process_id_as_json(&id));
}

static json_t *call_matches_pid(void) {
    mtproxy_process_id id = process_id_at(0), pattern = process_id_at(1);
    return json_integer(mtproxy_matches_pid(&id, &pattern));
}

static json_t *call_process_id_is_newer(void) {
    mtproxy_process_id id = process_id_at(0), than = process_id_at(1);
    return json_boolean(mtproxy_process_id_is_newer(&id, &than));
}

static json_t *digest(mtproxy_status (*function)(const uint8_t *, size_t, uint8_t *, size_t)) {
    struct bytes data = bytes_at(0), digest = room_at(1);
    mtproxy_status status = function(data.data, data.size, digest.data, digest.size);
    return given(status, bytes_as_json(digest.data, digest.size));
}

static json_t *digest_of_two(mtproxy_status (*function)(const uint8_t *, size_t, const uint8_t *, size_t,
                                                        uint8_t *, size_t)) {
    struct bytes first = bytes_at(0), second = bytes_at(1), digest = room_at(2);
    mtproxy_status status =
        function(first.data, first.size, second.data, second.size, digest.data, digest.size);
    return given(status, bytes_as_json(digest.data, digest.size));
}

static json_t *call_md5(void) {
    return digest(mtproxy_md5);
}

static json_t *call_md5_hex(void) {
    return digest(mtproxy_md5_hex);
}

static json_t *call_sha1(void) {
    return digest(mtproxy_sha1);
}

static json_t *call_sha256(void) {
    return digest(mtproxy_sha256);
}

static json_t *call_md5_hmac(void) {
    return digest_of_two(mtproxy_md5_hmac);
}

static json_t *call_sha1_two_chunks(void) {
    return digest_of_two(mtproxy_sha1_two_chunks);
}

static json_t *call_sha256_two_chunks(void) {
    return digest_of_two(mtproxy_sha256_two_chunks);
}

static json_t *call_sha256_hmac(void) {
    return digest_of_two(mtproxy_sha256_hmac);
}

static json_t *skipped(mtproxy_status (*function)(const uint8_t *, size_t, int32_t,
                                                  mtproxy_cfg_scan_result *)) {
    struct bytes text = bytes_at(0);
    mtproxy_cfg_scan_result it;
    mtproxy_status status = function(text.data, text.size, (int32_t)integer_at(1), &it);
    return given(status, json_pack("{s:I,s:i,s:i}", "advance", (json_int_t)it.advance, "line_no", it.line_no,
                                   "ch", it.ch));
}

static json_t *call_cfg_skipspc(void) {
    return skipped(mtproxy_cfg_skipspc);
}

static json_t *call_cfg_skspc(void) {
    return skipped(mtproxy_cfg_skspc);
}

static json_t *call_cfg_getword_len(void) {
    struct bytes text = bytes_at(0);
    return json_integer(mtproxy_cfg_getword_len(text.data, text.size));
}

static json_t *call_cfg_getstr_len(void) {
    struct bytes text = bytes_at(0);
    return json_integer(mtproxy_cfg_getstr_len(text.data, text.size));
}

static json_t *number(mtproxy_status (*function)(const uint8_t *, size_t, mtproxy_cfg_int_result *)) {
    struct bytes text = bytes_at(0);
    mtproxy_cfg_int_result it;
    mtproxy_status status = function(text.data, text.size, &it);
    return given(status,
                 json_pack("{s:o,s:I}", "value", wide(it.value), "consumed", (json_int_t)it.consumed));
}

static json_t *call_cfg_getint(void) {
    return number(mtproxy_cfg_getint);
}

static json_t *call_cfg_getint_zero(void) {
    return number(mtproxy_cfg_getint_zero);
}

static json_t *call_cfg_getint_signed_zero(void) {
    return number(mtproxy_cfg_getint_signed_zero);
}

static json_t *parsed_header(mtproxy_status (*function)(const uint8_t *, size_t, mtproxy_tl_header *,
                                                        uint8_t *, size_t)) {
    struct bytes packet = bytes_at(0), error = room_at(1);
    mtproxy_tl_header it;
    mtproxy_status status = function(packet.data, packet.size, &it, error.data, error.size);
    json_t *header =
        json_pack("{s:i,s:i,s:i,s:i,s:i,s:o,s:o,s:i,s:i}", "status", it.status, "consumed", it.consumed, "op",
                  it.op, "real_op", it.real_op, "flags", it.flags, "qid", wide(it.qid), "actor_id",
                  wide(it.actor_id), "errnum", it.errnum, "error_len", it.error_len);
    return given(status, json_pack("[o,o]", header, padded_as_json(&error)));
}

static json_t *call_tl_parse_query_header(void) {
    return parsed_header(mtproxy_tl_parse_query_header);
}

static json_t *call_tl_parse_answer_header(void) {
    return parsed_header(mtproxy_tl_parse_answer_header);
}

static json_t *stats_as_json(const mtproxy_proc_stats *it) {
    json_t *stats = json_pack("{s:i,s:i}", "pid", it->pid, "state", it->state);
#define SMALL(field) json_object_set_new(stats, #field, json_integer(it->field))
#define SIGNED(field) json_object_set_new(stats, #field, wide(it->field))
#define UNSIGNED(field) json_object_set_new(stats, #field, wide_unsigned(it->field))
    SMALL(ppid), SMALL(pgrp), SMALL(session), SMALL(tty_nr), SMALL(tpgid), UNSIGNED(flags), UNSIGNED(minflt);
    UNSIGNED(cminflt), UNSIGNED(majflt), UNSIGNED(cmajflt), UNSIGNED(utime), UNSIGNED(stime), SIGNED(cutime);
    SIGNED(cstime), SIGNED(priority), SIGNED(nice), SIGNED(num_threads), SIGNED(itrealvalue),
        UNSIGNED(starttime);
    UNSIGNED(vsize), SIGNED(rss), UNSIGNED(rlim), UNSIGNED(startcode), UNSIGNED(endcode),
        UNSIGNED(startstack);
    UNSIGNED(kstkesp), UNSIGNED(kstkeip), UNSIGNED(signal), UNSIGNED(blocked), UNSIGNED(sigignore);
    UNSIGNED(sigcatch), UNSIGNED(wchan), UNSIGNED(nswap), UNSIGNED(cnswap), SMALL(exit_signal),
        SMALL(processor);
    UNSIGNED(rt_priority), UNSIGNED(policy), UNSIGNED(delayacct_blkio_ticks);
    return stats;
}

static json_t *call_parse_proc_stat_line(void) {
    struct bytes line = bytes_at(0), comm = room_at(1);
    mtproxy_proc_stats stats = {0};
    mtproxy_status status = mtproxy_parse_proc_stat_line(line.data, line.size, &stats, comm.data, comm.size);
    if (status != MTPROXY_OK)
        return given(status, json_null());
    return json_pack("[o,o]", stats_as_json(&stats), padded_as_json(&comm));
}

static json_t *call_parse_statm(void) {
    struct bytes text = bytes_at(0);
    int64_t values[8];
    int32_t count = (int32_t)integer_at(2);
    mtproxy_status status = mtproxy_parse_statm(text.data, text.size, integer_at(1), values, count);
    json_t *list = json_array();
    for (int32_t i = 0; status == MTPROXY_OK && i < count; i++)
        json_array_append_new(list, wide(values[i]));
    return given(status, list);
}

static json_t *call_parse_meminfo_summary(void) {
    struct bytes text = bytes_at(0);
    mtproxy_meminfo_summary it = {0};
    mtproxy_status status = mtproxy_parse_meminfo_summary(text.data, text.size, &it);
    return given(status, json_pack("{s:o,s:o,s:o,s:o,s:i}", "mem_free", wide(it.mem_free), "mem_cached",
                                   wide(it.mem_cached), "swap_total", wide(it.swap_total), "swap_free",
                                   wide(it.swap_free), "found_mask", it.found_mask));
}

static json_t *call_format_log_prefix(void) {
    struct bytes prefix = room_at(8);
    size_t size = prefix.size;
    int32_t with[8];
    for (size_t i = 0; i < LENGTH(with); i++)
        with[i] = (int32_t)integer_at(i);
    mtproxy_status status = mtproxy_format_log_prefix(with[0], with[1], with[2], with[3], with[4], with[5],
                                                      with[6], with[7], prefix.data, &size);
    if (status == MTPROXY_OK)
        assert_int_equal(prefix.data[size], 0);
    return given(status, bytes_as_json(prefix.data, size));
}

static json_t *call_net_epoll_conv_flags(void) {
    return json_integer(mtproxy_net_epoll_conv_flags((int32_t)integer_at(0)));
}

static json_t *call_net_epoll_unconv_flags(void) {
    return json_integer(mtproxy_net_epoll_unconv_flags((int32_t)integer_at(0)));
}

static json_t *call_net_timers_wait_msec(void) {
    double wakeup_time = strtod(json_string_value(argument(0)), NULL);
    return json_integer(
        mtproxy_net_timers_wait_msec(wakeup_time, strtod(json_string_value(argument(1)), NULL)));
}

static json_t *call_msg_buffers_pick_size_index(void) {
    int32_t sizes[8];
    size_t count = json_array_size(argument(0));
    assert_true(count <= LENGTH(sizes));
    for (size_t i = 0; i < count; i++)
        sizes[i] = (int32_t)json_integer_value(json_array_get(argument(0), i));
    return json_integer(mtproxy_msg_buffers_pick_size_index(sizes, (int32_t)count, (int32_t)integer_at(1)));
}

/* ---- Comparing ---- */

static bool is_same(const json_t *given, const json_t *expected);

static bool is_same_bytes(const json_t *given, const json_t *expected) {
    struct bytes bytes = read_bytes(expected);
    json_t *normal = bytes_as_json(bytes.data, bytes.size);
    bool is_equal = json_equal(given, normal) != 0;
    json_decref(normal);
    free(bytes.data);
    return is_equal;
}

static bool is_same_record(const json_t *given, const json_t *expected) {
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)expected, name, value) {
        if (!is_same(json_object_get(given, name), value))
            return false;
    }
    return true;
}

static bool is_same_list(const json_t *given, const json_t *expected) {
    if (json_array_size(given) != json_array_size(expected))
        return false;
    for (size_t i = 0; i < json_array_size(given); i++) {
        if (!is_same(json_array_get(given, i), json_array_get(expected, i)))
            return false;
    }
    return true;
}

static bool is_same(const json_t *given, const json_t *expected) {
    if (given == NULL)
        return false;
    if (json_is_object(expected))
        return json_is_object(given) && is_same_record(given, expected);
    if (json_is_array(expected))
        return json_is_array(given) && is_same_list(given, expected);
    if (json_is_string(expected) && strchr(json_string_value(expected), ':') != NULL)
        return is_same_bytes(given, expected);
    return json_equal(given, expected) != 0;
}

/* ---- Running ---- */

struct function {
    const char *name;
    json_t *(*call)(void);
};

static void check_vector(const struct function *function, const json_t *vector) {
    now.with = json_object_get(vector, "with");
    now.held_count = 0;
    json_t *given = function->call();
    if (!is_same(given, json_object_get(vector, "gives"))) {
        char *said = json_dumps(vector, 0), *was = json_dumps(given, JSON_ENCODE_ANY);
        print_error("%s\ngave %s\n", said, was);
        free(said);
        free(was);
        fail();
    }
    json_decref(given);
    for (size_t i = 0; i < now.held_count; i++)
        free(now.held[i].data);
}

static void function__its_vectors__then_as_said(void **state) {
    const struct function *function = *state;
    size_t index, count = 0;
    json_t *vector;
    json_array_foreach(vectors, index, vector) {
        if (strcmp(json_string_value(json_object_get(vector, "call")), function->name) == 0) {
            check_vector(function, vector);
            count++;
        }
    }
    assert_true(count > 0);
}

#define FUNCTION(name)                                                                                       \
    { #name, call_##name }

static struct function functions[] = {
    FUNCTION(api_version),
    FUNCTION(startup_handshake),
    FUNCTION(get_concurrency_boundary),
    FUNCTION(get_network_boundary),
    FUNCTION(crc32_partial),
    FUNCTION(crc32c_partial),
    FUNCTION(pid_init_common),
    FUNCTION(pid_init_client),
    FUNCTION(pid_init_server),
    FUNCTION(matches_pid),
    FUNCTION(process_id_is_newer),
    FUNCTION(md5),
    FUNCTION(md5_hex),
    FUNCTION(md5_hmac),
    FUNCTION(sha1),
    FUNCTION(sha1_two_chunks),
    FUNCTION(sha256),
    FUNCTION(sha256_two_chunks),
    FUNCTION(sha256_hmac),
    FUNCTION(cfg_skipspc),
    FUNCTION(cfg_skspc),
    FUNCTION(cfg_getword_len),
    FUNCTION(cfg_getstr_len),
    FUNCTION(cfg_getint),
    FUNCTION(cfg_getint_zero),
    FUNCTION(cfg_getint_signed_zero),
    FUNCTION(tl_parse_query_header),
    FUNCTION(tl_parse_answer_header),
    FUNCTION(parse_proc_stat_line),
    FUNCTION(parse_statm),
    FUNCTION(parse_meminfo_summary),
    FUNCTION(format_log_prefix),
    FUNCTION(net_epoll_conv_flags),
    FUNCTION(net_epoll_unconv_flags),
    FUNCTION(net_timers_wait_msec),
    FUNCTION(msg_buffers_pick_size_index),
};

static void every_vector__then_some_test_has_it(void **state) {
    (void)state;
    size_t index;
    json_t *vector;
    json_array_foreach(vectors, index, vector) {
        bool is_known = false;
        for (size_t i = 0; i < LENGTH(functions); i++)
            is_known |= strcmp(json_string_value(json_object_get(vector, "call")), functions[i].name) == 0;
        assert_true(is_known);
    }
}

int main(int count, char **arguments) {
    json_error_t error;
    vectors = json_load_file(count > 1 ? arguments[1] : "vectors.json", 0, &error);
    if (!json_is_array(vectors)) {
        fprintf(stderr, "%s:%d: %s\n", error.source, error.line, error.text);
        return 1;
    }
    struct CMUnitTest tests[LENGTH(functions) + 1];
    for (size_t i = 0; i < LENGTH(functions); i++)
        tests[i] = (struct CMUnitTest){functions[i].name, function__its_vectors__then_as_said, NULL, NULL,
                                       &functions[i]};
    tests[LENGTH(functions)] = (struct CMUnitTest)cmocka_unit_test(every_vector__then_some_test_has_it);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    json_decref(vectors);
    return failed;
}

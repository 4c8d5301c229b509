/**
 * @file
 * The primitives of an MTProto proxy: checksums, digests, times, text scanners and header parsers.
 *
 * Values. Every number is in the host's byte order; what a function reads from a packet is little-endian.
 * Times are in seconds unless the name says otherwise. Texts are bytes with a length: no NUL ends them, and
 * bytes above 0x7f and NULs may stand in them.
 *
 * Empty input. A null pointer with the length 0 is an empty input everywhere. A null pointer with a length is
 * MTPROXY_INVALID; the two CRCs give their seed back, and so does every function without a status give what
 * its comment says. Null where something is to be written is MTPROXY_INVALID.
 *
 * Failure. 0 is success and every failure is negative. A call that fails has written nothing, except where
 * the two parsers of TL headers say so. No function logs, keeps a pointer or gives memory away.
 *
 * Threads. Every function may be called by any number of threads at the same time. Before `main`, too:
 * nothing has to be set up first.
 *
 * Where two older implementations of these functions disagree, DECISIONS.md of this library says what this
 * one does.
 */
#ifndef MTPROXY_MTPROXY_H
#define MTPROXY_MTPROXY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/cancel.h>
#include <tenon/contract.h>

#ifdef __cplusplus
extern "C" {
#endif

TENON_LIBRARY(mtproxy, 1, 0)
TENON_SOURCES("../../src/*.c")
TENON_INCLUDES("..")
TENON_INCLUDES("../../src")
TENON_LINKS("crypto")

/** What went wrong. */
typedef enum TENON_STATUS mtproxy_status {
    MTPROXY_OK = 0,
    /** An argument has a value it cannot have, or the text is not written as its format asks. */
    MTPROXY_INVALID TENON_KIND(invalid_argument) = -1,
    MTPROXY_UNSUPPORTED TENON_KIND(unsupported) = -2,     /**< This processor or system does not have it. */
    MTPROXY_UNREADABLE TENON_KIND(io) = -3,               /**< The operating system refused to read a file. */
    MTPROXY_OUT_OF_MEMORY TENON_KIND(out_of_memory) = -4, /**< No memory; nothing was changed. */
    MTPROXY_CANCELLED TENON_KIND(cancelled) = -5,         /**< The caller asked to stop. */
    MTPROXY_QUEUE_FULL TENON_KIND(busy) = -6,             /**< The queue holds as many items as it may. */
    MTPROXY_QUEUE_SHUT_DOWN TENON_KIND(invalid_state) = -7,   /**< The queue takes no more items. */
    MTPROXY_JOB_ENDED TENON_KIND(invalid_state) = -8,         /**< The job runs no more. */
    MTPROXY_SCHEDULER_STOPPED TENON_KIND(invalid_state) = -9, /**< The scheduler runs no more jobs. */
    MTPROXY_MAIN_JOBS_BUSY TENON_KIND(busy) = -10,            /**< Main jobs run already. */
    MTPROXY_NO_THREAD TENON_KIND(io) = -11,                   /**< The operating system gives no thread. */
} mtproxy_status;

/* ---- Version and probes
 * -------------------------------------------------------------------------------------- */

/** The version of this boundary: what mtproxy_api_version() gives. */
#define MTPROXY_BOUNDARY_VERSION 1
/** The version of mtproxy_concurrency_boundary. */
#define MTPROXY_CONCURRENCY_BOUNDARY_VERSION 1
/** The version of mtproxy_network_boundary. */
#define MTPROXY_NETWORK_BOUNDARY_VERSION 1

/** Bits of mtproxy_concurrency_boundary: the operations of the queue for many producers. */
#define MTPROXY_MPQ_OP_PUSH 0x01     /**< mtproxy_queue_push() */
#define MTPROXY_MPQ_OP_POP 0x02      /**< mtproxy_queue_pop() */
#define MTPROXY_MPQ_OP_IS_EMPTY 0x04 /**< mtproxy_queue_is_empty() */
#define MTPROXY_MPQ_OP_PUSH_W 0x08   /**< mtproxy_queue_push_w() */
#define MTPROXY_MPQ_OP_POP_W 0x10    /**< mtproxy_queue_pop_w() */
#define MTPROXY_MPQ_OP_POP_NW 0x20   /**< mtproxy_queue_pop_nw() */

/** Bits of mtproxy_concurrency_boundary: the operations of the scheduler. */
#define MTPROXY_JOBS_OP_CREATE_ASYNC_JOB 0x01      /**< mtproxy_scheduler_create_async_job() */
#define MTPROXY_JOBS_OP_SCHEDULE_JOB 0x02          /**< mtproxy_job_schedule() */
#define MTPROXY_JOBS_OP_JOB_SIGNAL 0x04            /**< mtproxy_job_signal() */
#define MTPROXY_JOBS_OP_JOB_INCREF 0x08            /**< mtproxy_job_incref() */
#define MTPROXY_JOBS_OP_JOB_DECREF 0x10            /**< mtproxy_job_decref() */
#define MTPROXY_JOBS_OP_RUN_PENDING_MAIN_JOBS 0x20 /**< mtproxy_scheduler_run_pending_main_jobs() */
#define MTPROXY_JOBS_OP_NOTIFY_JOB_CREATE 0x40     /**< mtproxy_scheduler_notify_job_create() */

/** Bits of mtproxy_network_boundary. */
#define MTPROXY_NET_EVENTS_OP_EPOLL_CONV_FLAGS 0x01     /**< mtproxy_net_epoll_conv_flags() */
#define MTPROXY_NET_EVENTS_OP_EPOLL_UNCONV_FLAGS 0x02   /**< mtproxy_net_epoll_unconv_flags() */
#define MTPROXY_NET_TIMERS_OP_WAIT_MSEC 0x01            /**< mtproxy_net_timers_wait_msec() */
#define MTPROXY_NET_MSG_BUFFERS_OP_PICK_SIZE_INDEX 0x01 /**< mtproxy_msg_buffers_pick_size_index() */

/**
 * What this provider has of queue and scheduler. A contract mask has a bit for every operation that this
 * version numbers, an implemented mask one for each that this provider itself executes.
 */
typedef struct mtproxy_concurrency_boundary {
    uint32_t boundary_version;     /**< MTPROXY_CONCURRENCY_BOUNDARY_VERSION */
    uint32_t mpq_contract_ops;     /**< Of MTPROXY_MPQ_OP_..., 0x3f. */
    uint32_t mpq_implemented_ops;  /**< A part of mpq_contract_ops. */
    uint32_t jobs_contract_ops;    /**< Of MTPROXY_JOBS_OP_..., 0x7f. */
    uint32_t jobs_implemented_ops; /**< A part of jobs_contract_ops. */
} mtproxy_concurrency_boundary;

/** What this provider has of the network's helpers; masks as in mtproxy_concurrency_boundary. */
typedef struct mtproxy_network_boundary {
    uint32_t boundary_version;                /**< MTPROXY_NETWORK_BOUNDARY_VERSION */
    uint32_t net_events_contract_ops;         /**< Of MTPROXY_NET_EVENTS_OP_..., 0x03. */
    uint32_t net_events_implemented_ops;      /**< A part of net_events_contract_ops. */
    uint32_t net_timers_contract_ops;         /**< Of MTPROXY_NET_TIMERS_OP_..., 0x01. */
    uint32_t net_timers_implemented_ops;      /**< A part of net_timers_contract_ops. */
    uint32_t net_msg_buffers_contract_ops;    /**< Of MTPROXY_NET_MSG_BUFFERS_OP_..., 0x01. */
    uint32_t net_msg_buffers_implemented_ops; /**< A part of net_msg_buffers_contract_ops. */
} mtproxy_network_boundary;

/** The version of this boundary. @return MTPROXY_BOUNDARY_VERSION of the provider. */
uint32_t mtproxy_api_version(void) TENON_BRIEF TENON_BRIDGED;

/**
 * Whether caller and provider speak of the same boundary. Changes nothing; may be called any number of times.
 * @param expected The caller's MTPROXY_BOUNDARY_VERSION.
 * @throws MTPROXY_INVALID when it is not this provider's.
 */
mtproxy_status mtproxy_startup_handshake(uint32_t expected) TENON_BRIEF TENON_BRIDGED;

/**
 * Which operations of queue and scheduler there are.
 * @throws MTPROXY_INVALID when boundary is null.
 */
mtproxy_status mtproxy_get_concurrency_boundary(mtproxy_concurrency_boundary *boundary TENON_OUT)
    TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/**
 * Which operations of the network's helpers there are.
 * @throws MTPROXY_INVALID when boundary is null.
 */
mtproxy_status mtproxy_get_network_boundary(mtproxy_network_boundary *boundary TENON_OUT)
    TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/* ---- CRCs
 * ---------------------------------------------------------------------------------------------------- */

/**
 * CRC-32 (IEEE 802.3, reflected, polynomial 0xedb88320) as the raw update of its register: neither inverted
 * before nor after. So crc32_partial(b, crc32_partial(a, s)) is that of a and b together, and the usual
 * checksum, also zlib's, is the complement of crc32_partial(data, 0xffffffff).
 *
 * @code{.py}
 * >>> import mtproxy
 * >>> hex(mtproxy.crc32_partial(b"123456789", 0xFFFFFFFF) ^ 0xFFFFFFFF)
 * '0xcbf43926'
 * @endcode
 * @param data Bytes, at any address.
 * @param crc The register before: 0xffffffff to start the usual checksum.
 * @return The register after; crc itself where there are no data.
 */
uint32_t mtproxy_crc32_partial(const uint8_t *data TENON_COUNTED_BY(size), size_t size,
                               uint32_t crc) TENON_BRIDGED;

/**
 * CRC-32C (Castagnoli, RFC 3720, reflected, polynomial 0x82f63b78) as the raw update of its register; see
 * mtproxy_crc32_partial().
 * @param data Bytes, at any address.
 * @param crc The register before.
 * @return The register after; crc itself where there are no data.
 */
uint32_t mtproxy_crc32c_partial(const uint8_t *data TENON_COUNTED_BY(size), size_t size,
                                uint32_t crc) TENON_BRIDGED;

/* ---- Process ids
 * --------------------------------------------------------------------------------------------- */

/** Who a process is among the proxies: the 12 bytes that the handshake of the RPC carries. Zero: not known.
 */
typedef struct mtproxy_process_id {
    uint32_t ip;   /**< IPv4 as a number: 127.0.0.1 is 0x7f000001. */
    int16_t port;  /**< The low 16 bits: ports above 32767 are negative. */
    uint16_t pid;  /**< The low 16 bits of the process's id. */
    int32_t utime; /**< When it started, in seconds since 1970. */
} mtproxy_process_id;

/** How well a process id fits a pattern. */
typedef enum mtproxy_match {
    MTPROXY_MATCH_NONE = 0,    /**< Not. */
    MTPROXY_MATCH_PATTERN = 1, /**< In all that the pattern says. */
    MTPROXY_MATCH_EXACT = 2,   /**< All four fields are equal. */
} mtproxy_match;

/**
 * Fill in what is still 0 of this process: pid with the low 16 bits of its id, utime with the time.
 * @throws MTPROXY_INVALID when id is null.
 * @throws MTPROXY_UNSUPPORTED when the time does not fit utime any more (2038).
 */
mtproxy_status
mtproxy_pid_init_common(mtproxy_process_id *id TENON_INOUT) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/**
 * As mtproxy_pid_init_common(), and ip becomes the given one.
 * @param ip Unless it is 0 or 127.0.0.1, which say nothing.
 * @throws MTPROXY_INVALID when id is null.
 * @throws MTPROXY_UNSUPPORTED when the time does not fit utime any more (2038).
 */
mtproxy_status mtproxy_pid_init_client(mtproxy_process_id *id TENON_INOUT,
                                       uint32_t ip) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/**
 * As mtproxy_pid_init_client(), and a port that is still 0 becomes the given one.
 * @param ip Unless it is 0 or 127.0.0.1, which say nothing.
 * @param port Cut to its low 16 bits.
 * @throws MTPROXY_INVALID when id is null.
 * @throws MTPROXY_UNSUPPORTED when the time does not fit utime any more (2038).
 */
mtproxy_status mtproxy_pid_init_server(mtproxy_process_id *id TENON_INOUT, uint32_t ip,
                                       int32_t port) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/**
 * How well a process id fits a pattern.
 * @param id The process.
 * @param pattern What it is compared with: fields that are 0 fit everything.
 * @return MTPROXY_MATCH_NONE also where one of the two is null.
 */
mtproxy_match mtproxy_matches_pid(const mtproxy_process_id *id,
                                  const mtproxy_process_id *pattern) TENON_BRIEF TENON_BRIDGED;

/**
 * Whether a process took the place of another one at the same address: it started later or, in the same
 * second, its pid is 1 to 0x3fff further on, counted modulo 0x8000.
 * @param id The process that may be newer.
 * @param than The other one.
 * @return false where ip or port differ, or one of the two is null.
 */
bool mtproxy_process_id_is_newer(const mtproxy_process_id *id,
                                 const mtproxy_process_id *than) TENON_BRIEF TENON_BRIDGED;

/* ---- The processor
 * ------------------------------------------------------------------------------------------- */

/** mtproxy_cpuid.magic of a filled record. */
#define MTPROXY_CPUID_MAGIC 0x280147b8

/** What the instruction CPUID says in leaf 1, as bits. */
typedef struct mtproxy_cpuid {
    int32_t magic; /**< MTPROXY_CPUID_MAGIC */
    int32_t ebx;   /**< Register EBX. */
    int32_t ecx;   /**< Register ECX: bit 1 is PCLMULQDQ, bit 20 SSE4.2. */
    int32_t edx;   /**< Register EDX. */
} mtproxy_cpuid;

/**
 * Ask the processor what it is.
 * @throws MTPROXY_INVALID when cpuid is null.
 * @throws MTPROXY_UNSUPPORTED on processors other than x86, which have no such instruction.
 */
mtproxy_status mtproxy_cpuid_fill(mtproxy_cpuid *cpuid TENON_OUT) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/* ---- Digests
 * ------------------------------------------------------------------------------------------------- */

#define MTPROXY_MD5_SIZE 16     /**< Bytes of an MD5 digest. */
#define MTPROXY_MD5_HEX_SIZE 32 /**< Letters of an MD5 digest in hexadecimal. */
#define MTPROXY_SHA1_SIZE 20    /**< Bytes of a SHA-1 digest. */
#define MTPROXY_SHA256_SIZE 32  /**< Bytes of a SHA-256 digest. */

/**
 * MD5 (RFC 1321).
 *
 * @code{.py}
 * >>> import mtproxy
 * >>> mtproxy.md5(b"abc").hex()
 * '900150983cd24fb0d6963f7d28e17f72'
 * @endcode
 * @param digest_size How many bytes of the digest, from its beginning: all, or less where a protocol cuts it.
 * @throws MTPROXY_INVALID when digest_size is 0 or above 16, or a pointer is null that must not be.
 * @throws MTPROXY_OUT_OF_MEMORY when OpenSSL has no memory.
 * @throws MTPROXY_UNSUPPORTED when OpenSSL is set up without MD5.
 */
mtproxy_status mtproxy_md5(const uint8_t *data TENON_COUNTED_BY(size), size_t size,
                           uint8_t *digest TENON_OUT TENON_COUNTED_BY(digest_size),
                           size_t digest_size TENON_DEFAULT(MTPROXY_MD5_SIZE)) TENON_BRIDGED;

/**
 * MD5 (RFC 1321) in lower-case hexadecimal, ASCII without a NUL.
 * @param hex_size How many letters, from the beginning.
 * @throws MTPROXY_INVALID when hex_size is 0 or above 32, or a pointer is null that must not be.
 * @throws MTPROXY_OUT_OF_MEMORY when OpenSSL has no memory.
 * @throws MTPROXY_UNSUPPORTED when OpenSSL is set up without MD5.
 */
mtproxy_status mtproxy_md5_hex(const uint8_t *data TENON_COUNTED_BY(size), size_t size,
                               uint8_t *hex TENON_OUT TENON_COUNTED_BY(hex_size),
                               size_t hex_size TENON_DEFAULT(MTPROXY_MD5_HEX_SIZE)) TENON_BRIDGED;

/**
 * HMAC (RFC 2104) with MD5.
 * @param key At most INT_MAX bytes, also none.
 * @param digest_size How many bytes of the digest, from its beginning.
 * @throws MTPROXY_INVALID when the key is too long, digest_size 0 or above 16, or a pointer null that must
 * not be.
 * @throws MTPROXY_OUT_OF_MEMORY when OpenSSL has no memory.
 * @throws MTPROXY_UNSUPPORTED when OpenSSL is set up without MD5.
 */
mtproxy_status mtproxy_md5_hmac(const uint8_t *key TENON_COUNTED_BY(key_size), size_t key_size,
                                const uint8_t *data TENON_COUNTED_BY(size), size_t size,
                                uint8_t *digest TENON_OUT TENON_COUNTED_BY(digest_size),
                                size_t digest_size TENON_DEFAULT(MTPROXY_MD5_SIZE)) TENON_BRIDGED;

/**
 * SHA-1 (RFC 3174).
 * @param digest_size How many bytes of the digest, from its beginning.
 * @throws MTPROXY_INVALID when digest_size is 0 or above 20, or a pointer is null that must not be.
 * @throws MTPROXY_OUT_OF_MEMORY when OpenSSL has no memory.
 * @throws MTPROXY_UNSUPPORTED when OpenSSL is set up without SHA-1.
 */
mtproxy_status mtproxy_sha1(const uint8_t *data TENON_COUNTED_BY(size), size_t size,
                            uint8_t *digest TENON_OUT TENON_COUNTED_BY(digest_size),
                            size_t digest_size TENON_DEFAULT(MTPROXY_SHA1_SIZE)) TENON_BRIDGED;

/**
 * SHA-1 of two pieces, one behind the other; they are not copied together.
 * @param digest_size How many bytes of the digest, from its beginning.
 * @throws MTPROXY_INVALID when digest_size is 0 or above 20, both sizes together overflow, or a pointer is
 * null that must not be.
 * @throws MTPROXY_OUT_OF_MEMORY when OpenSSL has no memory.
 * @throws MTPROXY_UNSUPPORTED when OpenSSL is set up without SHA-1.
 */
mtproxy_status mtproxy_sha1_two_chunks(const uint8_t *first TENON_COUNTED_BY(first_size), size_t first_size,
                                       const uint8_t *second TENON_COUNTED_BY(second_size),
                                       size_t second_size,
                                       uint8_t *digest TENON_OUT TENON_COUNTED_BY(digest_size),
                                       size_t digest_size TENON_DEFAULT(MTPROXY_SHA1_SIZE)) TENON_BRIDGED;

/**
 * SHA-256 (FIPS 180-4).
 * @param digest_size How many bytes of the digest, from its beginning.
 * @throws MTPROXY_INVALID when digest_size is 0 or above 32, or a pointer is null that must not be.
 * @throws MTPROXY_OUT_OF_MEMORY when OpenSSL has no memory.
 * @throws MTPROXY_UNSUPPORTED when OpenSSL is set up without SHA-256.
 */
mtproxy_status mtproxy_sha256(const uint8_t *data TENON_COUNTED_BY(size), size_t size,
                              uint8_t *digest TENON_OUT TENON_COUNTED_BY(digest_size),
                              size_t digest_size TENON_DEFAULT(MTPROXY_SHA256_SIZE)) TENON_BRIDGED;

/**
 * SHA-256 of two pieces, one behind the other; they are not copied together.
 * @param digest_size How many bytes of the digest, from its beginning.
 * @throws MTPROXY_INVALID when digest_size is 0 or above 32, both sizes together overflow, or a pointer is
 * null that must not be.
 * @throws MTPROXY_OUT_OF_MEMORY when OpenSSL has no memory.
 * @throws MTPROXY_UNSUPPORTED when OpenSSL is set up without SHA-256.
 */
mtproxy_status mtproxy_sha256_two_chunks(const uint8_t *first TENON_COUNTED_BY(first_size), size_t first_size,
                                         const uint8_t *second TENON_COUNTED_BY(second_size),
                                         size_t second_size,
                                         uint8_t *digest TENON_OUT TENON_COUNTED_BY(digest_size),
                                         size_t digest_size TENON_DEFAULT(MTPROXY_SHA256_SIZE)) TENON_BRIDGED;

/**
 * HMAC (RFC 2104) with SHA-256.
 * @param key At most INT_MAX bytes, also none.
 * @param digest_size How many bytes of the digest, from its beginning.
 * @throws MTPROXY_INVALID when the key is too long, digest_size 0 or above 32, or a pointer null that must
 * not be.
 * @throws MTPROXY_OUT_OF_MEMORY when OpenSSL has no memory.
 * @throws MTPROXY_UNSUPPORTED when OpenSSL is set up without SHA-256.
 */
mtproxy_status mtproxy_sha256_hmac(const uint8_t *key TENON_COUNTED_BY(key_size), size_t key_size,
                                   const uint8_t *data TENON_COUNTED_BY(size), size_t size,
                                   uint8_t *digest TENON_OUT TENON_COUNTED_BY(digest_size),
                                   size_t digest_size TENON_DEFAULT(MTPROXY_SHA256_SIZE)) TENON_BRIDGED;

/* ---- Precise time
 * -------------------------------------------------------------------------------------------- */

/*
 * A tick is one of the processor's own counter: the TSC on x86, CNTVCT on ARMv8, elsewhere a nanosecond of
 * CLOCK_MONOTONIC. Fixed-point time is seconds since 1970 times 2^32.
 */

/**
 * CLOCK_MONOTONIC. Also sets what mtproxy_precise_now_value() and mtproxy_precise_now_rdtsc_value() give to
 * this thread.
 * @return Seconds; never less than what the thread got before.
 */
double mtproxy_get_utime_monotonic(void) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/** What this thread got from mtproxy_get_utime_monotonic() last. @return Seconds, 0 before the first call. */
double mtproxy_precise_now_value(void) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/** The ticks at this thread's last mtproxy_get_utime_monotonic(). @return Ticks, 0 before the first call. */
int64_t mtproxy_precise_now_rdtsc_value(void) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/**
 * A clock of the system. Reading CLOCK_REALTIME (0) also sets what mtproxy_precise_time_value() and
 * mtproxy_precise_time_rdtsc_value() give to every thread.
 * @param clock_id As for clock_gettime().
 * @return Its time in seconds; whole seconds since 1970 where there is no such clock.
 */
double mtproxy_get_utime(int32_t clock_id) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/**
 * The time, from a cache that all threads share.
 * @param precision How many ticks old it may be; it is read anew when it is older.
 * @return Fixed-point time.
 */
int64_t mtproxy_get_precise_time(uint32_t precision) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/** The time, at most 1,000,000 ticks old. @return Seconds since 1970. */
double mtproxy_get_double_time(void) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/** What CLOCK_REALTIME was when it was last read. @return Fixed-point time, 0 before the first reading. */
int64_t mtproxy_precise_time_value(void) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/** The ticks when CLOCK_REALTIME was last read. @return Ticks, 0 before the first reading. */
int64_t mtproxy_precise_time_rdtsc_value(void) TENON_BRIEF TENON_BRIDGED TENON_VARIES;

/* ---- Scanning the configuration
 * ------------------------------------------------------------------------------ */

/** Where the scanner is after skipping. */
typedef struct mtproxy_cfg_scan_result {
    size_t advance;  /**< How many bytes were skipped. */
    int32_t line_no; /**< The number of the line there. */
    int32_t ch;      /**< The next byte, 0 to 255; 0 at the end, too. */
} mtproxy_cfg_scan_result;

/** A number that the scanner read. */
typedef struct mtproxy_cfg_int_result {
    int64_t value;   /**< What it says; the nearest that fits where it is too large. */
    size_t consumed; /**< How many bytes its sign and digits take, without the blanks before; 0: there is
                        none. */
} mtproxy_cfg_int_result;

/**
 * Skip spaces, tabs, line ends (CR, LF) and comments, which go from `#` to before the next LF; every LF is a
 * line more. A NUL ends this outside of comments and is skipped inside.
 * @param cur The text from where the scanner is.
 * @param line_no The number of the line there.
 * @throws MTPROXY_INVALID when cur is null with a size, or result is null.
 */
mtproxy_status mtproxy_cfg_skipspc(const uint8_t *cur TENON_COUNTED_BY(size), size_t size, int32_t line_no,
                                   mtproxy_cfg_scan_result *result TENON_OUT) TENON_BRIDGED;

/**
 * Skip spaces and tabs alone.
 * @param cur The text from where the scanner is.
 * @param line_no The number of the line there, which comes back unchanged.
 * @throws MTPROXY_INVALID when cur is null with a size, or result is null.
 */
mtproxy_status mtproxy_cfg_skspc(const uint8_t *cur TENON_COUNTED_BY(size), size_t size, int32_t line_no,
                                 mtproxy_cfg_scan_result *result TENON_OUT) TENON_BRIDGED;

/**
 * The length of a word after spaces and tabs: of `A-Za-z0-9._-`, or from `[` also with colons and up to a
 * closing `]`.
 * @param cur The text from where the scanner is.
 * @return Bytes without the blanks before it, at most INT32_MAX; -1 when cur is null with a size.
 */
int32_t mtproxy_cfg_getword_len(const uint8_t *cur TENON_COUNTED_BY(size), size_t size) TENON_BRIDGED;

/**
 * The length of a string after spaces and tabs: up to a `;` or a byte of 0x20 or less. Quotes are not
 * understood: a string that begins with one has the length 1.
 * @param cur The text from where the scanner is.
 * @return Bytes without the blanks before it, at most INT32_MAX; -1 when cur is null with a size.
 */
int32_t mtproxy_cfg_getstr_len(const uint8_t *cur TENON_COUNTED_BY(size), size_t size) TENON_BRIDGED;

/**
 * Read a number of digits after spaces and tabs.
 * @param cur The text from where the scanner is.
 * @param result The number; 0 where there is none.
 * @throws MTPROXY_INVALID when cur is null with a size, or result is null.
 */
mtproxy_status mtproxy_cfg_getint(const uint8_t *cur TENON_COUNTED_BY(size), size_t size,
                                  mtproxy_cfg_int_result *result TENON_OUT) TENON_BRIDGED;

/**
 * Read a number of digits after spaces and tabs.
 * @param cur The text from where the scanner is.
 * @param result The number; -1 where there is none.
 * @throws MTPROXY_INVALID when cur is null with a size, or result is null.
 */
mtproxy_status mtproxy_cfg_getint_zero(const uint8_t *cur TENON_COUNTED_BY(size), size_t size,
                                       mtproxy_cfg_int_result *result TENON_OUT) TENON_BRIDGED;

/**
 * Read a number of digits, perhaps after a `-`, after spaces and tabs.
 * @param cur The text from where the scanner is.
 * @param result The number; INT64_MIN where there is none, which only consumed tells from one that is too
 * small.
 * @throws MTPROXY_INVALID when cur is null with a size, or result is null.
 */
mtproxy_status mtproxy_cfg_getint_signed_zero(const uint8_t *cur TENON_COUNTED_BY(size), size_t size,
                                              mtproxy_cfg_int_result *result TENON_OUT) TENON_BRIDGED;

/* ---- TL headers
 * ---------------------------------------------------------------------------------------------- */

#define MTPROXY_RPC_INVOKE_REQ 0x2374df3d        /**< Begins a query. */
#define MTPROXY_RPC_INVOKE_KPHP_REQ 0x99a37fda   /**< Begins a query without further headers. */
#define MTPROXY_RPC_REQ_ERROR 0x7ae432f5         /**< Begins an answer that is an error. */
#define MTPROXY_RPC_REQ_ERROR_WRAPPED 0x7ae432f6 /**< mtproxy_tl_header.op of an error inside a result. */
#define MTPROXY_RPC_REQ_RESULT 0x63aeda4e        /**< Begins an answer that is a result. */
#define MTPROXY_RPC_DEST_ACTOR 0x7568aabd        /**< Header with an actor. */
#define MTPROXY_RPC_DEST_ACTOR_FLAGS 0xf0a5acf7  /**< Header with an actor and flags. */
#define MTPROXY_RPC_DEST_FLAGS 0xe352035e        /**< Header with flags. */
#define MTPROXY_RPC_REQ_RESULT_FLAGS 0x8cc84ce1  /**< Header of an answer, with flags. */
#define MTPROXY_TL_ERROR_SYNTAX (-1000)          /**< What is there has no meaning. */
#define MTPROXY_TL_ERROR_EXTRA_DATA (-1001)      /**< Something stands behind the end. */
#define MTPROXY_TL_ERROR_HEADER (-1002)          /**< The header is wrong. */
#define MTPROXY_TL_ERROR_WRONG_QUERY_ID (-1003)  /**< The answer is to another query. */
#define MTPROXY_TL_ERROR_NOT_ENOUGH_DATA (-1004) /**< The header ends too early. */
#define MTPROXY_TL_ERROR_SIZE 192                /**< Room for any error's text and its NUL. */

/** The header of a query or an answer. */
typedef struct mtproxy_tl_header {
    int32_t
        status; /**< 0: parsed. -1: rejected; then errnum says why, and what was read stands in the others. */
    int32_t consumed; /**< How many bytes the header takes; 0 where it was rejected. */
    int32_t op; /**< MTPROXY_RPC_...: what it is; of an error in a result MTPROXY_RPC_REQ_ERROR_WRAPPED. */
    int32_t real_op;   /**< What the packet begins with. */
    int32_t flags;     /**< Always 0 where it was parsed: other flags are refused. */
    int64_t qid;       /**< The query's id. */
    int64_t actor_id;  /**< Of a query: the last actor named, or 0. */
    int32_t errnum;    /**< Why it was rejected: MTPROXY_TL_ERROR_..., or 0. */
    int32_t error_len; /**< The length of the text that says so, without its NUL. */
} mtproxy_tl_header;

/**
 * Parse the header of a query: RPC_INVOKE_REQ or RPC_INVOKE_KPHP_REQ, the query's id, and of the former any
 * number of headers and at least one int of the body behind them. The first 256 bytes of a packet are enough,
 * unless actors are named again and again.
 * @param data The packet, little-endian.
 * @param header The verdict. It is written, zeroed at first, also where the call fails for another null
 * pointer.
 * @param error The text for header.errnum, ended by a NUL and filled up with NULs.
 * @param error_size Room for it; a longer text is cut. 0: nobody wants it.
 * @throws MTPROXY_INVALID when a pointer is null that must not be; not when the header is
 * rejected.
 */
mtproxy_status
mtproxy_tl_parse_query_header(const uint8_t *data TENON_COUNTED_BY(size), size_t size,
                              mtproxy_tl_header *header TENON_OUT,
                              uint8_t *error TENON_OUT TENON_COUNTED_BY(error_size),
                              size_t error_size TENON_DEFAULT(MTPROXY_TL_ERROR_SIZE)) TENON_BRIDGED;

/**
 * Parse the header of an answer: RPC_REQ_ERROR or RPC_REQ_RESULT, the query's id, and of the latter any
 * number of headers, errors in the result among them, and at least one int of the body behind them.
 * @param data The packet, little-endian.
 * @param header The verdict. It is written, zeroed at first, also where the call fails for another null
 * pointer.
 * @param error The text for header.errnum, ended by a NUL and filled up with NULs.
 * @param error_size Room for it; a longer text is cut. 0: nobody wants it.
 * @throws MTPROXY_INVALID when a pointer is null that must not be; not when the header is
 * rejected.
 */
mtproxy_status
mtproxy_tl_parse_answer_header(const uint8_t *data TENON_COUNTED_BY(size), size_t size,
                               mtproxy_tl_header *header TENON_OUT,
                               uint8_t *error TENON_OUT TENON_COUNTED_BY(error_size),
                               size_t error_size TENON_DEFAULT(MTPROXY_TL_ERROR_SIZE)) TENON_BRIDGED;

/* ---- Processes and memory, from /proc
 * ------------------------------------------------------------------------ */

/** Room for the longest name of a process in its parentheses, and a NUL. */
#define MTPROXY_COMM_SIZE 256

/** What `/proc/PID/stat` says in its first 42 fields, without the name; see proc(5). */
typedef struct mtproxy_proc_stats {
    int32_t pid;                    /**< Of the process or thread. */
    int8_t state;                   /**< A letter: R is running, S sleeping, Z a zombie. */
    int32_t ppid;                   /**< Its parent. */
    int32_t pgrp;                   /**< Its process group. */
    int32_t session;                /**< Its session. */
    int32_t tty_nr;                 /**< Its terminal. */
    int32_t tpgid;                  /**< The foreground process group of its terminal, or -1. */
    uint64_t flags;                 /**< Of the kernel. */
    uint64_t minflt;                /**< Page faults without reading. */
    uint64_t cminflt;               /**< Those of its children. */
    uint64_t majflt;                /**< Page faults with reading. */
    uint64_t cmajflt;               /**< Those of its children. */
    uint64_t utime;                 /**< Time in user mode, in clock ticks. */
    uint64_t stime;                 /**< Time in the kernel, in clock ticks. */
    int64_t cutime;                 /**< Of its children, in clock ticks. */
    int64_t cstime;                 /**< Of its children, in clock ticks. */
    int64_t priority;               /**< Its priority. */
    int64_t nice;                   /**< From 19 (low) to -20. */
    int64_t num_threads;            /**< Its threads. */
    int64_t itrealvalue;            /**< 0 nowadays. */
    uint64_t starttime;             /**< Clock ticks after boot. */
    uint64_t vsize;                 /**< Virtual memory, in bytes. */
    int64_t rss;                    /**< Memory in RAM, in pages. */
    uint64_t rlim;                  /**< Its limit, in bytes. */
    uint64_t startcode;             /**< Address. */
    uint64_t endcode;               /**< Address. */
    uint64_t startstack;            /**< Address. */
    uint64_t kstkesp;               /**< Stack pointer. */
    uint64_t kstkeip;               /**< Instruction pointer. */
    uint64_t signal;                /**< Pending signals, as bits. */
    uint64_t blocked;               /**< Blocked signals, as bits. */
    uint64_t sigignore;             /**< Ignored signals, as bits. */
    uint64_t sigcatch;              /**< Caught signals, as bits. */
    uint64_t wchan;                 /**< Where it waits in the kernel. */
    uint64_t nswap;                 /**< 0 nowadays. */
    uint64_t cnswap;                /**< 0 nowadays. */
    int32_t exit_signal;            /**< What its parent gets when it ends. */
    int32_t processor;              /**< Where it ran last. */
    uint64_t rt_priority;           /**< 1 to 99 for real time, otherwise 0. */
    uint64_t policy;                /**< Of scheduling. */
    uint64_t delayacct_blkio_ticks; /**< Waiting for block devices, in clock ticks. */
} mtproxy_proc_stats;

/**
 * Parse a line of `/proc/PID/stat`: at least 42 fields, of which the second goes from the first `(` to the
 * last `)` and may hold any bytes, blanks and parentheses included.
 * @param line With its LF or without.
 * @param comm The name in its parentheses, ended by a NUL and filled up with NULs.
 * @param comm_size Room for it; a longer name is cut. 0: nobody wants it.
 * @throws MTPROXY_INVALID when fields are missing or are no numbers of their type, or a pointer is
 * null that must not be.
 */
mtproxy_status mtproxy_parse_proc_stat_line(const uint8_t *line TENON_COUNTED_BY(size), size_t size,
                                            mtproxy_proc_stats *stats TENON_OUT,
                                            uint8_t *comm TENON_OUT TENON_COUNTED_BY(comm_size),
                                            size_t comm_size TENON_DEFAULT(MTPROXY_COMM_SIZE)) TENON_BRIDGED;

/**
 * Read `/proc/PID/stat` or, of a thread, `/proc/PID/task/TID/stat`.
 * @param pid The process.
 * @param tid The thread, or 0 or less for the process.
 * @param comm The name in its parentheses, ended by a NUL and filled up with NULs.
 * @param comm_size Room for it; a longer name is cut. 0: nobody wants it.
 * @throws MTPROXY_UNREADABLE when the file cannot be read: mostly because there is no such process.
 * @throws MTPROXY_INVALID when a pointer is null that must not be, or the file is not as it
 * should be.
 */
mtproxy_status
mtproxy_read_proc_stat_file(int32_t pid, int32_t tid, mtproxy_proc_stats *stats TENON_OUT,
                            uint8_t *comm TENON_OUT TENON_COUNTED_BY(comm_size),
                            size_t comm_size TENON_DEFAULT(MTPROXY_COMM_SIZE)) TENON_BRIDGED TENON_VARIES;

/**
 * Parse `/proc/PID/statm`: whole numbers of pages, as bytes.
 * @param text The file.
 * @param page_size The size of a page in bytes, above 0.
 * @param values size, resident, shared, text, lib, data and dt in bytes, as many as asked for; what does not
 * fit is the nearest number that does.
 * @param count How many of them: 1 to 7.
 * @throws MTPROXY_INVALID when count or page_size are out of range, a number is missing or none of 64 bits,
 * or a pointer is null that must not be.
 */
mtproxy_status mtproxy_parse_statm(const uint8_t *text TENON_COUNTED_BY(size), size_t size, int64_t page_size,
                                   int64_t *values TENON_OUT TENON_COUNTED_BY(count),
                                   int32_t count) TENON_BRIDGED;

/** What `/proc/meminfo` says of free memory, in bytes. */
typedef struct mtproxy_meminfo_summary {
    int64_t mem_free;   /**< MemFree */
    int64_t mem_cached; /**< Cached */
    int64_t swap_total; /**< SwapTotal */
    int64_t swap_free;  /**< SwapFree */
    int32_t found_mask; /**< What was found: MemFree 1, SwapTotal 2, SwapFree 4, Cached 8; so always 15. */
} mtproxy_meminfo_summary;

/**
 * Parse `/proc/meminfo`. Of lines with the same key the last one counts; lines that it does not know are
 * skipped.
 * @param text The file.
 * @throws MTPROXY_INVALID when one of the four lines is missing or has no number in kB, or a pointer is null
 * that must not be.
 */
mtproxy_status mtproxy_parse_meminfo_summary(const uint8_t *text TENON_COUNTED_BY(size), size_t size,
                                             mtproxy_meminfo_summary *summary TENON_OUT) TENON_BRIDGED;

/* ---- Log
 * ----------------------------------------------------------------------------------------------------- */

/** Room for the prefix of any moment of the years 0 to 9999 and a NUL. */
#define MTPROXY_LOG_PREFIX_SIZE 64

/**
 * The beginning of a line in the log: `[pid][YYYY-MM-DD hh:mm:ss.uuuuuu local] `. Numbers are filled up with
 * zeros and not checked.
 * @param prefix The text; a NUL stands behind it.
 * @param prefix_size In: room for text and NUL; a longer text is cut. Out: how long the text is, without the
 * NUL.
 * @throws MTPROXY_INVALID when there is no room at all, or a pointer is null.
 */
mtproxy_status mtproxy_format_log_prefix(
    int32_t pid, int32_t year, int32_t mon, int32_t mday, int32_t hour, int32_t min, int32_t sec,
    int32_t usec, uint8_t *prefix TENON_OUT TENON_COUNTED_BY(prefix_size),
    size_t *prefix_size TENON_INOUT TENON_DEFAULT(MTPROXY_LOG_PREFIX_SIZE)) TENON_BRIDGED;

/* ---- Network helpers
 * ----------------------------------------------------------------------------------------- */

#define MTPROXY_EVENT_SPEC 0x001       /**< Something urgent, or the other side closed. */
#define MTPROXY_EVENT_WRITE 0x002      /**< May be written. */
#define MTPROXY_EVENT_READ 0x004       /**< May be read. */
#define MTPROXY_EVENT_LEVEL 0x008      /**< Told as long as it lasts, not only when it begins. */
#define MTPROXY_EVENT_IN_EPOLL 0x020   /**< It is watched. */
#define MTPROXY_EVENT_CLOSED 0x040     /**< The connection is closed. */
#define MTPROXY_EVENT_OPEN 0x080       /**< The connection is open. */
#define MTPROXY_EVENT_NEW 0x100        /**< The connection is new. */
#define MTPROXY_EVENT_NOHUP 0x200      /**< Hanging up is nothing. */
#define MTPROXY_EVENT_FROM_EPOLL 0x400 /**< It came from epoll. */

/**
 * What to ask epoll for. ERR always; IN for READ, OUT for WRITE, RDHUP and PRI for SPEC, and ET without
 * LEVEL.
 * @param flags MTPROXY_EVENT_...; others count only as not being 0.
 * @return Events of epoll(7), as bits; 0 for 0.
 */
int32_t mtproxy_net_epoll_conv_flags(int32_t flags) TENON_BRIEF TENON_BRIDGED;

/**
 * What epoll said. FROM_EPOLL always; READ for IN or ERR, WRITE for OUT, SPEC for RDHUP or PRI.
 * @param epoll_flags Events of epoll(7), as bits.
 * @return MTPROXY_EVENT_...
 */
int32_t mtproxy_net_epoll_unconv_flags(int32_t epoll_flags) TENON_BRIEF TENON_BRIDGED;

/**
 * How long to wait for a timer: whole milliseconds of the time until then, and one more, so that it is never
 * too early.
 * @param wakeup_time When, in seconds.
 * @param now The time, in seconds of the same clock.
 * @return Milliseconds. 0 where the moment is there; INT32_MAX where it is too far off or no number.
 */
int32_t mtproxy_net_timers_wait_msec(double wakeup_time, double now) TENON_BRIEF TENON_BRIDGED;

/**
 * The smallest class of buffers that holds so many bytes.
 * @param buffer_sizes The classes' sizes, ascending.
 * @param size_hint How many bytes; negative: as many as possible.
 * @return The index of the class, of the largest where none holds them; -1 where there are no classes.
 */
int32_t mtproxy_msg_buffers_pick_size_index(const int32_t *buffer_sizes TENON_COUNTED_BY(buffer_size_values),
                                            int32_t buffer_size_values, int32_t size_hint) TENON_BRIDGED;

/* ---- The queue
 * ------------------------------------------------------------------------------------- */

/**
 * A queue of 64-bit items for any number of producers and consumers. What one producer pushes comes out in
 * that order; no item is lost and none comes twice. Every call may run beside every other one on the same
 * queue, which is why all take it as const.
 *
 * Pushing and popping are lock-free and linearizable; only mtproxy_queue_push_w() and mtproxy_queue_pop_w()
 * sleep. It grows as needed, 16 KiB at a time, and gives back what it no longer needs.
 */
typedef struct mtproxy_queue mtproxy_queue;

/**
 * Make an empty queue.
 * @param limit How many items it may hold, those that are being pushed or popped included; 0: no limit.
 * @return The queue, or null when there is no memory.
 */
TENON_OWNED mtproxy_queue *mtproxy_queue_new(uint64_t limit TENON_DEFAULT(0));

/**
 * Free a queue. The items in it are forgotten.
 * @param queue The queue; null is allowed.
 */
void mtproxy_queue_free(mtproxy_queue *queue TENON_DESTROYS);

/**
 * PUSH: put an item at the end. Never waits.
 * @param queue The queue.
 * @param item Any number.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_QUEUE_FULL when it holds as many items as it may.
 * @throws MTPROXY_QUEUE_SHUT_DOWN when it was shut down.
 * @throws MTPROXY_OUT_OF_MEMORY when there is no memory; the queue is as before.
 */
mtproxy_status mtproxy_queue_push(const mtproxy_queue *queue, uint64_t item) TENON_BRIEF;

/**
 * POP: take the oldest item. Never waits.
 * @param queue The queue.
 * @param item The item.
 * @return Whether there was one.
 */
bool mtproxy_queue_pop(const mtproxy_queue *queue,
                       uint64_t *item TENON_OUT TENON_PRESENT_IF(result)) TENON_BRIEF;

/**
 * IS_EMPTY: whether there is no item.
 * @param queue The queue.
 * @return Whether there was none at some moment of the call.
 */
bool mtproxy_queue_is_empty(const mtproxy_queue *queue) TENON_BRIEF;

/**
 * PUSH_W: put an item at the end, as soon as there is room for it.
 * @param queue The queue.
 * @param item Any number.
 * @param cancel Asked about a hundred times a second while there is no room.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_QUEUE_SHUT_DOWN when it was shut down, before or meanwhile.
 * @throws MTPROXY_CANCELLED when the caller asked to stop.
 * @throws MTPROXY_OUT_OF_MEMORY when there is no memory; the queue is as before.
 */
mtproxy_status mtproxy_queue_push_w(const mtproxy_queue *queue, uint64_t item,
                                    const tenon_cancel *cancel) TENON_BLOCKING;

/**
 * POP_W: take the oldest item, as soon as there is one.
 * @param queue The queue.
 * @param cancel Asked about a hundred times a second while there is no item.
 * @param item The item.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_QUEUE_SHUT_DOWN when it was shut down and every item has been taken.
 * @throws MTPROXY_CANCELLED when the caller asked to stop; no item was taken.
 */
mtproxy_status mtproxy_queue_pop_w(const mtproxy_queue *queue, const tenon_cancel *cancel,
                                   uint64_t *item TENON_OUT) TENON_BLOCKING;

/**
 * POP_NW: take the oldest items that are there, several at once. Never waits: for those who must not sleep,
 * whatever they find.
 * @param queue The queue.
 * @param items The items, oldest first.
 * @param count How many may be taken; then how many there were.
 */
void mtproxy_queue_pop_nw(const mtproxy_queue *queue, uint64_t *items TENON_OUT TENON_COUNTED_BY(count),
                          size_t *count TENON_INOUT) TENON_BRIEF;

/**
 * Take no more items: every later push fails, those that wait for room with them. What was pushed can still
 * be popped. A second time changes nothing.
 * @param queue The queue.
 */
void mtproxy_queue_shut_down(const mtproxy_queue *queue) TENON_BRIEF;

/* ---- Jobs
 * ---------------------------------------------------------------------------------------------------- */

/** The signal that mtproxy_job_schedule() gives. */
#define MTPROXY_JOB_RUN 1

/** Where a job runs. */
typedef enum mtproxy_thread_class {
    MTPROXY_THREAD_CLASS_WORKER = 0, /**< On a thread of the scheduler's. */
    MTPROXY_THREAD_CLASS_MAIN = 1 /**< On the thread that calls mtproxy_scheduler_run_pending_main_jobs(). */
} mtproxy_thread_class;

/** How a job goes on after a run. */
typedef enum mtproxy_job_outcome {
    MTPROXY_JOB_OUTCOME_WAIT = 0, /**< It runs again when it gets another signal. */
    MTPROXY_JOB_OUTCOME_DONE = 1, /**< It has ended. */
    MTPROXY_JOB_OUTCOME_FAIL = 2  /**< It has ended, and those who run main jobs should hear of it first. */
} mtproxy_job_outcome;

/**
 * What a job does.
 * @param signals What it was signalled since its last run, at least one bit.
 * @return How it goes on.
 */
typedef mtproxy_job_outcome (*mtproxy_job_function)(uint32_t signals, void *context TENON_CONTEXT)
    TENON_ON_ERROR(MTPROXY_JOB_OUTCOME_FAIL);

/**
 * Threads that run jobs, and a list of jobs for the main thread to run. Every call may run beside every other
 * one on the same scheduler.
 */
typedef struct mtproxy_scheduler mtproxy_scheduler;

/**
 * A reference to a job: a function that runs when it is signalled, never twice at the same time. A signal
 * that comes during a run leads to another run. The job lives as long as a reference to it, and while it has
 * signals to run for.
 */
typedef struct mtproxy_job mtproxy_job;

/**
 * Make a scheduler and start its threads. They take no signals of the process.
 * @param threads How many, 1 to 256.
 * @param scheduler The new scheduler.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_INVALID when there cannot be so many threads.
 * @throws MTPROXY_NO_THREAD when the operating system gives too few.
 * @throws MTPROXY_OUT_OF_MEMORY when there is no memory.
 */
mtproxy_status mtproxy_scheduler_new(uint32_t threads, mtproxy_scheduler **scheduler TENON_OUT TENON_OWNED);

/**
 * Free a scheduler. Its jobs end as by mtproxy_scheduler_stop(), but it waits for nobody: jobs that run now
 * do so to the end, and then their threads end.
 * @param scheduler The scheduler; null is allowed.
 */
void mtproxy_scheduler_free(mtproxy_scheduler *scheduler TENON_DESTROYS);

/**
 * End all jobs and threads: jobs that run now run to their end, others never again, whatever they were
 * signalled. Waits for that; a job can stop its own scheduler, which then waits for all other jobs.
 * @param scheduler The scheduler. Stopping it twice changes nothing.
 */
void mtproxy_scheduler_stop(const mtproxy_scheduler *scheduler) TENON_BLOCKING;

/**
 * CREATE_ASYNC_JOB: make a job that does not run yet. It keeps its signals until mtproxy_job_schedule().
 * @param scheduler The scheduler.
 * @param thread Where it runs.
 * @param run What it does.
 * @param context For `run`.
 * @param drop Called with `context` once the job has ended and does not run any more, on any thread.
 * @param job The first reference to the job.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_SCHEDULER_STOPPED when the scheduler was stopped.
 * @throws MTPROXY_OUT_OF_MEMORY when there is no memory.
 */
mtproxy_status
mtproxy_scheduler_create_async_job(const mtproxy_scheduler *scheduler, mtproxy_thread_class thread,
                                   mtproxy_job_function run TENON_CALLED(until_dropped),
                                   void *context TENON_CONTEXT_OF(run),
                                   void (*drop)(void *context) TENON_DROP_OF(run),
                                   mtproxy_job **job TENON_OUT TENON_OWNED TENON_KEEPS(scheduler));

/**
 * NOTIFY_JOB_CREATE: make a job that others wait for. Its first signal ends it and signals all its
 * subscribers.
 * @param scheduler The scheduler.
 * @param job The first reference to the job.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_SCHEDULER_STOPPED when the scheduler was stopped.
 * @throws MTPROXY_OUT_OF_MEMORY when there is no memory.
 */
mtproxy_status
mtproxy_scheduler_notify_job_create(const mtproxy_scheduler *scheduler,
                                    mtproxy_job **job TENON_OUT TENON_OWNED TENON_KEEPS(scheduler));

/**
 * RUN_PENDING_MAIN_JOBS: run the main jobs that are signalled now, each once. Where one fails
 * (MTPROXY_JOB_OUTCOME_FAIL), the others are left for the next call.
 * @param scheduler The scheduler.
 * @param count How many ran.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_MAIN_JOBS_BUSY when another call, or one that this one runs in, does so already.
 */
mtproxy_status mtproxy_scheduler_run_pending_main_jobs(const mtproxy_scheduler *scheduler,
                                                       size_t *count TENON_OUT);

/**
 * Wait until a main job is signalled.
 * @param scheduler The scheduler.
 * @param cancel Asked about a hundred times a second.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_SCHEDULER_STOPPED when the scheduler was stopped, before or meanwhile.
 * @throws MTPROXY_CANCELLED when the caller asked to stop.
 */
mtproxy_status mtproxy_scheduler_wait_for_main_jobs(const mtproxy_scheduler *scheduler,
                                                    const tenon_cancel *cancel) TENON_BLOCKING;

/**
 * SCHEDULE_JOB: let a job run, soon, with the signal MTPROXY_JOB_RUN and whatever it was signalled before.
 * @param job The job.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_JOB_ENDED when it has ended.
 */
mtproxy_status mtproxy_job_schedule(const mtproxy_job *job);

/**
 * JOB_SIGNAL: signal a job. It runs soon, if it was scheduled; signals that come until then come together.
 * @param job The job.
 * @param signals The bits, at least one; what they mean is the job's.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_INVALID when there is no bit.
 * @throws MTPROXY_JOB_ENDED when it has ended.
 */
mtproxy_status mtproxy_job_signal(const mtproxy_job *job, uint32_t signals);

/**
 * JOB_INCREF: make another reference to the same job.
 * @param job The job.
 * @return The reference, or null when there is no memory.
 */
TENON_OWNED TENON_KEEPS(job) mtproxy_job *mtproxy_job_incref(const mtproxy_job *job);

/**
 * JOB_DECREF: give a reference back. With the last one a job that has no signals to run for ends.
 * @param job The reference; null is allowed.
 */
void mtproxy_job_decref(mtproxy_job *job TENON_DESTROYS);

/**
 * Have a job signalled when a notify job is; at once, where that has been already.
 * @param job The notify job.
 * @param subscriber The job that gets the signal; the notify job keeps it alive.
 * @param signals The bits, at least one.
 * @return MTPROXY_OK or why not.
 * @throws MTPROXY_INVALID when `job` is no notify job, or there is no bit.
 * @throws MTPROXY_JOB_ENDED when one of them has ended without a signal.
 * @throws MTPROXY_OUT_OF_MEMORY when there is no memory.
 */
mtproxy_status mtproxy_job_subscribe(const mtproxy_job *job, const mtproxy_job *subscriber, uint32_t signals);

/**
 * Whether a job has ended: it is done, it failed, or its scheduler stopped.
 * @param job The job.
 * @return Whether it runs no more.
 */
bool mtproxy_job_has_ended(const mtproxy_job *job) TENON_PROPERTY(has_ended) TENON_BRIEF;

#ifdef __cplusplus
}
#endif

#endif /* MTPROXY_MTPROXY_H */

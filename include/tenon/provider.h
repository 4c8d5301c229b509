/**
 * @file
 * Providers: what implements functions of a contract besides the library's own code.
 *
 * A provider is a shared library, or an object linked into the program, that has one function with C linkage:
 *
 *   const tenon_provider *tenon_provider_<library>(void);
 *
 * `tenon build HEADER --lang c-impl` and `--lang rust-impl` write it: nobody writes these tables by hand. No
 * other symbol of a provider is needed, so that two providers in one program cannot get in each other's way.
 * What the function returns lives and stays the same as long as the provider is loaded; any thread may call
 * it at any time.
 */
#ifndef TENON_PROVIDER_H
#define TENON_PROVIDER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Raised when these structs change other than by a member at the end. */
#define TENON_PROVIDER_INTERFACE 1

/** Any function: cast to its own type before it is called. */
typedef void (*tenon_any_function)(void);

/** One function of the contract, as a provider has it. */
typedef struct tenon_provider_operation {
    const char *name; /**< In C: "mtproxy_crc32_partial". */
    tenon_any_function
        function; /**< Runs it, with the type of the contract's function. Null: not implemented. */
    /** The same function behind a counter: adds 1 to *calls and runs `function`. The check calls through it
     * to see that this provider, and nobody else, executes the call. Null where `function` is. */
    tenon_any_function counted;
    const uint64_t *
        calls; /**< How often `counted` ran. Written by relaxed atomic additions. Null where `function` is. */
} tenon_provider_operation;

/** Where a field of a record lies, as the provider's own compiler sees it. */
typedef struct tenon_provider_field {
    const char *name;
    uint32_t offset;
    uint32_t size;
} tenon_provider_field;

/** The layout of a record or variant. */
typedef struct tenon_provider_layout {
    const char *name; /**< Of the C type. */
    uint32_t size;
    uint32_t alignment;
    uint32_t field_count;
    const tenon_provider_field *fields; /**< In the order of the contract. */
} tenon_provider_layout;

/** What the program lends a provider: the errors of the calling thread, so that the provider's messages reach
 * the caller. */
typedef struct tenon_provider_host {
    uint32_t size; /**< Of this struct as the program was built: members may be added at its end. */
    void (*fail)(int32_t code, const char *message);         /**< tenon_fail() */
    void (*fail_because)(int32_t code, const char *message); /**< tenon_fail_because() */
    void (*clear)(void);                                     /**< tenon_error_clear() */
} tenon_provider_host;

/** A provider. */
typedef struct tenon_provider {
    uint32_t interface;  /**< TENON_PROVIDER_INTERFACE as the provider was built. First for ever. */
    uint32_t size;       /**< Of this struct as the provider was built: members may be added at its end. */
    const char *library; /**< "mtproxy" */
    const char *name;    /**< For people: "mtproxy in Rust 1.0.0". */
    const char *build;   /**< "release" or "debug". */
    const char *fingerprint;  /**< Of the contract that it was generated from: see tenon_handshake(). */
    uint32_t operation_count; /**< Of the contract's bridged functions, in the order of the contract. */
    const tenon_provider_operation *operations;
    /** Bit i % 64 of word i / 64 stands for operation i: the operations that the provider knows of, and those
     * that it implements. */
    const uint64_t *contract_mask;
    const uint64_t *implemented_mask;
    uint32_t layout_count; /**< Of the contract's records and variants, in its order. */
    const tenon_provider_layout *layouts;
    /** Called before anything else of the provider, by tenon_bridge_open(). `host` lives as long as the
     * program. */
    void (*connect)(const tenon_provider_host *host);
} tenon_provider;

/** The type of tenon_provider_<library>(). */
typedef const tenon_provider *(*tenon_provider_function)(void);

#ifdef __cplusplus
}
#endif

#endif /* TENON_PROVIDER_H */

/**
 * @file
 * Loading a provider apart from the program, and whose code an address is.
 */
#define _GNU_SOURCE /* dladdr, RTLD_DEEPBIND, dl_iterate_phdr */

#include "origin.h"

#include <dlfcn.h>
#if defined(__linux__)
#include <link.h>
#endif

const void *tenon_bridge_address(tenon_any_function function) {
    const void *address;
    _Static_assert(sizeof address == sizeof function, "a function's address is an address");
    memcpy(&address, &function, sizeof address);
    return address;
}

const void *tenon_bridge_file_of(const void *address, const char **file) {
    Dl_info found;
    if (dladdr(address, &found) == 0)
        return NULL;
    if (file != NULL)
        *file = found.dli_fname;
    return found.dli_fbase;
}

/* ---- Loading ---------------------------------------------------------------------------------------------
 */

#ifdef RTLD_DEEPBIND
/* Where somebody else gives malloc() (a sanitizer, another allocator), the provider must get it from them,
 * too: blocks cross. Deep binding would give it the C library's. */
static bool is_malloc_the_c_librarys(void) {
    const void *malloc_found = dlsym(RTLD_DEFAULT, "malloc");
    const void *own = dlsym(RTLD_DEFAULT, "gnu_get_libc_version"); /* which nobody stands in for */
    return malloc_found != NULL && own != NULL &&
           tenon_bridge_file_of(malloc_found, NULL) == tenon_bridge_file_of(own, NULL);
}
#endif

void *tenon_bridge_load(const char *path) {
    int flags = RTLD_NOW | RTLD_LOCAL;
#ifdef RTLD_DEEPBIND
    if (is_malloc_the_c_librarys())
        flags |= RTLD_DEEPBIND;
#endif
    void *library = dlopen(path, flags);
    if (library == NULL)
        (void)tenon_bridge_refuse(TENON_INVALID_ARGUMENT, "%s: cannot be loaded: %s", path, dlerror());
    return library;
}

/* ---- Names that are shared -------------------------------------------------------------------------------
 */

#if defined(__linux__)

/* The tables of a loaded library that say which names it takes and gives. */
typedef struct names {
    const tenon_bridges *bridges;
    const void *file;
    const char *texts;
    const ElfW(Sym) * symbols;
    const uint32_t *hash;     /* DT_HASH */
    const uint32_t *gnu_hash; /* DT_GNU_HASH */
    bool is_import;
    const char *found;
} names;

static void read_tables(const ElfW(Dyn) * at, uintptr_t base, names *in) {
    for (; at->d_tag != DT_NULL; at++) {
        /* glibc has added the base already, others have not. */
        uintptr_t address = at->d_un.d_ptr < base ? base + at->d_un.d_ptr : at->d_un.d_ptr;
        if (at->d_tag == DT_STRTAB)
            in->texts = (const char *)address;
        else if (at->d_tag == DT_SYMTAB)
            in->symbols = (const void *)address;
        else if (at->d_tag == DT_HASH)
            in->hash = (const void *)address;
        else if (at->d_tag == DT_GNU_HASH)
            in->gnu_hash = (const void *)address;
    }
}

/* The GNU table lists the names that are given, in chains whose last entry is odd; those that are taken stand
 * before the first. */
static size_t count_by_gnu_hash(const uint32_t *table) {
    uint32_t buckets = table[0];
    uint32_t first = table[1];
    uint32_t bloom_words = table[2];
    const uint32_t *bucket = table + 4 + bloom_words * (sizeof(ElfW(Addr)) / sizeof(uint32_t));
    const uint32_t *chain = bucket + buckets;
    uint32_t last = 0;
    for (uint32_t i = 0; i < buckets; i++)
        last = bucket[i] > last ? bucket[i] : last;
    if (last < first)
        return first;
    while ((chain[last - first] & 1) == 0)
        last++;
    return (size_t)last + 1;
}

static void search_names(names *in) {
    size_t count = in->hash != NULL       ? in->hash[1]
                   : in->gnu_hash != NULL ? count_by_gnu_hash(in->gnu_hash)
                                          : 0;
    for (size_t i = 1; i < count && in->found == NULL; i++) {
        const ElfW(Sym) *symbol = &in->symbols[i];
        const char *name = in->texts + symbol->st_name;
        if (tenon_bridge_find(in->bridges, name) == in->bridges->operation_count)
            continue;
        in->is_import = symbol->st_shndx == SHN_UNDEF;
        in->found = name;
    }
}

static int search_file(struct dl_phdr_info *file, size_t size, void *context) {
    names *in = context;
    bool is_it = false;
    const ElfW(Dyn) *dynamic = NULL;
    (void)size;
    for (ElfW(Half) i = 0; i < file->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &file->dlpi_phdr[i];
        uintptr_t start = file->dlpi_addr + header->p_vaddr;
        if (header->p_type == PT_LOAD)
            is_it = is_it || ((uintptr_t)in->file >= start && (uintptr_t)in->file < start + header->p_memsz);
        else if (header->p_type == PT_DYNAMIC)
            dynamic = (const void *)start;
    }
    if (!is_it || dynamic == NULL)
        return 0;
    read_tables(dynamic, file->dlpi_addr, in);
    if (in->texts != NULL && in->symbols != NULL)
        search_names(in);
    return 1;
}

const char *tenon_bridge_shared_name(const tenon_bridges *bridges, const void *file, bool *is_import) {
    names in = {.bridges = bridges, .file = file};
    dl_iterate_phdr(search_file, &in);
    *is_import = in.is_import;
    return in.found;
}

#else

/* Elsewhere a name is bound to the library that it was linked with. */
const char *tenon_bridge_shared_name(const tenon_bridges *bridges, const void *file, bool *is_import) {
    (void)bridges, (void)file;
    *is_import = false;
    return NULL;
}

#endif

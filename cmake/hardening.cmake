# What the program and the runtime are compiled and linked with besides warnings: the same defences as every package
# (compiler/package/hardening.c), as far as this compiler has them. tests/surface holds what comes out to them.
include(CheckCCompilerFlag)
include(CheckPIESupported)

check_pie_supported(LANGUAGES C)

add_library(tenon_hardening INTERFACE)
foreach(flag IN ITEMS -fstack-protector-strong -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "HAS${flag}" has_flag)
    check_c_compiler_flag(${flag} ${has_flag})
    if(${has_flag})
        target_compile_options(tenon_hardening INTERFACE ${flag})
    endif()
endforeach()
if(NOT TENON_SANITIZE)
    # The C library's own checks need optimisation. Under AddressSanitizer they would be in its way.
    target_compile_options(tenon_hardening INTERFACE
        "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=3>")
endif()
if(CMAKE_SYSTEM_NAME STREQUAL Linux)
    target_link_options(tenon_hardening INTERFACE -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
endif()
# What is given to others says nothing about the folders of whoever built it.
check_c_compiler_flag(-ffile-prefix-map=from=to HAS_file_prefix_map)
if(HAS_file_prefix_map)
    target_compile_options(tenon_hardening INTERFACE
        "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=;-ffile-prefix-map=${PROJECT_BINARY_DIR}/=build/>")
endif()

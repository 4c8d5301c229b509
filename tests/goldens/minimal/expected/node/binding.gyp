{
  "targets": [
    {
      "target_name": "addon",
      "sources": [
        "src/addon.c",
        "src/functions.c",
        "src/runtime/diagnostics.c",
        "src/runtime/module.c",
        "src/runtime/numbers.c",
        "native/boundary/boundary_minimal.c",
        "native/runtime/block.c",
        "native/runtime/borrow.c",
        "native/runtime/claim.c",
        "native/runtime/debug.c",
        "native/runtime/error.c",
        "native/runtime/handle.c",
        "native/runtime/handshake.c",
        "native/runtime/history.c",
        "native/runtime/ledger.c",
        "native/runtime/monitor.c",
        "native/runtime/reclaim.c",
        "native/runtime/status.c",
        "native/runtime/table.c",
        "native/runtime/text.c",
        "native/runtime/thread.c",
        "native/runtime/trace.c",
        "native/runtime/utf8.c",
        "native/runtime/watch.c",
        "native/runtime/writer.c",
        "native/library/minimal.c"
      ],
      "include_dirs": [
        "src",
        "src/runtime",
        "native/boundary",
        "native/include",
        "native/library"
      ],
      "defines": [
        "NAPI_VERSION=8",
        "TENON_HOST_READS_AT_ONCE=1",
        "TENON_HOST_TEXT_IS_UTF8=1",
        "TENON_HOST_TEXT_IS_TERMINATED=1"
      ],
      "cflags": ["-std=gnu11", "-O2", "-fvisibility=hidden", "-w"],
      "xcode_settings": {
        "GCC_C_LANGUAGE_STANDARD": "gnu11",
        "GCC_OPTIMIZATION_LEVEL": "2",
        "GCC_SYMBOLS_PRIVATE_EXTERN": "YES"
      },
      "libraries": [],
      "conditions": [
        # Defences for what might be wrong in C all the same. With -z now, a function that the library does
        # not define makes require() fail, not a call end the process.
        ["OS=='linux'", {
          "cflags": ["-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=3", "-fstack-protector-strong", "-fstack-clash-protection"],
          "ldflags": ["-Wl,-z,relro", "-Wl,-z,now", "-Wl,-z,noexecstack", "-Wl,--version-script=<(module_root_dir)/exports.map"]
        }],
        ["OS=='linux' and (target_arch=='x64' or target_arch=='ia32')", {"cflags": ["-fcf-protection"]}]
      ]
    }
  ]
}

{
  "targets": [
    {
      "target_name": "addon",
      "sources": [
@SOURCES@
      ],
      "include_dirs": [
@INCLUDE_DIRS@
      ],
      "defines": [
        "NAPI_VERSION=8",
        "TENON_HOST_READS_AT_ONCE=1",
        "TENON_HOST_TEXT_IS_UTF8=1",
        "TENON_HOST_TEXT_IS_TERMINATED=1"
      ],
      "cflags@ONLY_C@": ["-std=gnu11", "-O2", "-fvisibility=hidden", "-w"],@CXX_FLAGS@
      "xcode_settings": {
        "GCC_C_LANGUAGE_STANDARD": "gnu11",
        "GCC_OPTIMIZATION_LEVEL": "2",
        "GCC_SYMBOLS_PRIVATE_EXTERN": "YES"@CXX_SETTINGS@
      },
      "libraries": [@LIBRARIES@],
      "conditions": [
        # Defences for what might be wrong in C all the same. With -z now, a function that the library does
        # not define makes require() fail, not a call end the process.
        ["OS=='linux'", {
          "cflags": [@DEFENCES@],
          "ldflags": [@LINKED@, "-Wl,--version-script=<(module_root_dir)/exports.map"]
        }],
        ["OS=='linux' and (target_arch=='x64' or target_arch=='ia32')", {"cflags": [@INTEL@]}]
      ]
    }
  ]
}

# Toolchain file: clang for WebAssembly with SIMD. Debian's packages: clang-22 lld-22 wasi-libc libc++-22-dev-wasm32
# libc++abi-22-dev-wasm32 libclang-rt-22-dev-wasm32.

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_CXX_COMPILER clang++-22)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
# -w: warnings are the native builds' matter; here a size_t has 32 bits.
set(CMAKE_CXX_FLAGS_INIT "-msimd128 -fno-exceptions -fno-rtti -w")
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)

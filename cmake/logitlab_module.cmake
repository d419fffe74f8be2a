# logitlab_module(NAME [HEADERS ...] [PRIVATE_HEADERS ...] [SOURCES ...] [HEAVY ...] [FAST ...] [ALWAYS_FAST ...] [TESTS ...] [TOGETHER ...]
#                 [LIBRARIES ...])
#
# One module of the library, from the folder logitlab/NAME:
#   HEADERS          public: installed, part of the umbrella header
#   PRIVATE_HEADERS  seen inside the repository only
#   SOURCES          compiled into the object library logitlab_NAME and archived in the library
#   HEAVY            those of SOURCES that are mostly other people's templates (Eigen, JSON): at -O1 in a Release build; in Debug,
#                    which the sanitizers make slow to compile, they go without optimisation and UBSan
#   FAST             those of SOURCES where the time of a run goes, in a module outside LOGITLAB_LOOP_MODULES: at -O3
#   ALWAYS_FAST      the same, and at -O2 in the page's engine, whose other sources are compiled for size
#   TESTS            compiled into logitlab_NAME_tests, one ctest entry for each TEST
#   TOGETHER         suites whose tests share something dear to make: one ctest entry for all tests of each
#   LIBRARIES        header-only packages that SOURCES use (Eigen3::Eigen, nlohmann_json::nlohmann_json,
#                    fmt::fmt), after find_package in the same file; never in a public header
# What NAME may include is not said here but in cmake/modules.cmake.

function(logitlab_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;PRIVATE_HEADERS;SOURCES;HEAVY;FAST;ALWAYS_FAST;TESTS;TOGETHER;LIBRARIES")
  logitlab_check_module(${name})

  if(arg_SOURCES)
    add_library(logitlab_${name} OBJECT ${arg_SOURCES} ${arg_PRIVATE_HEADERS})
    target_include_directories(logitlab_${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(logitlab_${name} PRIVATE logitlab_flags ${arg_LIBRARIES})
    if(name IN_LIST LOGITLAB_ENGINE_MODULES)
      target_compile_options(logitlab_${name} PRIVATE -fno-exceptions -fno-rtti)
    endif()
    if(NOT name IN_LIST LOGITLAB_LOOP_MODULES)  # half the time of -O3, which matters to who builds for the first time
      target_compile_options(logitlab_${name} PRIVATE $<$<CONFIG:Release>:-O1>)
    endif()
    target_sources(logitlab PRIVATE $<TARGET_OBJECTS:logitlab_${name}>)
    logitlab_heavy_sources(${arg_HEAVY})
    logitlab_fast_sources("${arg_FAST}" "${arg_ALWAYS_FAST}")
    logitlab_precompile(logitlab_${name})
    logitlab_compile_together(logitlab_${name})
  else()
    add_library(logitlab_${name} INTERFACE)
  endif()

  list(TRANSFORM arg_HEADERS PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  target_sources(logitlab PUBLIC FILE_SET HEADERS FILES ${arg_HEADERS})
  list(TRANSFORM arg_PRIVATE_HEADERS PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  set_property(GLOBAL APPEND PROPERTY LOGITLAB_PUBLIC_HEADERS ${arg_HEADERS})
  set_property(GLOBAL APPEND PROPERTY LOGITLAB_PRIVATE_HEADERS ${arg_PRIVATE_HEADERS})

  if(LOGITLAB_BUILD_TESTS AND arg_TESTS)
    logitlab_module_tests(${name} "${arg_TOGETHER}" ${arg_TESTS})
  endif()
endfunction()

function(logitlab_fast_sources fast always_fast)
  if(fast OR always_fast)
    set_source_files_properties(${fast} ${always_fast} PROPERTIES COMPILE_OPTIONS $<$<CONFIG:Release>:-O3>
      SKIP_PRECOMPILE_HEADERS ON)
  endif()
  if(always_fast)  # unrolled they would be longer, and no faster as WebAssembly
    set_property(SOURCE ${always_fast} APPEND PROPERTY COMPILE_OPTIONS "$<$<CONFIG:MinSizeRel>:-O2;-fno-unroll-loops>")
  endif()
endfunction()

function(logitlab_heavy_sources)
  set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_OPTIONS
    "$<$<CONFIG:Debug>:-O0;-fno-sanitize=undefined>;$<$<CONFIG:Release>:-O1>")
  if(ARGN)
    set_source_files_properties(${ARGN} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  endif()
endfunction()

# The standard headers that most files include are read once for each set of flags, where LOGITLAB_PRECOMPILE asks for it.
# The build without it (dev) fails on a file that does not include what it uses.
function(logitlab_precompile target)
  if(LOGITLAB_PRECOMPILE)
    logitlab_share_headers(${target})
  endif()
endfunction()

# Four sources are compiled as one, where LOGITLAB_PRECOMPILE asks for a fast build: what they share is then read and instantiated
# once. Names that are local to a file have to differ within a
# module.
function(logitlab_compile_together target)
  if(LOGITLAB_PRECOMPILE)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 4)
  endif()
endfunction()

# logitlab_share_headers(TARGET [LIBRARIES package...] [HEADERS <header>...]): targets with the same flags use the same file.
function(logitlab_share_headers target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBRARIES;HEADERS")
  get_target_property(flags ${target} COMPILE_OPTIONS)
  string(MD5 key "${flags} ${arg_HEADERS}")
  set(holder logitlab_headers_${key})
  if(NOT TARGET ${holder})
    file(WRITE ${PROJECT_BINARY_DIR}/generated/precompiled.cpp "")
    add_library(${holder} OBJECT ${PROJECT_BINARY_DIR}/generated/precompiled.cpp)
    target_link_libraries(${holder} PRIVATE logitlab_flags ${arg_LIBRARIES})
    if(flags)
      target_compile_options(${holder} PRIVATE ${flags})
    endif()
    target_precompile_headers(${holder} PRIVATE <algorithm> <array> <bit> <cassert> <cmath> <concepts> <cstdint>
      <functional> <limits> <memory> <numeric> <optional> <set> <span> <string> <string_view> <utility> <variant> <vector>
      ${arg_HEADERS})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${holder})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # g++ 12 forgets that what is precompiled is a system header, and shows what it wrongly suspects in std::string.
    target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow
      -Wno-stringop-overread)
  endif()
endfunction()

# Mistakes that would otherwise show far from where they were made.
function(logitlab_check_module name)
  if(NOT name IN_LIST LOGITLAB_ALL_MODULES)
    message(FATAL_ERROR "logitlab_module: no module is called \"${name}\".\n"
                        "Known: ${LOGITLAB_ALL_MODULES} (cmake/modules.cmake).")
  endif()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "logitlab_module(${name}): \"${arg_UNPARSED_ARGUMENTS}\" belongs to no keyword.\n"
                        "Expected HEADERS, PRIVATE_HEADERS, SOURCES, HEAVY, FAST, ALWAYS_FAST, TESTS, TOGETHER or LIBRARIES before it.")
  endif()
  foreach(file IN LISTS arg_HEADERS arg_PRIVATE_HEADERS arg_SOURCES arg_TESTS)
    if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${file})
      message(FATAL_ERROR "logitlab_module(${name}): logitlab/${name}/${file} is listed but does not exist.\n"
                          "(-DLOGITLAB_MODULES=\"base;...\" configures only the modules named.)")
    endif()
  endforeach()
endfunction()

# The tests of a module link its own objects and those of the modules below it, so that they build and run while
# a module above is broken.
function(logitlab_module_tests name together)
  add_executable(logitlab_${name}_tests ${ARGN})
  logitlab_modules_below(${name} below)
  foreach(module IN LISTS below ITEMS ${name})
    if(TARGET logitlab_${module})
      target_link_libraries(logitlab_${name}_tests PRIVATE logitlab_${module})
    endif()
  endforeach()
  logitlab_test_executable(logitlab_${name}_tests ${together})
endfunction()

# What every GoogleTest executable of the project has in common. Each test is a ctest entry, or each suite where it is
# named here.
function(logitlab_test_executable target)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${target} PRIVATE logitlab_flags GTest::gtest GTest::gtest_main)
  # What is measured and compared is the library; the tests themselves only have to compile fast.
  target_compile_options(${target} PRIVATE $<IF:$<CONFIG:Debug>,-O0,-O1>)
  target_compile_definitions(${target} PRIVATE LOGITLAB_SHARED_DIR="${LOGITLAB_SHARED_DIR}")
  logitlab_share_headers(${target} LIBRARIES GTest::gtest HEADERS <gtest/gtest.h>)
  set(alone "*")
  if(ARGN)
    list(TRANSFORM ARGN APPEND ".*" OUTPUT_VARIABLE of_suites)
    list(JOIN of_suites ":" of_suites)
    set(alone "-${of_suites}")
  endif()
  gtest_discover_tests(${target} TEST_FILTER "${alone}" DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
  foreach(suite IN LISTS ARGN)
    add_test(NAME ${suite} COMMAND ${target} --gtest_filter=${suite}.*)
    set_tests_properties(${suite} PROPERTIES TIMEOUT 120)
  endforeach()
endfunction()

# All modules that `name` may reach, its own includes' includes with them, in the order of the table.
function(logitlab_modules_below name result)
  set(found ${LOGITLAB_${name}_MAY_INCLUDE} ${LOGITLAB_${name}_EXTRA})
  foreach(module IN LISTS LOGITLAB_${name}_MAY_INCLUDE LOGITLAB_${name}_EXTRA)
    logitlab_modules_below(${module} deeper)
    list(APPEND found ${deeper})
  endforeach()
  set(ordered ${LOGITLAB_ALL_MODULES})
  foreach(module IN LISTS LOGITLAB_ALL_MODULES)
    if(NOT module IN_LIST found)
      list(REMOVE_ITEM ordered ${module})
    endif()
  endforeach()
  set(${result} ${ordered} PARENT_SCOPE)
endfunction()

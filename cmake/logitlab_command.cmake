# logitlab_command(MAIN main.cpp [HEADERS ...] [SOURCES ...] [HEAVY ...] [TESTS ...] [LIBRARIES ...])
#
# The command `logitlab`, from the folder cli: MAIN holds main() and little else; SOURCES are compiled once for the
# command and for its tests; LIBRARIES are what SOURCES use besides the library (CLI11::CLI11, ...).
# HEAVY as in logitlab_module(). Leaves the program in the top of the build folder: build/release/logitlab.

function(logitlab_command)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "MAIN" "HEADERS;SOURCES;HEAVY;TESTS;LIBRARIES")

  add_library(logitlab_cli OBJECT ${arg_SOURCES} ${arg_HEADERS})
  target_include_directories(logitlab_cli PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(logitlab_cli PUBLIC logitlab PRIVATE logitlab_flags ${arg_LIBRARIES})
  target_compile_options(logitlab_cli PRIVATE $<$<CONFIG:Release>:-O1>)
  logitlab_heavy_sources(${arg_HEAVY})
  logitlab_precompile(logitlab_cli)
  logitlab_compile_together(logitlab_cli)

  add_executable(logitlab_command ${arg_MAIN})
  target_link_libraries(logitlab_command PRIVATE logitlab_cli logitlab_flags ${arg_LIBRARIES})
  set_target_properties(logitlab_command PROPERTIES
    OUTPUT_NAME logitlab RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})

  if(LOGITLAB_BUILD_TESTS AND arg_TESTS)
    add_executable(logitlab_cli_tests ${arg_TESTS})
    target_link_libraries(logitlab_cli_tests PRIVATE logitlab_cli ${arg_LIBRARIES})
    target_compile_definitions(logitlab_cli_tests PRIVATE LOGITLAB_COMMAND="$<TARGET_FILE:logitlab_command>")
    add_dependencies(logitlab_cli_tests logitlab_command)
    logitlab_test_executable(logitlab_cli_tests)
  endif()
endfunction()

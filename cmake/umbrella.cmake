# logitlab/logitlab.hpp: every public header, written from the list that the modules gave.

get_property(headers GLOBAL PROPERTY LOGITLAB_PUBLIC_HEADERS)
set(includes "")
foreach(header IN LISTS headers)
  cmake_path(RELATIVE_PATH header BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
  string(APPEND includes "#include \"${header}\"\n")
endforeach()
set(umbrella_dir ${PROJECT_BINARY_DIR}/generated)
configure_file(cmake/logitlab.hpp.in ${umbrella_dir}/logitlab/logitlab.hpp @ONLY)

# Its own file set: CMake wants base directories that do not lie in each other.
target_sources(logitlab PUBLIC
  FILE_SET umbrella TYPE HEADERS BASE_DIRS ${umbrella_dir} FILES ${umbrella_dir}/logitlab/logitlab.hpp)

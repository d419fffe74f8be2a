# Helpers of the house checks, which run as cmake -P scripts because a bare machine that can build has nothing else.
# Each check collects findings with complain() and ends with finish().

cmake_minimum_required(VERSION 3.25)

# The checks run the command in folders of their own: paths given from the current one must hold there too.
foreach(path IN ITEMS ROOT COMMAND WORK)
  if("${${path}}" MATCHES "/|^[.]")
    cmake_path(ABSOLUTE_PATH ${path} BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
  endif()
endforeach()

# Paths relative to ROOT of our own C++ files below the folders named.
function(list_sources result)
  set(found "")
  foreach(folder IN LISTS ARGN)
    file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/${folder}/*.cpp ${ROOT}/${folder}/*.hpp)
    list(APPEND found ${files})
  endforeach()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# The number of the line of `text` in which `part` first stands.
function(line_of text part result)
  string(FIND "${text}" "${part}" position)
  string(SUBSTRING "${text}" 0 ${position} before)
  string(REGEX MATCHALL "\n" breaks "${before}")
  list(LENGTH breaks count)
  math(EXPR line "${count} + 1")
  set(${result} ${line} PARENT_SCOPE)
endfunction()

# Reports one finding.
function(complain message)
  message(NOTICE "${message}")
  set_property(GLOBAL APPEND PROPERTY FINDINGS x)
endfunction()

# Fails the check if there were findings.
function(finish subject)
  get_property(findings GLOBAL PROPERTY FINDINGS)
  list(LENGTH findings count)
  if(count GREATER 0)
    message(FATAL_ERROR "${subject}: ${count}")
  endif()
endfunction()

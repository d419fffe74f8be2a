# cmake -DROOT=<repository> -DCOMMAND=<logitlab> -DWORK=<folder> [-DUPDATE=ON] -P check_figures.cmake
#
# The figures of `logitlab lab`, light and dark, have the bytes whose SHA-256 stand in tests/reference/figures.sha256 (as
# sha256sum writes them). A figure changes only when somebody means it to, and says so.

include(${CMAKE_CURRENT_LIST_DIR}/files.cmake)

set(table ${ROOT}/tests/reference/figures.sha256)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
execute_process(COMMAND ${COMMAND} lab --theme both --no-page --quiet WORKING_DIRECTORY ${WORK} COMMAND_ERROR_IS_FATAL ANY)
file(GLOB pictures RELATIVE ${WORK}/logitlab-lab ${WORK}/logitlab-lab/*.svg)
list(SORT pictures)

if(UPDATE)
  set(lines "")
  foreach(picture IN LISTS pictures)
    file(SHA256 ${WORK}/logitlab-lab/${picture} hash)
    string(APPEND lines "${hash}  ${picture}\n")
  endforeach()
  file(WRITE ${table} "${lines}")
  message(NOTICE "written: tests/reference/figures.sha256. Look at what changed, light and dark, and say in the commit why it did.")
  return()
endif()

file(STRINGS ${table} lines)
set(known "")
foreach(line IN LISTS lines)
  if(NOT line MATCHES "^([0-9a-f]+)  ([a-z0-9-]+\\.svg)$")
    complain("tests/reference/figures.sha256: expected a hash, two spaces and a name, found ${line}")
    continue()
  endif()
  set(expected ${CMAKE_MATCH_1})
  set(picture ${CMAKE_MATCH_2})
  list(APPEND known ${picture})
  if(NOT picture IN_LIST pictures)
    complain("${picture} is not drawn any more")
    continue()
  endif()
  file(SHA256 ${WORK}/logitlab-lab/${picture} hash)
  if(NOT hash STREQUAL expected)
    complain("${picture} is drawn differently: its SHA-256 was ${expected} and is ${hash}")
  endif()
endforeach()
foreach(picture IN LISTS pictures)
  if(NOT picture IN_LIST known)
    complain("${picture} is new")
  endif()
endforeach()
finish("If this is meant: look at these figures, light and dark, then write their hashes by
  cmake -DROOT=. -DCOMMAND=${COMMAND} -DWORK=${WORK} -DUPDATE=ON -P tests/house/check_figures.cmake
and say in the commit what changed in them and why. What was drawn is in ${WORK}/logitlab-lab. Figures")

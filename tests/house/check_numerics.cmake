# cmake -DROOT=<repository> -DCOMMAND=<logitlab> -DWORK=<folder> -P check_numerics.cmake
#
# The table of docs/numerics.md is the one that its command prints.

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
execute_process(
  COMMAND ${COMMAND} lab --loss cross-entropy-as-written --epochs 1 --verbose --color never
  WORKING_DIRECTORY ${WORK} OUTPUT_VARIABLE data ERROR_VARIABLE story RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "logitlab lab ended with ${status}: ${story}")
endif()
string(REGEX MATCH "\nprecision .*no slope\n(float[^\n]*\n)+" table "${story}")
if(table STREQUAL "")
  message(FATAL_ERROR "logitlab lab --verbose prints no table of margins:\n${story}")
endif()
file(READ ${ROOT}/docs/numerics.md page)
string(FIND "${page}" "${table}" at)
if(at EQUAL -1)
  message(FATAL_ERROR "docs/numerics.md does not hold the table as it is now:\n${table}")
endif()

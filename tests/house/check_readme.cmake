# cmake -DROOT=<repository> -DCOMMAND=<logitlab> -DWORK=<folder> -P check_readme.cmake
#
# What README.md quotes is what is there: the example and what it prints, the story of the lab and the picture.

file(READ ${ROOT}/README.md readme)

function(must_quote text what)
  string(STRIP "${text}" text)
  string(FIND "${readme}" "${text}" at)
  if(at EQUAL -1)
    message(SEND_ERROR "README.md does not quote ${what} as it is now:\n${text}")
  endif()
endfunction()

file(READ ${ROOT}/examples/lab.cpp example)
must_quote("${example}" "examples/lab.cpp")
file(READ ${ROOT}/examples/lab.txt printed)
must_quote("${printed}" "examples/lab.txt")

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
execute_process(COMMAND ${COMMAND} lab --color never WORKING_DIRECTORY ${WORK}
  OUTPUT_VARIABLE data ERROR_VARIABLE story RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "logitlab lab ended with ${status}: ${story}")
endif()
must_quote("${data}${story}" "what logitlab lab prints")

file(GLOB pictures RELATIVE ${ROOT}/docs/pictures ${ROOT}/docs/pictures/*.svg)
foreach(picture IN LISTS pictures)
  file(READ ${ROOT}/docs/pictures/${picture} shown)
  set(drawn "")
  if(EXISTS ${WORK}/logitlab-lab/${picture})
    file(READ ${WORK}/logitlab-lab/${picture} drawn)
  endif()
  if(NOT shown STREQUAL drawn)
    message(SEND_ERROR "docs/pictures/${picture} is not what logitlab lab draws: copy it from its folder and look at it")
  endif()
endforeach()

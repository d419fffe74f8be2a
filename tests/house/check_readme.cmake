# cmake -DROOT=<repository> -DCOMMAND=<logitlab> -DWORK=<folder> [-DUPDATE=ON] -P check_readme.cmake
#
# What README.md quotes is what is there: the example and what it prints, the story of the lab and the picture. UPDATE writes
# the story and the picture as they are now.

include(${CMAKE_CURRENT_LIST_DIR}/files.cmake)

file(READ ${ROOT}/README.md readme)

function(must_quote text what)
  string(STRIP "${text}" text)
  string(FIND "${readme}" "${text}" at)
  if(at EQUAL -1)
    complain("README.md does not quote ${what} as it is now:\n${text}\n")
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

if(UPDATE)
  # Between "It prints:" and the end of the block after it.
  set(opening "It prints:\n\n```\n")
  string(FIND "${readme}" "${opening}" begin)
  if(begin EQUAL -1)
    message(FATAL_ERROR "README.md has no block after \"It prints:\"")
  endif()
  string(LENGTH "${opening}" length)
  math(EXPR begin "${begin} + ${length}")
  string(SUBSTRING "${readme}" 0 ${begin} before)
  string(SUBSTRING "${readme}" ${begin} -1 after)
  string(FIND "${after}" "\n```" end)
  string(SUBSTRING "${after}" ${end} -1 after)
  string(STRIP "${data}${story}" printed)
  file(WRITE ${ROOT}/README.md "${before}${printed}${after}")
  file(COPY_FILE ${WORK}/logitlab-lab/path.svg ${ROOT}/docs/pictures/path.svg)
  message(NOTICE "written: README.md, docs/pictures/path.svg. Read what changed.")
  return()
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
    complain("docs/pictures/${picture} is not what logitlab lab draws")
  endif()
endforeach()
finish("If this is meant: write what the lab prints and draws by
  cmake -DROOT=. -DCOMMAND=${COMMAND} -DWORK=${WORK} -DUPDATE=ON -P tests/house/check_readme.cmake
and copy the example and what it prints by hand. Quotes that are not so")

# cmake -DROOT=<repository> -DCOMMAND=<logitlab> -DWORK=<folder> -P check_docs.cmake
#
# Each optimiser and schedule that the command knows, and each figure of `logitlab lab`, has its row on the page that explains it.

include(${CMAKE_CURRENT_LIST_DIR}/files.cmake)

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})

# must_name(PAGE WHAT NAME...): docs/PAGE has each name in backquotes, at the beginning of a row of a table.
function(must_name page what)
  file(READ ${ROOT}/docs/${page} text)
  foreach(name IN LISTS ARGN)
    string(FIND "${text}" "\n| `${name}`" at)
    if(at EQUAL -1)
      complain("docs/${page}: no row of its tables begins with `${name}`, which is ${what}")
    endif()
  endforeach()
endfunction()

# What an option can be, as the command refuses a word that it does not know: "expected a | b, found".
function(choices_of option result)
  execute_process(COMMAND ${COMMAND} lab ${option} none-of-these WORKING_DIRECTORY ${WORK} OUTPUT_QUIET ERROR_VARIABLE refusal)
  if(NOT refusal MATCHES "expected ([a-z0-9|, -]+), found")
    message(FATAL_ERROR "logitlab lab ${option} none-of-these does not say what it expects: ${refusal}")
  endif()
  string(REPLACE " | " ";" names "${CMAKE_MATCH_1}")
  set(${result} ${names} PARENT_SCOPE)
endfunction()

choices_of(--solver solvers)
list(REMOVE_ITEM solvers lbfgs newton)  # below the table: they have neither rate nor formula of one line
must_name(optimisers.md "a solver" ${solvers})
choices_of(--schedule schedules)
must_name(optimisers.md "a schedule" ${schedules})

file(STRINGS ${ROOT}/tests/reference/figures.sha256 figures REGEX "\\.svg$")
list(TRANSFORM figures REPLACE "^[0-9a-f]+  " "")
list(FILTER figures EXCLUDE REGEX "-dark\\.svg$|^iteration-")
must_name(lab.md "a figure of logitlab lab" ${figures})

finish("Add what is missing. Names without a row")

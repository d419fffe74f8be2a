# cmake -DROOT=<repository> -P check_text.cmake
#
# What no file of ours may contain, and how long a file may be. Comments are blanked first where a rule is about code.

include(${CMAKE_CURRENT_LIST_DIR}/files.cmake)

# ban(NAME SCOPE PATTERN): no match of PATTERN in files whose path matches SCOPE. code_ban: comments do not count.
set(rules "")
function(ban name scope pattern)
  set(rules ${rules} ${name} PARENT_SCOPE)
  set(${name}_SCOPE "${scope}" PARENT_SCOPE)
  set(${name}_PATTERN "${pattern}" PARENT_SCOPE)
endfunction()
function(code_ban name scope pattern)
  set(rules ${rules} ${name} PARENT_SCOPE)
  set(${name}_SCOPE "${scope}" PARENT_SCOPE)
  set(${name}_PATTERN "${pattern}" PARENT_SCOPE)
  set(${name}_CODE ON PARENT_SCOPE)
endfunction()

set(everywhere "^.*$")
set(library "^logitlab/.*$")

ban(open_end ${everywhere} "(T[O]DO|F[I]XME|X[X]X|H[A]CK)[^A-Za-z_]")
ban(path_of_a_machine ${everywhere} "[^A-Za-z0-9_.](/w[o]rk/|/t[m]p/|/h[o]me/)")
code_ban(test_that_cannot_fail ${everywhere} "(EXPECT|ASSERT)_TRUE\\(true\\)|SUC[C]EED\\(\\)|DISABLED[_]|#if 0")
code_ban(distribution_of_the_standard_library ${everywhere} "std::[a-z_]+_distribution|std::shuffle|std::random_device")
code_ban(library_that_prints_or_exits ${library}
  "std::(cout|cerr|clog|exit|abort|terminate|quick_exit|getenv|puts|printf)|[^a-z_:](printf|fprintf|puts|exit|abort|getenv)\\(")
code_ban(mathematics_that_differs_between_machines ${library}
  "std::(exp|exp2|expm1|log|log2|log10|log1p|sin|cos|tan|sinh|cosh|tanh|pow|cbrt|hypot|erf|lgamma|tgamma)\\(")

# Applies the rules to `text` and `code` (text without comments) of the caller. Tests beside library sources may
# do what the library may not.
function(check_rules file)
  foreach(rule IN LISTS rules)
    if(NOT file MATCHES "${${rule}_SCOPE}" OR (file MATCHES "_test\\.cpp$" AND NOT "${${rule}_SCOPE}" STREQUAL "${everywhere}"))
      continue()
    endif()
    set(subject "${text}")
    if(${rule}_CODE)
      set(subject "${code}")
    endif()
    string(REGEX MATCH "${${rule}_PATTERN}" hit "${subject}")
    if(NOT "${hit}" STREQUAL "")
      line_of("${subject}" "${hit}" number)
      string(STRIP "${hit}" hit)
      string(REPLACE "_" " " title ${rule})
      complain("${file}:${number}: ${hit}: ${title}")
    endif()
  endforeach()
endfunction()

list_sources(files logitlab cli examples tests bench)
foreach(file IN LISTS files)
  file(READ ${ROOT}/${file} text)
  # Characters that CMake's lists give a meaning to; one for one, so that lines keep their numbers.
  string(REGEX REPLACE "[][;\\$]" " " text "${text}")
  string(REGEX REPLACE "//[^\n]*" "" code "${text}")

  check_rules(${file})
  if(NOT text MATCHES "^// SPDX-License-Identifier: MIT\n")
    complain("${file}:1: expected the line // SPDX-License-Identifier: MIT")
  endif()
  string(REGEX MATCHALL "\n" breaks "${text}")
  list(LENGTH breaks lines)
  if(lines GREATER 500)
    complain("${file}: ${lines} lines; 500 is the limit, one subject to a file")
  endif()
endforeach()
finish("what the house does not want")

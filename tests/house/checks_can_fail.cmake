# cmake -DROOT=<repository> -DWORK=<scratch folder> -DCOMPILER=<c++> -DAR=<ar> -DNM=<nm> -P checks_can_fail.cmake
#
# Breaks each rule of the house once in a scratch tree and sees that the check names the place.

cmake_minimum_required(VERSION 3.25)
set(checks ${CMAKE_CURRENT_LIST_DIR})
file(REMOVE_RECURSE ${WORK})
file(COPY ${ROOT}/cmake DESTINATION ${WORK})
set(spdx "// SPDX-License-Identifier: MIT\n")

function(expect output finding)
  string(FIND "${output}" "${finding}" position)
  if(position EQUAL -1)
    message(SEND_ERROR "expected the finding \"${finding}\" in:\n${output}")
  endif()
endfunction()

# ---- includes
file(WRITE ${WORK}/logitlab.hpp "#include \"logitlab/base/public.hpp\"\n")
file(WRITE ${WORK}/logitlab/base/public.hpp "${spdx}#include \"logitlab/base/private.hpp\"\n#include <iostream>\n")
file(WRITE ${WORK}/logitlab/loss/up.cpp "${spdx}\n#include \"logitlab/solver/solver.hpp\"\n#include <nlohmann/json.hpp>\n")
file(WRITE ${WORK}/logitlab/landscape/basin_map.cpp "${spdx}#include \"logitlab/solver/solver.hpp\"\n")
file(WRITE ${WORK}/logitlab/data/near.cpp "${spdx}#include \"near.hpp\"\n")
file(WRITE ${WORK}/cli/main.cpp "${spdx}#include \"logitlab/base/private.hpp\"\n")
execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${WORK} -DUMBRELLA=${WORK}/logitlab.hpp -P ${checks}/check_includes.cmake
  ERROR_VARIABLE output RESULT_VARIABLE code)
expect("${output}" "logitlab/base/public.hpp:2: #include \"logitlab/base/private.hpp\": an installed header")
expect("${output}" "logitlab/base/public.hpp:3: #include <iostream>")
expect("${output}" "logitlab/loss/up.cpp:3: #include \"logitlab/solver/solver.hpp\": allowed here: loss base")
expect("${output}" "logitlab/loss/up.cpp:4: #include <nlohmann/json.hpp>")
expect("${output}" "logitlab/data/near.cpp:2: #include \"near.hpp\"")
expect("${output}" "cli/main.cpp:2: #include \"logitlab/base/private.hpp\": not a public header")
if(code EQUAL 0 OR output MATCHES "basin_map")
  message(SEND_ERROR "check_includes: exit ${code}:\n${output}")
endif()

# ---- text
string(REPEAT "\n" 501 long)
file(WRITE ${WORK}/logitlab/base/public.hpp "#pragma once\n")
file(WRITE ${WORK}/logitlab/loss/up.cpp "${spdx}// std::exp is fine here\n\ndouble f(double x) { return std::exp(x); }\n")
file(WRITE ${WORK}/logitlab/loss/open.cpp "${spdx}// TO" "DO: later\n")
file(WRITE ${WORK}/logitlab/data/near.cpp "${spdx}void f() { std::shuffle(a, b, c); }\n")
file(WRITE ${WORK}/cli/main.cpp "${spdx}${long}")
execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${WORK} -P ${checks}/check_text.cmake ERROR_VARIABLE output RESULT_VARIABLE code)
expect("${output}" "logitlab/base/public.hpp:1: expected the line")
expect("${output}" "logitlab/loss/up.cpp:4: std::exp(: mathematics")
expect("${output}" "logitlab/loss/open.cpp:2:")
expect("${output}" "logitlab/data/near.cpp:2: std::shuffle")
expect("${output}" "cli/main.cpp: 502 lines")
if(code EQUAL 0)
  message(SEND_ERROR "check_text found all this and passed")
endif()

# ---- the table of the original lab
file(WRITE ${WORK}/logitlab/data/near_test.cpp "TEST(Near, IsThere) {}\n")
file(WRITE ${WORK}/docs/original.md "\n| a | `logitlab lab` | `logitlab/data/near.cpp:absent` | `Near.IsThere` |\n"
  "| b | `logitlab lab` | `logitlab/data/gone.cpp:f` | `Near.IsNot` |\n| c | `logitlab lab` |  | `Near.IsThere` |\n")
execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${WORK} -DCOMMAND=false -DWORK=${WORK}/original -P ${checks}/check_original.cmake
  ERROR_VARIABLE output RESULT_VARIABLE code)
expect("${output}" "logitlab/data/near.cpp does not hold \"absent\"")
expect("${output}" "logitlab/data/gone.cpp is not there")
expect("${output}" "no test is called Near.IsNot")
expect("${output}" "expected | what |")
expect("${output}" "3 rows; the original has more")
expect("${output}" "logitlab lab ends with 1")
if(code EQUAL 0)
  message(SEND_ERROR "check_original found all this and passed")
endif()

# ---- symbols
file(WRITE ${WORK}/bad.cpp "#include <cmath>\n#include <cstdio>\ndouble f(double x) { std::puts(\"\"); std::fopen(\"\", \"\"); return std::exp(x); }\n")
execute_process(COMMAND ${COMPILER} -O2 -c bad.cpp -o bad.cpp.o COMMAND_ERROR_IS_FATAL ANY WORKING_DIRECTORY ${WORK})
execute_process(COMMAND ${AR} rc bad.a bad.cpp.o COMMAND_ERROR_IS_FATAL ANY WORKING_DIRECTORY ${WORK})
execute_process(COMMAND ${CMAKE_COMMAND} -DNM=${NM} -DARCHIVE=${WORK}/bad.a -P ${checks}/check_symbols.cmake
  ERROR_VARIABLE output RESULT_VARIABLE code)
expect("${output}" "bad.cpp.o: puts (prints)")
expect("${output}" "bad.cpp.o: fopen (files)")
expect("${output}" "bad.cpp.o: exp (maths)")
if(code EQUAL 0)
  message(SEND_ERROR "check_symbols found all this and passed")
endif()

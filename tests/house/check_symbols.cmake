# cmake -DNM=<nm> -DARCHIVE=<liblogitlab.a> -P check_symbols.cmake
#
# What the objects of the library need from outside: nothing that prints, exits or reads the environment, no
# mathematics of the host (its last bits differ between machines), and files in io/files.cpp alone.

include(${CMAKE_CURRENT_LIST_DIR}/files.cmake)

set(prints "printf|fprintf|vprintf|vfprintf|__printf_chk|__fprintf_chk|puts|fputs|putchar|fputc|fwrite|perror|stdout|stderr|_ZSt4(cout|cerr|clog)|_ZNSt8ios_base4InitC1Ev")
# Not abort: it is what std::variant and its like compile to without exceptions; check_text.cmake finds our own.
set(exits "exit|_exit|quick_exit|_ZSt9terminatev|system|popen|fork")
set(environment "getenv|secure_getenv|setenv|environ")
set(maths "exp|exp2|expm1|log|log2|log10|log1p|sin|cos|tan|sincos|sinh|cosh|tanh|pow|cbrt|hypot|erf|erfc|lgamma|tgamma|fma")
set(files "fopen|fopen64|open|open64|openat|opendir|remove|rename|unlink|mkdir|_ZNSt13basic_filebuf.*|_ZNSt14basic_(i|o)fstream.*|_ZNSt10filesystem.*")

execute_process(COMMAND ${NM} --undefined-only --format=posix --print-file-name ${ARCHIVE}
  OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" lines "${output}")
foreach(line IN LISTS lines)
  if(NOT line MATCHES "\\[([^]]+)\\]: ([^ @]+)")
    continue()
  endif()
  set(object ${CMAKE_MATCH_1})
  set(symbol ${CMAKE_MATCH_2})
  foreach(family IN ITEMS prints exits environment maths files)
    if(symbol MATCHES "^(${${family}})f?$" AND NOT (family STREQUAL "files" AND object STREQUAL "files.cpp.o"))
      complain("${object}: ${symbol} (${family})")
    endif()
  endforeach()
endforeach()
finish("symbols that the library should not need")

# SPDX-License-Identifier: MIT
#
# The test runners behind ./run test, read by it (uses its need, quietly, configure, say). Each runner adds to the
# counts; the last line sums them.

passed=0
failed=0
skipped=0
started=$(date +%s)

pass() { passed=$((passed + $1)); }
fail() { failed=$((failed + 1)); say "FAILED: $1"; }
skip() { skipped=$((skipped + 1)); say "skipped: $1"; }
elapsed() { echo "$(($(date +%s) - started)) s"; }

# run_tests [RUNNER...]: all of them by default.
run_tests() {
  [ $# -gt 0 ] || set -- format release page browser tidy dev bits
  for runner in "$@"; do
    case $runner in
      format | release | page | browser | tidy | dev | bits) ;;
      *) die "no runner is called \"$runner\"; there are: format release page browser tidy dev bits" ;;
    esac
  done
  for runner in "$@"; do
    before=$((passed + failed + skipped))
    "run_$runner" || fail "$runner"
    say "$runner: $((passed + failed + skipped - before)) checks, $(elapsed) since the start"
  done
  if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
  else
    echo "$passed passed, $failed failed"
  fi
  [ "$failed" -eq 0 ]
}

# ---- ctest: the counts from its JUnit file
junit() { sed -n "s/.*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

run_ctest() {  # PRESET BUILD_FOLDER
  report=$2/junit.xml
  rm -f "$report"
  status=0
  quietly "$1-tests" ctest --test-dir "$2" -j "$cores" --output-on-failure --no-tests=error \
    --output-junit "$report" || status=1
  [ -f "$report" ] || return 1
  bad=$(junit failures "$report")
  idle=$(($(junit skipped "$report") + $(junit disabled "$report")))
  pass $(($(junit tests "$report") - bad - idle))
  failed=$((failed + bad))
  skipped=$((skipped + idle))
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ]
}

build_and_test() {  # PRESET BUILD_FOLDER [-D...]
  preset_name=$1
  folder=$2
  shift 2
  say "$preset_name: building"
  configure "$preset_name" "$@" || return 1
  quietly "$preset_name-build" cmake --build "$folder" || return 1
  say "$preset_name: testing"
  run_ctest "$preset_name" "$folder"
}

run_release() {
  build_and_test release "$release" -DLOGITLAB_BUILD_TESTS=ON -DLOGITLAB_BUILD_BENCH=ON -DLOGITLAB_BUILD_EXAMPLES=ON
}

run_dev() {
  build_and_test dev "$dev"
}

# ---- the page's engine against the command, and the types of its script
run_page() {
  build_command
  . "$root/tools/build_page.sh"
  say 'page: building'
  build_page page || return 1
  say 'page: comparing with the command'
  if quietly page-types tsc --noEmit -p "$root/web"; then pass 1; else fail 'page: types'; fi
  count_checks page node "$root/tests/page/compare.mjs" "$release/logitlab" "$root/build/compare"
}

# count_checks NAME COMMAND...: of a command whose last line is "N passed, N failed", or more such.
count_checks() {
  log_name=$1
  shift
  status=0
  quietly "$log_name" "$@" || status=1
  count() { sed -n "\$s/^\(.* \)*\([0-9]*\) $1.*/\2/p" "$logs/$log_name.log"; }
  bad=$(count failed)
  [ -n "$bad" ] || return 1
  idle=$(count skipped)
  pass "$(count passed)"
  failed=$((failed + bad))
  skipped=$((skipped + ${idle:-0}))
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ]
}

# ---- lab.html in Chromium
run_browser() {
  build_command
  . "$root/tools/build_page.sh"
  build_page page || return 1
  say 'browser: opening lab.html'
  count_checks browser node "$root/tests/browser/run.mjs" "$release/logitlab" "$root/build/browser"
}

# ---- names, sizes and mistakes
run_tidy() {
  # How each source is compiled, without what only g++ can read: its precompiled headers.
  configure clang -B "$root/build/tidy" -DLOGITLAB_PRECOMPILE=OFF || return 1
  say 'tidy: reading the sources'
  quietly tidy tidy_all || return 1
  pass 1
}
tidy_all() {
  find "$root/logitlab" "$root/cli" -name '*.cpp' ! -name '*_test.cpp' ! -name 'test_command.cpp' -print0 |
    xargs -0 -n 2 -P "$cores" clang-tidy-22 -p "$root/build/tidy" --quiet --use-color=false
}

run_format() {
  quietly format check_format || return 1
  pass 1
}
check_format() {
  our_sources | xargs -0 clang-format-22 --dry-run -Werror
}

# ---- the same bits from every compiler, optimisation level and instruction set
# The release build is g++ -O3 for the least of these machines; the others are built here, the engine alone.
run_bits() {
  first=
  folder=$release
  configure release || return 1
  compare_bits g++-O3 cmake --build "$release" --target bit_identity
  build_bits g++-O0 g++ -O0
  build_bits g++-v2 g++ '-O3 -march=x86-64-v2' sse4_2 popcnt
  build_bits g++-v3 g++ '-O3 -march=x86-64-v3' avx2 fma bmi2
  build_bits g++-v4 g++ '-O3 -march=x86-64-v4' avx512f avx512bw avx512cd avx512dq avx512vl
  build_bits clang-v3 clang++-22 '-O3 -march=x86-64-v3' avx2 fma bmi2
  folder=$root/build/bits/wasm
  compare_bits wasm make_wasm_bits
}

build_bits() {  # NAME COMPILER FLAGS [CPU_FLAG...]
  name=$1
  compiler=$2
  flags=$3
  shift 3
  for cpu_flag in "$@"; do
    if ! grep -qw "$cpu_flag" /proc/cpuinfo; then
      skip "bits $name: this machine lacks $cpu_flag"
      return 0
    fi
  done
  folder=$root/build/bits/$name
  compare_bits "$name" make_bits
}
make_bits() {
  cmake -S "$root" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_COMPILER="$compiler" \
    -DCMAKE_CXX_FLAGS="$flags -DNDEBUG" -DLOGITLAB_PRECOMPILE=ON -DLOGITLAB_WERROR=OFF -DLOGITLAB_BUILD_BITS=ON -DLOGITLAB_INSTALL=OFF \
    -DLOGITLAB_BUILD_TESTS=OFF -DLOGITLAB_BUILD_CLI=OFF -DLOGITLAB_BUILD_EXAMPLES=OFF &&
    cmake --build "$folder" --target bit_identity
}

make_wasm_bits() {
  cmake -S "$root" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_TOOLCHAIN_FILE="$root/cmake/wasm32.cmake" \
    -DLOGITLAB_BUILD_BITS=ON -DLOGITLAB_INSTALL=OFF -DLOGITLAB_BUILD_BINDINGS=OFF -DLOGITLAB_BUILD_TESTS=OFF \
    -DLOGITLAB_BUILD_CLI=OFF -DLOGITLAB_BUILD_EXAMPLES=OFF &&
    cmake --build "$folder" --target bit_identity
}

# WebAssembly runs in node, everything else by itself.
run_bit_identity() {
  case $folder in
    */wasm) node --no-warnings --experimental-wasi-unstable-preview1 "$root/tests/bit_identity/run_wasi.mjs" "$folder/bit_identity" ;;
    *) "$folder/bit_identity" ;;
  esac
}

# Builds, runs, and compares with what the first build printed.
compare_bits() {  # NAME BUILD_COMMAND...
  name=$1
  shift
  say "bits: $name"
  if quietly "bits-$name" "$@" && run_bit_identity >"$folder/hashes.txt"; then
    [ -n "$first" ] || first=$folder/hashes.txt
    if quietly "bits-$name" diff "$first" "$folder/hashes.txt" && quietly "bits-$name" nothing_fused; then
      pass 1
      return 0
    fi
  fi
  fail "bits $name"
}

# -ffp-contract=off does not keep the vectoriser of g++ 12 from turning a pair of a*b - c and a*b + c into one
# instruction that rounds once; what the hashes happen to reach might not show it.
nothing_fused() {
  [ "$name" != wasm ] || return 0  # it has no such instruction without relaxed SIMD
  if objdump -d --no-show-raw-insn "$folder/bit_identity" | grep -E 'vfn?m(add|sub)'; then
    echo 'these instructions multiply and add with one rounding: other machines give other bits'
    return 1
  fi
}

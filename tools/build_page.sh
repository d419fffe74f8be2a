# SPDX-License-Identifier: MIT
#
# From sources to the page's engine, read by ./run (uses its need, quietly, configure, say). What it leaves in
# build/release/embedded becomes part of the command: the engine and its
# program in one (WebAssembly and JavaScript, LZMA), the script that takes them apart, and the sheet.

embedded=$release/embedded

# The engine as it is shipped; quick: without the optimisation of the whole, for who changes it. Another folder each.
build_engine() {  # page|page-quick
  quietly "$1-configure" cmake -S "$root" --preset "$1" || return 1
  [ -f "$root/build/$1/engine.wasm" ] || say 'building the engine of the page; the first time takes about two minutes on two cores'
  quietly "$1-build" cmake --build "$root/build/$1" --target logitlab_engine || return 1
  pack_engine "$root/build/$1"
}

# engine.wasm -> small.wasm. wasm-opt saves a tenth, where it is there.
pack_engine() {
  if [ "$1/small.wasm" -nt "$1/engine.wasm" ]; then return 0; fi
  if [ "${1##*/}" = page ] && command -v wasm-opt >/dev/null 2>&1; then
    # What clang uses of WebAssembly has to be named: the one of Debian 12 knows it, and takes it for a mistake.
    quietly page-optimise wasm-opt -Oz --converge --low-memory-unused --enable-simd --enable-bulk-memory --enable-sign-ext \
      --enable-mutable-globals --enable-nontrapping-float-to-int "$1/engine.wasm" -o "$1/small.wasm"
  else
    cp "$1/engine.wasm" "$1/small.wasm"
  fi
}

# web/ -> load.js, page.js and page.css, minified.
bundle_page() {
  mkdir -p "$root/build/web"
  quietly page-loader bundle load load || return 1
  quietly page-bundle bundle main page || return 1
  quietly page-sheet esbuild "$root/web/page.css" --bundle --minify --charset=utf8 --log-level=warning \
    --outfile="$root/build/web/page.css"
}

bundle() {  # ENTRY NAME
  esbuild "$root/web/$1.ts" --bundle --minify --format=iife --target=es2022 --charset=utf8 --legal-comments=none \
    --log-level=warning --outfile="$root/build/web/$2.js"
}

# The engine and the program as one text, whose parts the loader finds by their sizes. A context of four bits of the byte
# before, and none of the place, compresses WebAssembly best (of lc 0 to 4 and pb 0 to 2; by half a percent).
pack_page() {  # FOLDER OF THE ENGINE
  cat "$1/small.wasm" "$root/build/web/page.js" | xz --format=lzma --lzma1=preset=9e,lc=4,pb=0 -c >"$1/page.lzma" || return 1
  printf '%s %s' $(($(wc -c <"$1/small.wasm"))) $(($(wc -c <"$root/build/web/page.js"))) >"$1/page.sizes"
}

# embed FILE NAME: what did not change keeps its time, and the command is not linked again.
embed() {
  mkdir -p "$embedded"
  cmp -s "$1" "$embedded/$2" || cp "$1" "$embedded/$2"
}

# Leaves the command with the page's engine in it. Fails, with a sentence said, where that cannot be had.
build_page() {  # page|page-quick
  if ! command -v esbuild >/dev/null 2>&1 || ! command -v clang++-22 >/dev/null 2>&1 || [ -n "$(missing_packages $page_packages)" ]; then
    need_or_say $page_packages $smaller_packages || return 1
  fi
  build_engine "$1" || { say 'the engine of the page could not be built'; return 1; }
  bundle_page || { say 'the script of the page could not be built'; return 1; }
  pack_page "$root/build/$1" || { say 'the engine of the page could not be compressed'; return 1; }
  embed "$root/build/$1/page.lzma" page.lzma && embed "$root/build/$1/page.sizes" page.sizes &&
    embed "$root/build/web/load.js" load.js && embed "$root/build/web/page.css" page.css || return 1
  quietly release-build cmake --build "$release" --target logitlab_command
}

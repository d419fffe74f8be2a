# SPDX-License-Identifier: MIT
#
# From sources to the page's engine, read by ./run (uses its need, quietly, configure, say). What it leaves in
# build/release/embedded becomes part of the command: the engine (WebAssembly, gzip, base64), the script and the sheet.

embedded=$release/embedded

# The engine as it is shipped; quick: without the optimisation of the whole, for who changes it. Another folder each.
build_engine() {  # page|page-quick
  quietly "$1-configure" cmake -S "$root" --preset "$1" || return 1
  [ -f "$root/build/$1/engine.wasm" ] || say 'building the engine of the page; the first time takes about two minutes on two cores'
  quietly "$1-build" cmake --build "$root/build/$1" --target logitlab_engine || return 1
  pack_engine "$root/build/$1"
}

# engine.wasm -> engine.txt. wasm-opt and zopfli save some percent each, where they are there.
pack_engine() {
  if [ "$1/engine.txt" -nt "$1/engine.wasm" ]; then return 0; fi
  cp "$1/engine.wasm" "$1/small.wasm"
  if [ "${1##*/}" = page ] && command -v wasm-opt >/dev/null 2>&1; then
    # What clang uses of WebAssembly has to be named: the one of Debian 12 knows it, and takes it for a mistake.
    quietly page-optimise wasm-opt -Oz --converge --enable-simd --enable-bulk-memory --enable-sign-ext \
      --enable-mutable-globals --enable-nontrapping-float-to-int "$1/engine.wasm" -o "$1/small.wasm" || return 1
  fi
  if [ "${1##*/}" = page ] && command -v zopfli >/dev/null 2>&1; then
    zopfli --i15 "$1/small.wasm" -c >"$1/small.wasm.gz" || return 1
  else
    gzip -9 -n -c "$1/small.wasm" >"$1/small.wasm.gz" || return 1
  fi
  base64 -w 0 "$1/small.wasm.gz" >"$1/engine.txt"
}

# web/ -> page.js and page.css, minified.
bundle_page() {
  mkdir -p "$root/build/web"
  quietly page-bundle esbuild "$root/web/main.ts" --bundle --minify --format=iife --target=es2022 --charset=utf8 \
    --legal-comments=none --log-level=warning --outfile="$root/build/web/page.js" || return 1
  quietly page-sheet esbuild "$root/web/page.css" --minify --charset=utf8 --log-level=warning \
    --outfile="$root/build/web/page.css"
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
  embed "$root/build/$1/engine.txt" engine.txt && embed "$root/build/web/page.js" page.js &&
    embed "$root/build/web/page.css" page.css || return 1
  quietly release-build cmake --build "$release" --target logitlab_command
}

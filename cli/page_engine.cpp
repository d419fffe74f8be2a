// SPDX-License-Identifier: MIT
//
// Four files of the build folder, taken in as they are: the compiler sees their names alone, so
// that a page that changed costs a link and no more.
#include "cli/page_engine.hpp"

// A name that is declared cannot stand in parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define LOGITLAB_FILE(name, file)                                          \
  extern "C" const char name[];                                            \
  extern "C" const char name##_end[];                                      \
  asm(".section .rodata\n.global " #name "\n.global " #name "_end\n" #name \
      ":\n.incbin \"" LOGITLAB_PAGE_DIR "/" file "\"\n" #name "_end:\n.byte 0\n.previous")
// NOLINTEND(bugprone-macro-parentheses)

LOGITLAB_FILE(logitlab_page_packed, "page.lzma");
LOGITLAB_FILE(logitlab_page_sizes, "page.sizes");
LOGITLAB_FILE(logitlab_page_loader, "load.js");
LOGITLAB_FILE(logitlab_page_sheet, "page.css");

namespace logitlab::cli {

page::Engine page_engine() {
  return {{logitlab_page_packed, logitlab_page_packed_end},
          {logitlab_page_sizes, logitlab_page_sizes_end},
          {logitlab_page_loader, logitlab_page_loader_end},
          {logitlab_page_sheet, logitlab_page_sheet_end}};
}

}  // namespace logitlab::cli

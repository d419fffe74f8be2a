// SPDX-License-Identifier: MIT
// Ctrl-C and its like: the first is a wish, which the run fulfils after its step; the second is
// obeyed at once.
#pragma once

namespace logitlab::cli {

// Listens to SIGINT and SIGTERM from now on, and ignores SIGPIPE and SIGXFSZ: who writes hears of a
// broken pipe, or of a file that may not grow, from write().
void listen_to_signals();

bool interrupted();

}  // namespace logitlab::cli

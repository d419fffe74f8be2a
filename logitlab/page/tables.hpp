// SPDX-License-Identifier: MIT
// The numbers of a run as tables. Each is bounded whatever the data: what is left out is counted,
// and the file that holds it is named.
#pragma once

#include "logitlab/lab/run.hpp"
#include "logitlab/page/html.hpp"

namespace logitlab::page {

// A training must be there (asserted).
void write_tables(const lab::Run& run, Html& html);

}  // namespace logitlab::page

// SPDX-License-Identifier: MIT
// The engine of the page, as bytes in the program.
#pragma once

#include "logitlab/page/lab_page.hpp"

namespace logitlab::cli {

// All empty in a program that was built without it (./run page builds it).
page::Engine page_engine();

}  // namespace logitlab::cli

// SPDX-License-Identifier: MIT
#include "logitlab/lab/headline.hpp"

namespace logitlab::lab {

Headline headline(const Run& run) {
  static_cast<void>(run);
  return {};
}

}  // namespace logitlab::lab

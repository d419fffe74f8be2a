// SPDX-License-Identifier: MIT
#include "logitlab/lab/as_code.hpp"

#include "logitlab/lab/story.hpp"

namespace logitlab::lab {

std::string as_code(const Run& run, std::string_view language) {
  if (!run.training || language != "command") return "";
  const std::string options = options_of(run.training->settings);
  return "logitlab lab" + (options.empty() ? "" : " " + options);
}

}  // namespace logitlab::lab

// SPDX-License-Identifier: MIT
// How the two losses pull at the start.
#include <string>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

// Which parts of squared error's gradient have the other sign than cross-entropy's, which is convex
// and so leads downhill to the same place from everywhere.
std::string wrong_way(const Run& run) {
  const std::vector<double>& a = run.start.gradient_cross_entropy;
  const std::vector<double>& b = run.start.gradient_squared_error;
  const std::size_t d = run.data->columns();
  std::size_t count = 0, last = 0;
  for (std::size_t j = 0; j <= d; ++j) {
    if ((a[j] < 0 && b[j] > 0) || (a[j] > 0 && b[j] < 0)) {
      ++count;
      last = j;
    }
  }
  if (count == 0) return "";
  if (count == 1) {
    const std::string part = last == d ? std::string("b")
                             : d == 1  ? std::string("w")
                                       : text_of({"w", std::to_string(last + 1)});
    return text_of({"its ", part, " part points the wrong way"});
  }
  if (count == d + 1) return "all its parts point the wrong way";
  return text_of({grouped(count), " of its ", grouped(d + 1), " parts point the wrong way"});
}

}  // namespace

std::string slopes_text(const Run& run) {
  const double cross_entropy = length_of(run.start.gradient_cross_entropy);
  const double squared_error = length_of(run.start.gradient_squared_error);
  std::string text =
      text_of({"The slope there is ", slope_text(cross_entropy), " for cross-entropy, ",
               slope_text(squared_error), " for squared error"});
  const std::string ratio = ratio_text(squared_error, cross_entropy);
  if (!ratio.empty()) text += text_of({": ", ratio});
  const std::string against = wrong_way(run);
  if (!against.empty()) text += text_of({ratio.empty() ? ": " : ", and ", against});
  return text + ".";
}

}  // namespace logitlab::lab

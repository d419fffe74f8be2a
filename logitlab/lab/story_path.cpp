// SPDX-License-Identifier: MIT
// What another program's path came to, and what its losses are beside ours.
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::lab {
namespace {

std::string_view title_of(std::string_view loss) {
  return find_loss(find_loss(loss)->safe_form)->title;
}

// "to 7 digits": how many leading digits a difference of that share leaves.
std::string digits_text(double share) {
  constexpr double all = 15;
  const double digits =
      share > 0 ? std::min(all, std::floor(-math::log(share) / math::log(10))) : all;
  return counted(static_cast<std::uint64_t>(std::max(1.0, digits)), "digit", "digits");
}

// "3.2 % off", "14 times as large".
std::string off_text(const LossClaim& claim) {
  if (!std::isfinite(claim.largest_difference)) return "where ours is 0";
  if (claim.largest_difference < 1) return text_of({percent(claim.largest_difference), " off"});
  const double ratio = std::fabs(claim.theirs / claim.ours);
  return text_of({slope_text(ratio), " times as large"});
}

// "the mean cross-entropy of all 20 points", "the squared error, summed over batches of 3 ...".
std::string claimed_text(const LossClaim& claim, std::uint64_t rows) {
  std::string text =
      text_of({claim.sum ? "the sum of the " : "the mean ", title_of(claim.loss), " of "});
  if (claim.batch == 0) {
    text += text_of({"all ", grouped(rows), " points"});
  } else {
    text += text_of({"batches of ", grouped(claim.batch), " in file order"});
  }
  if (claim.before) text += ", each before the step of its row";
  return text;
}

std::string losses_text(const Run& run) {
  const LossClaim& claim = run.other->claim;
  if (claim.compared == 0) return "It tells no losses that could be compared.";
  const std::string step = text_of({"step ", grouped(claim.furthest_step)});
  const bool ours = claim.fits && claim.batch == 0 && !claim.sum && !claim.before &&
                    title_of(claim.loss) == title_of(run.settings.loss);
  if (ours) {
    if (claim.largest_difference == 0) return "Its losses are ours, to the last digit.";
    return text_of({"Its losses are ours to ", digits_text(claim.largest_difference),
                    " or more (fewest at ", step, ")."});
  }
  const std::string furthest =
      text_of({" (furthest from ours at ", step, ": ", loss_text(claim.theirs), ", ours ",
               loss_text(claim.ours), ")."});
  if (claim.fits) {
    return text_of(
        {"Its losses are not ours: they are ", claimed_text(claim, run.data->length()), furthest});
  }
  constexpr std::string_view nothing_of_ours =
      "Its losses are not ours, nor any other of ours, neither as mean nor as sum, nor of batches "
      "in file order: at ";
  return text_of({nothing_of_ours, step, " it has ", loss_text(claim.theirs), ", ours is ",
                  loss_text(claim.ours), ", ", off_text(claim), "."});
}

}  // namespace

std::string path_text(const Run& run) {
  if (!run.other) return "";
  const Training& path = run.other->training;
  const std::uint64_t rows = path.trajectory.length();
  const auto right = static_cast<std::uint64_t>(
      std::llround(path.result.accuracy * static_cast<double>(run.data->length())));
  return text_of({counted(rows, "row", "rows"), " of ", run.other->file,
                  rows == 1 ? " ends at " : " end at ", parameters_text(path.result.w),
                  ": there our loss is ", loss_text(path.result.loss), "; ",
                  right_text(right, run.data->length()), ". ", losses_text(run)});
}

std::string path_warning(const Run& run) {
  if (!run.other || run.other->non_finite_line == 0) return "";
  return text_of({"In line ", grouped(run.other->non_finite_line), " of ", run.other->file,
                  " a parameter is not finite; the path ends before it."});
}

}  // namespace logitlab::lab

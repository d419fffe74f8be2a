// SPDX-License-Identifier: MIT
#include "logitlab/figure/iteration_words.hpp"

#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/numbers.hpp"

namespace logitlab::figure {
namespace {

// " Two samples, ringed, lie on the wrong side."
std::string ringed_sentence(const Sorted& sorted) {
  const std::uint64_t wrong = sorted.rows - sorted.right;
  if (wrong == 0) return "";
  return concat({" ", capitalised(count_word(wrong)),
                 wrong == 1 ? " sample, ringed, lies" : " samples, ringed, lie",
                 " on the wrong side."});
}

std::string wrong_by_all_inputs(const Sorted& sorted) {
  const std::uint64_t wrong = sorted.rows - sorted.right;
  if (wrong == 0) return "By these all samples are right.";
  return concat(
      {"By these ", count_word(wrong), wrong == 1 ? " is" : " are", " wrong and ringed."});
}

std::string called(const Sorted& sorted) {
  if (sorted.called_one == 0) return "calls every sample class 0";
  if (sorted.called_one == sorted.rows) return "calls every sample class 1";
  return concat({"calls ", counted(sorted.called_one, "sample"), " class 1 and ",
                 grouped(sorted.rows - sorted.called_one), " class 0"});
}

// "at most 0.21", for an output that is below one half everywhere, or "at least 0.8".
std::string one_sided(const DataPlaneFacts& facts) {
  constexpr double least = 0.001;
  if (facts.highest <= 0.5) {
    return facts.highest < least ? "below 0.001" : concat({"at most ", loss_text(facts.highest)});
  }
  return 1 - facts.lowest < least ? "above 0.999" : concat({"at least ", loss_text(facts.lowest)});
}

std::string boundary_sentence(const lab::Run& run, const Sorted& sorted,
                              const DataPlaneFacts& facts) {
  const bool all_inputs = run.data->columns() == 2;
  if (!facts.boundary_in_view) {
    return concat({"No boundary crosses the frame: the output is ", one_sided(facts),
                   " everywhere in it, and the model ", called(sorted), "."});
  }
  if (!all_inputs) return "On the heavy line the output is one half.";
  if (sorted.right == sorted.rows) {
    return concat({"On the heavy line the output is one half: it separates all ",
                   counted(sorted.rows, "sample"), "."});
  }
  return "On the heavy line the output is one half.";
}

}  // namespace

Sorted sorted_by(const DataFacts& facts) {
  return {facts.rows, facts.right, facts.called_one, std::fabs(facts.w)};
}

Sorted sorted_by(const lab::Run& run, const DataSlice& slice, CVec w) {
  return {run.data->length(), slice.right, slice.called_one, lab::length_of(w.first(w.size() - 1))};
}

std::string verdict_for(const Sorted& now, const Sorted* before, bool one_input) {
  if (now.right == now.rows) {
    if (before == nullptr || before->right != before->rows) {
      return one_input ? "the threshold is found" : "the boundary is found";
    }
    if (!(now.steepness - before->steepness > 0)) return "still all right";
    return one_input ? "the same samples right, a steeper curve"
                     : "the same samples right, a steeper output";
  }
  if (now.called_one == 0) return "class 0 for all";
  if (now.called_one == now.rows) return "class 1 for all";
  return concat({grouped(now.right), " of ", grouped(now.rows), " right"});
}

std::string line_caption(const DataFacts& facts, const std::string& thinning) {
  const std::string x = italic("x"), ringed = ringed_sentence(sorted_by(facts));
  const std::string drawn = thinning.empty() ? "" : concat({" ", thinning});
  if (!facts.threshold) {
    return concat({"The output is the same for every ", x, ": ", italic("p"), " = ",
                   fixed(facts.level, 3), ".", ringed, drawn});
  }
  if (facts.threshold_in_view) {
    const std::string crossing =
        concat({"The estimated line crosses zero exactly where the sigmoid crosses one half: that ",
                x, " is the decision threshold"});
    if (facts.right == facts.rows) {
      return concat(
          {crossing, ", and it separates all ", counted(facts.rows, "sample"), ".", drawn});
    }
    return concat({crossing, ".", ringed, drawn});
  }
  return concat({"The threshold, ", x, " = ", threshold_text(facts), ", lies ",
                 *facts.threshold < facts.low ? "left" : "right",
                 " of all samples: the model calls each of them class ",
                 facts.called_one == 0 ? "0" : "1", ".", ringed, drawn});
}

std::string plane_caption(const lab::Run& run, const Sorted& sorted, const DataPlaneFacts& facts) {
  std::string text;
  if (facts.defined) {
    text = boundary_sentence(run, sorted, facts);
  } else {
    text = "The output has no value in the numbers of the computer: its parts are infinite.";
  }
  if (facts.boundary_in_view && facts.jump) {
    text += " There the output jumps from below 0.1 to above 0.9.";
  }
  if (run.data->columns() == 2) {
    text += ringed_sentence(sorted);
  } else {
    text += concat({facts.boundary_in_view ? " Line and shading hold" : " The shading holds",
                    " for samples whose other inputs stand at their means; the model sorts each "
                    "sample by its own. ",
                    wrong_by_all_inputs(sorted)});
  }
  if (!facts.lines_named && !facts.jump) {
    text += concat({" The other lines are ", italic("p"),
                    " = 0.1, 0.25, 0.75 and 0.9, as far as "
                    "they can be told apart."});
  }
  if (!facts.thinning.empty()) text += concat({" ", facts.thinning});
  return text;
}

}  // namespace logitlab::figure

// SPDX-License-Identifier: MIT
#include "logitlab/figure/curve_words.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/words.hpp"

namespace logitlab::figure {
namespace {

bool ended_not_finite(const CurveSeries& s) {
  return s.training->result.reason == Reason::not_finite;
}

std::string step_word(const CurveSeries& s) { return s.iterations ? "iteration" : "step"; }

// "20 of 20 right"
std::string right_text(const lab::Run& run, const CurveSeries& s) {
  const std::size_t samples = run.data->length();
  return concat({grouped(s.right(samples)), " of ", grouped(samples), " right"});
}

// "some 45,000 times": two digits are enough for a comparison by eye.
std::string times_text(double ratio) {
  double scale = 1;
  while (ratio / scale >= 100) scale *= 10;
  const double rounded = std::floor(ratio / scale + 0.5) * scale;
  if (rounded >= 1e15) return "more than a million million";
  return grouped(static_cast<std::uint64_t>(rounded));
}

// Whether the loss of `s` is above its start until the first batch that holds a sample of class 1,
// and falls with that batch.
bool falls_with_the_first_one(const lab::Run& run, const CurveSeries& s) {
  const auto stretches = one_class_stretches(run, *s.training, 10000);
  if (stretches.empty() || stretches[0].first != 1 || stretches[0].ones) return false;
  const std::uint64_t first_one = stretches[0].last + 1;
  if (first_one >= s.loss.size() || s.step[first_one] != static_cast<double>(first_one)) {
    return false;
  }
  for (std::uint64_t k = 1; k < first_one; ++k) {
    if (s.loss[k] < s.loss[0]) return false;
  }
  return s.loss[first_one] < s.loss[first_one - 1];
}

// One that stands still beside one that does not, for want of slope: what a comparison of losses is
// drawn for.
std::optional<std::string> stuck_sentence(const lab::Run& run,
                                          const std::vector<CurveSeries>& all) {
  for (const CurveSeries& stuck : all) {
    if (!stuck.unmoved() || stuck.accuracy.back() >= 1) continue;
    for (const CurveSeries& moved : all) {
      if (moved.unmoved() || moved.training->settings.loss == stuck.training->settings.loss) {
        continue;
      }
      const double ratio = moved.gradient.front() / stuck.gradient.front();
      if (!(ratio >= 100) || !std::isfinite(ratio)) continue;
      const std::string rest =
          falls_with_the_first_one(run, moved)
              ? concat({moved.name, " falls as soon as a batch holds a sample of class 1."})
              : concat({moved.name, " ends at ", loss_text(moved.loss.back()), " with ",
                        right_text(run, moved), "."});
      return concat({capitalised(stuck.name),
                     " stands still because its gradient at this start is some ", times_text(ratio),
                     " times smaller; ", rest});
    }
  }
  return std::nullopt;
}

std::string single_sentence(const lab::Run& run, const CurveSeries& s) {
  const double first = s.loss.front(), last = s.loss.back();
  std::string text;
  if (s.training->result.steps == 0) {
    text = concat({"No step was taken: the loss is ", loss_text(first)});
  } else if (s.unmoved()) {
    text = concat({"In ", s.length_text(), " the loss stays at ", loss_text(first)});
  } else {
    text = concat({"The loss ", last < first ? "falls" : "rises", " from ", loss_text(first),
                   " to ", loss_text(last), " in ", s.length_text()});
  }
  const auto perfect = s.training->result.perfect_from_step;
  if (perfect) {
    return concat({text, ", and all ", counted(run.data->length(), "sample"), " are right from ",
                   step_word(s), " ", grouped(*perfect), " on."});
  }
  return concat({text, ", and ", right_text(run, s), " at the end."});
}

std::string list_sentence(const lab::Run& run, const std::vector<CurveSeries>& all) {
  constexpr std::size_t most = 4;
  const std::string length = all.front().length_text();
  const bool same =
      std::ranges::all_of(all, [&](const CurveSeries& s) { return s.length_text() == length; });
  std::string text = same ? concat({"After ", length, " "}) : std::string();
  for (std::size_t k = 0; k < all.size() && k < most; ++k) {
    const CurveSeries& s = all[k];
    text +=
        concat({k == 0 ? ""
                : same ? ", "
                       : "; ",
                s.name, same ? " is at " : " ends at ", loss_text(s.loss.back()), " with ",
                right_text(run, s), same ? std::string() : concat({" after ", s.length_text()})});
  }
  return capitalised(concat({text, "."}));
}

std::string not_finite_sentence(const CurveSeries& s, bool alone) {
  const auto step = s.training->result.non_finite_step;
  const std::string which = step ? grouped(*step) : std::string("the next one");
  return concat({" ", capitalised(step_word(s)), " ", which,
                 alone ? std::string() : concat({" of ", s.name}),
                 " has no finite value; the one before it is kept."});
}

}  // namespace

std::string curves_title(const std::vector<CurveSeries>& all) {
  if (all.size() < 2) return "Loss, accuracy and gradient, step by step";
  const lab::Settings& first = all.front().training->settings;
  const bool one_loss = std::ranges::all_of(
      all, [&](const auto& s) { return s.training->settings.loss == first.loss; });
  const bool one_solver = std::ranges::all_of(
      all, [&](const auto& s) { return s.training->settings.solver == first.solver; });
  const std::string_view what = one_solver ? " losses" : one_loss ? " solvers" : " runs";
  return concat({"One start, ", count_word(all.size()), what});
}

std::string curves_subtitle(const lab::Run& run, const std::vector<CurveSeries>& all) {
  const bool steps = std::ranges::any_of(all, [](const auto& s) { return !s.iterations; });
  return concat({"Loss, accuracy and gradient norm of all ", counted(run.data->length(), "sample"),
                 " after each ", steps ? "step" : "iteration"});
}

std::string curves_axis(const std::vector<CurveSeries>& all) {
  const bool iterations = std::ranges::any_of(all, [](const auto& s) { return s.iterations; });
  const bool steps = std::ranges::any_of(all, [](const auto& s) { return !s.iterations; });
  if (iterations && steps) return "step or iteration (log)";
  return iterations ? "iteration (log)" : "step (log)";
}

std::string curves_caption(const lab::Run& run, const std::vector<CurveSeries>& all) {
  std::string text;
  if (all.size() == 1) {
    text = single_sentence(run, all.front());
  } else if (const auto stuck = stuck_sentence(run, all)) {
    text = *stuck;
  } else {
    text = list_sentence(run, all);
  }
  for (const CurveSeries& s : all) {
    if (ended_not_finite(s)) text += not_finite_sentence(s, all.size() == 1);
  }
  return text;
}

std::string curves_extremes(const std::vector<CurveSeries>& all) {
  std::string text;
  for (const CurveSeries& s : all) {
    const auto [low, high] = std::ranges::minmax(s.loss);
    const auto [flat, steep] = std::ranges::minmax(s.gradient);
    text += concat({text.empty() ? "" : " ", capitalised(s.name), ": loss between ", loss_text(low),
                    " and ", loss_text(high), ", accuracy at the end ", percent(s.accuracy.back()),
                    ", gradient norm between ", slope_text(flat), " and ", slope_text(steep), "."});
  }
  return text;
}

std::string loss_ending(const lab::Run& run, const CurveSeries& s) {
  std::string value = loss_text(s.loss.back());
  if (ended_not_finite(s)) return concat({value, ", then not finite"});
  if (s.loss.size() < 2) return value;
  if (converged(s.training->result.reason)) {
    // Separable data have no minimum to arrive at: the slope only grew small.
    const bool endless = run.separable.kind == SeparableKind::complete;
    return concat({value, endless ? ", stopped there" : ", converged"});
  }
  if (s.unmoved()) return concat({value, ", as at the start"});
  if (s.falling()) return concat({value, " and falling"});
  if (s.rising()) return concat({value, " and rising"});
  return value;
}

}  // namespace logitlab::figure

// SPDX-License-Identifier: MIT
#include "logitlab/lab/status.hpp"

#include <algorithm>
#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/not_finite.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/pace.hpp"
#include "logitlab/lab/step_words.hpp"
#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {
namespace {

// One digit more than a glance needs: "0.012".
std::string rough(double value, int digits) {
  if (!std::isfinite(value) || value < 1e-12 || value >= 1000) return slope_text(value);
  return plain(value, digits);
}

class StatusTeller {
 public:
  StatusTeller(const Run& run, const Training& training, std::uint64_t step)
      : step_(run, training, step),
        run_(run),
        training_(training),
        facts_(step_.facts),
        asked_(step) {}

  std::string tell() const {
    const bool without_value = step_.is_last() && training_.result.reason == Reason::not_finite;
    if (without_value && step_.solver != nullptr) return without_a_value();
    std::string body = text_of({capital(name_of_step(step_)), ": ", what_and_why()});
    if (facts_.kept || asked_ > training_.trajectory.step.back()) return body;
    return text_of({"Step ", grouped(asked_), " was not kept, the nearest one is told. ", body});
  }

 private:
  std::string what_and_why() const {
    const TrainingResult& result = training_.result;
    if (step_.is_last() && step_.solver != nullptr) return last();
    if (facts_.row == 0) return start();
    if (facts_.step == result.perfect_from_step) return perfect_for_good();
    if (facts_.step == result.first_perfect_step) return perfect_for_now();
    return change();
  }

  std::string start() const;
  std::string perfect_for_good() const;
  std::string perfect_for_now() const;
  std::string change() const;
  std::string end_of_epoch() const;
  std::string last() const;
  std::string last_with_a_minimum(CVec minimum) const;
  std::string last_without_end() const;
  std::string last_of_a_stuck_one() const;
  std::string without_a_value() const;
  std::string loss_here() const { return loss_text(facts_.loss_after); }
  std::string right_here() const { return right_at(step_, step_.after()); }
  std::string all_right() const { return text_of({"all ", grouped(step_.n), " right"}); }

  StepContext step_;
  const Run& run_;
  const Training& training_;
  const StepFacts& facts_;
  std::uint64_t asked_;
};

std::string StatusTeller::start() const {
  const CVec w = step_.after();
  std::vector<double> margin(step_.n), gradient(w.size());
  margins(step_.experiment.x(), w, margin);
  std::uint64_t ones = 0;
  for (const double eta : margin) ones += eta > 0 ? 1U : 0U;
  step_.experiment.safe_risk(training_.settings.loss)->value_and_gradient(w, gradient);
  std::string_view opinion;
  if (ones == 0) opinion = "the model says class 0 to all; ";
  if (ones == step_.n) opinion = "the model says class 1 to all; ";
  const double slope = length_of(gradient);
  std::string text = text_of({opinion, right_here(), ". The slope here is ", slope_text(slope)});
  const double rival = length_of(run_.start.gradient_cross_entropy);
  constexpr double much = 100;
  if (!step_.convex && facts_.step == 0 && slope * much < rival) {
    text += text_of({", ", ratio_text(slope, rival), " than that of cross-entropy"});
  }
  return text + ".";
}

std::string StatusTeller::perfect_for_good() const {
  std::string text = text_of({all_right(), ", from here on for good."});
  const CVec end = training_.trajectory.w_at(training_.trajectory.length() - 1);
  const bool longer =
      length_of(end.first(end.size() - 1)) > length_of(step_.after().first(end.size() - 1));
  if (!(training_.result.loss < facts_.loss_after)) return text;
  if (!longer) return text + " The loss still falls.";
  return text_of({text, " The loss still falls because ",
                  step_.line ? "w still grows." : "the weights still grow."});
}

std::string StatusTeller::perfect_for_now() const {
  const auto lasting = training_.result.perfect_from_step;
  std::string text = text_of({all_right(), " for the first time"});
  text += lasting ? text_of({"; for good from step ", grouped(*lasting), " on."})
                  : std::string("; not at the end.");
  return text_of({text, " ", capital(change())});
}

// "the loss rose, 0.323 → 0.374. The three samples ..."
std::string StatusTeller::change() const {
  if (!facts_.has_before) return text_of({"the loss is ", loss_here(), "; ", right_here(), "."});
  const bool rose = facts_.loss_after > facts_.loss_before;
  if (facts_.moved == 0) return text_of({"the parameters stayed. ", why_it_hardly_moved(step_)});
  std::string why;
  std::string text;
  if (hardly_moved(step_) && !step_.iterates && step_.solver != nullptr) {
    text = text_of({"hardly moved (", rough(facts_.moved, 1), ")."});
    why = why_it_hardly_moved(step_);
  } else if (facts_.loss_after == facts_.loss_before) {
    text = text_of({"the loss stayed at ", loss_here(), "."});
  } else {
    text = text_of({"the loss ", rose ? "rose, " : "fell, ",
                    change_text(facts_.loss_before, facts_.loss_after), "."});
    why = rose ? why_it_rose(step_) : why_it_fell(step_);
  }
  if (!why.empty()) text += text_of({" ", why});
  return text + end_of_epoch();
}

// What the steps of the epoch came to; empty before its last.
std::string StatusTeller::end_of_epoch() const {
  const Trajectory& path = training_.trajectory;
  if (facts_.batch < 2) return "";
  const std::uint64_t each = steps_per_epoch(training_.settings, step_.n);
  if (facts_.batch != each) return "";
  if (facts_.row < each || path.step[facts_.row - each] + each != facts_.step) return "";
  const double from = loss_at(step_.experiment, training_, facts_.row - each);
  return text_of({" Epoch ", grouped(facts_.epoch), " ends: ", change_text(from, facts_.loss_after),
                  ", ", right_here(), "."});
}

std::string StatusTeller::last_of_a_stuck_one() const {
  const double slope = training_.columns.gradient_norm.back();
  std::string text = text_of(
      {"moved ", rough(moved_in_all(training_), 2), " in all. The slope is ", rough(slope, 1)});
  const bool possible = run_.separable.kind == SeparableKind::complete;
  const auto epochs =
      possible ? epochs_to_perfection(step_.experiment, training_) : std::optional<double>();
  if (!epochs || !(*epochs < 1e15)) return text_of({text, "; ", right_here(), "."});
  // Two digits: it is an estimate.
  const double rounded = parse_double(plain(std::ceil(*epochs), 2)).value_or(*epochs);
  return text_of({text, "; at this pace 100\u00A0% takes about ",
                  grouped(static_cast<std::uint64_t>(rounded)), " epochs."});
}

std::string StatusTeller::last_without_end() const {
  const bool constant = step_.iterates || training_.settings.schedule == schedule_table()[0].name;
  std::string text =
      text_of({"loss ", loss_here(), " and no minimum ahead. These data are ",
               run_.separable.kind == SeparableKind::quasi ? "separable up to the border: "
                                                           : "separable: "});
  if (!constant) return text + "whatever the parameters, others have a lower loss.";
  if (!step_.line) return text + "the weights never stop growing.";
  const CVec way = run_.separable.direction.empty() ? step_.after() : run_.separable.direction;
  return text + (way[0] < 0 ? "w never stops falling." : "w never stops growing.");
}

std::string StatusTeller::last_with_a_minimum(CVec minimum) const {
  const double least = step_.experiment.safe_risk(training_.settings.loss)->value(minimum);
  std::vector<double> way(minimum.begin(), minimum.end());
  const CVec here = step_.after();
  for (std::size_t j = 0; j < way.size(); ++j) way[j] -= here[j];
  const double apart = length_of(way);
  constexpr double there = 1e-4;
  if (apart <= there * std::max(1.0, length_of(minimum))) {
    return text_of({"loss ", loss_here(), ", the minimum; ", right_here(), "."});
  }
  const std::string low = loss_text(least);
  return text_of({"loss ", loss_here(), "; ", right_here(), ". The minimum",
                  low == loss_here() ? std::string(" is ") : text_of({", ", low, ", is "}),
                  rough(apart, 2), " away, at ", parameters_text(minimum), "."});
}

std::string StatusTeller::without_a_value() const {
  std::string text = not_finite_sentence(run_, training_);
  if (safe_formula_goes_on(run_, training_)) text += " The safe formula goes on.";
  return text;
}

std::string StatusTeller::last() const {
  const Reason reason = training_.result.reason;
  if (reason == Reason::observer) {
    return text_of(
        {"stopped here; what was reached is kept. Loss ", loss_here(), "; ", right_here(), "."});
  }
  if (is_stuck(training_)) return last_of_a_stuck_one();
  const SeparableKind kind = run_.separable.kind;
  if (step_.convex && (kind == SeparableKind::complete || kind == SeparableKind::quasi)) {
    return last_without_end();
  }
  if (const auto minimum = minimum_near(run_, step_.experiment, training_)) {
    return last_with_a_minimum(*minimum);
  }
  return text_of({"the last one. Loss ", loss_here(), "; ", right_here(), "."});
}

}  // namespace

std::string status(const Run& run, const Training& training, std::uint64_t step) {
  return StatusTeller(run, training, step).tell();
}

std::string status(const Run& run, std::uint64_t step) {
  const Training* training = shown_path(run);
  return training == nullptr ? "" : status(run, *training, step);
}

}  // namespace logitlab::lab

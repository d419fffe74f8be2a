// SPDX-License-Identifier: MIT
#include "logitlab/lab/headline.hpp"

#include <cmath>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/pace.hpp"
#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::lab {
namespace {

std::string epoch_text(const Training& training, std::uint64_t rows, std::uint64_t step) {
  if (find_solver(training.settings.solver)->unit == StepUnit::iteration) {
    return text_of({"iteration ", grouped(step)});
  }
  return text_of({"epoch ", grouped((step - 1) / steps_per_epoch(training.settings, rows) + 1)});
}

std::string words_of(const Training& training, std::uint64_t rows) {
  const TrainingResult& result = training.result;
  if (result.reason == Reason::not_finite) {
    return text_of({"no value from step ", grouped(result.steps + 1), " on"});
  }
  if (result.reason == Reason::observer) return "stopped early";
  if (result.perfect_from_step) {
    return text_of(
        {"all right from ", epoch_text(training, rows, *result.perfect_from_step), " on"});
  }
  if (is_stuck(training)) {
    return text_of({"stuck: moved ", slope_text(moved_in_all(training)), " in all"});
  }
  return "";
}

Headline::Of of_training(const Run& run, const Training& training) {
  Headline::Of of;
  const bool other_solver = training.settings.solver != run.settings.solver;
  of.loss = training.settings.loss;
  of.solver = training.settings.solver;
  of.title = capital(
      std::string(other_solver ? find_solver(of.solver)->title : find_loss(of.loss)->title));
  of.rows = run.data->length();
  of.right = static_cast<std::uint64_t>(
      std::llround(training.result.accuracy * static_cast<double>(of.rows)));
  of.loss_start = loss_text(training.columns.loss.front());
  of.loss_end = loss_text(training.result.loss);
  of.slope_start = slope_text(training.columns.gradient_norm.front());
  of.moved = slope_text(moved_in_all(training));
  of.words = words_of(training, of.rows);
  return of;
}

// "45,416×"; "2.4×".
std::string times_text(double ratio) {
  constexpr double countable = 1e15;
  if (!(ratio >= 1) || !(ratio < countable)) return "";
  return text_of(
      {ratio < 100 ? fixed(ratio, 1) : grouped(static_cast<std::uint64_t>(std::llround(ratio))),
       "\u00D7"});
}

void compare_slopes(const Run& run, Headline& head) {
  for (const Training& other : run.comparisons) {
    if (other.settings.solver != run.settings.solver) continue;
    const double own = run.training->columns.gradient_norm.front();
    const double rival = other.columns.gradient_norm.front();
    const bool own_is_steeper = own >= rival;
    head.ratio = times_text(own_is_steeper ? own / rival : rival / own);
    if (!head.ratio.empty()) {
      head.steeper = own_is_steeper ? run.settings.loss : other.settings.loss;
    }
    return;
  }
}

// The training on a convex loss, whose end tells where w has come to.
const Training* convex_training(const Run& run) {
  if (is_convex(find_loss(run.settings.loss)->safe_form)) return &*run.training;
  for (const Training& other : run.comparisons) {
    if (is_convex(find_loss(other.settings.loss)->safe_form)) return &other;
  }
  return nullptr;
}

std::string separable_text(const Run& run) {
  const bool line = run.data->columns() == 1;
  const SeparableKind kind = run.separable.kind;
  if (kind == SeparableKind::undecided) return "";
  if (kind == SeparableKind::none) {
    return text_of({"These data are not separable: ",
                    line ? "a finite w and b are best." : "finite weights are best."});
  }
  std::string text = kind == SeparableKind::quasi
                         ? "These data are separable up to the border: no finite "
                         : "These data are separable: no finite ";
  text += line ? "w is best" : "weights are best";
  const Training* training = convex_training(run);
  const bool constant =
      training != nullptr && training->settings.schedule.value_or(
                                 std::string(schedule_table()[0].name)) == schedule_table()[0].name;
  if (!line || !constant) return text + ".";
  const double w = training->result.w[0];
  const bool iterates = find_solver(training->settings.solver)->unit == StepUnit::iteration;
  return text_of({text, ", so w never stops ",
                  !run.separable.direction.empty() && run.separable.direction[0] < 0 ? "falling ("
                                                                                     : "growing (",
                  std::fabs(w) < 1000 ? minus_sign(fixed(w, 1)) : parameter_text(w), " at ",
                  iterates ? "iteration " : "step ", grouped(training->result.steps), ")."});
}

}  // namespace

Headline headline(const Run& run) {
  Headline head;
  if (!run.training) return head;
  head.of.push_back(of_training(run, *run.training));
  for (const Training& other : run.comparisons) head.of.push_back(of_training(run, other));
  compare_slopes(run, head);
  head.separable = separable_text(run);
  return head;
}

}  // namespace logitlab::lab

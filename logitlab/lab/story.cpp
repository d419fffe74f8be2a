// SPDX-License-Identifier: MIT
#include "logitlab/lab/story.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/not_finite.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/plane_words.hpp"
#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {
namespace {

class Teller {
 public:
  explicit Teller(const Run& run) : run_(run), data_(*run.data), n_(run.data->length()) {}

  std::vector<Sentence> tell() {
    say(Part::data, data());
    say(Part::path, path_text(run_));
    say(Part::path, path_warning(run_), true);
    say(Part::start, start());
    say(Part::slope, slopes_text(run_));
    if (run_.training) {
      say(Part::training, training(), ended_badly(*run_.training));
      say(Part::accuracy, accuracy(*run_.training));
      say(Part::end, end(*run_.training));
    }
    say(Part::curvature, curvature_text(run_));
    say(Part::curvature, rate_warning(run_), true);
    say(Part::numerics, numerics_text_of(run_));
    const bool ends = run_.separable.kind == SeparableKind::none;
    say(ends ? Part::minimum : Part::separable, separable());
    for (const Training& other : run_.comparisons) say(Part::comparison, comparison(other));
    say(Part::comparison, not_compared());
    say(Part::plane, plane_sentence(run_));
    if (!run_.training) say(Part::looking, looking());
    return std::move(sentences_);
  }

 private:
  void say(Part part, std::string text, bool warning = false) {
    if (!text.empty()) sentences_.push_back({part, warning, std::move(text)});
  }

  std::string data() const;
  std::string start() const;
  std::string training() const;
  std::string recipe(const Settings& settings) const;
  std::string why_it_ended(const Training& training) const;
  static std::string little_to_gain(const Training& training);
  std::string accuracy(const Training& training) const;
  std::string end(const Training& training) const;
  std::string separable() const;
  std::string comparison(const Training& other) const;
  std::string not_compared() const;
  std::string looking() const;

  static bool ended_badly(const Training& training) {
    return training.result.reason == Reason::not_finite ||
           training.result.reason == Reason::no_descent;
  }
  std::uint64_t right(double accuracy) const {
    return static_cast<std::uint64_t>(std::llround(accuracy * static_cast<double>(n_)));
  }
  // "step 24 (epoch 4)"; an iteration is its own epoch.
  std::string step_text(const Training& training, std::uint64_t step) const;
  static std::string steps_text(const Training& training, std::uint64_t steps) {
    const bool iterations = unit(training) == StepUnit::iteration;
    return counted(steps, iterations ? "iteration" : "step", iterations ? "iterations" : "steps");
  }
  static StepUnit unit(const Training& training) {
    return find_solver(training.settings.solver)->unit;
  }

  const Run& run_;
  const Dataset& data_;
  std::uint64_t n_;
  std::vector<Sentence> sentences_;
};

std::string Teller::step_text(const Training& training, std::uint64_t step) const {
  if (unit(training) == StepUnit::iteration) return text_of({"iteration ", grouped(step)});
  const std::uint64_t epoch = (step - 1) / steps_per_epoch(training.settings, n_) + 1;
  return text_of({"step ", grouped(step), " (epoch ", grouped(epoch), ")"});
}

std::string Teller::data() const {
  const std::uint64_t ones = data_.positives();
  return text_of({counted(n_, "point", "points"), " with ",
                  counted(data_.columns(), "input", "inputs"), " (", data_.name(),
                  "): ", grouped(ones), ones == 1 ? " is" : " are", " class 1, ",
                  grouped(n_ - ones), " class 0."});
}

std::string Teller::start() const {
  const std::vector<double> w = start_parameters(run_.settings);
  std::vector<double> margin(data_.length());
  margins(DenseDesign(data_.x()), w, margin);
  const auto ones =
      static_cast<std::uint64_t>(std::ranges::count_if(margin, [](double eta) { return eta > 0; }));
  const std::string right_there = right_text(right(run_.start.accuracy), n_);
  std::string opinion = right_there;
  if (ones == 0) opinion = text_of({"the model says class 0 to all; ", right_there});
  if (ones == n_) opinion = text_of({"the model says class 1 to all; ", right_there});
  return text_of(
      {"At ", parameters_text(w), ": loss ", loss_text(run_.start.loss), "; ", opinion, "."});
}

std::string Teller::recipe(const Settings& settings) const {
  if (find_solver(settings.solver)->unit == StepUnit::iteration) return "all rows at each step";
  const std::uint64_t batch = *settings.batch_size;
  std::string text = text_of({"learning rate ", parameter_text(*settings.learning_rate), ", "});
  if (*settings.schedule != schedule_table()[0].name) {
    text += text_of({*settings.schedule, " schedule, "});
  }
  if (settings.momentum) text += text_of({"momentum ", parameter_text(*settings.momentum), ", "});
  if (batch == 0 || batch >= n_) {
    text += "all rows in one batch";
  } else {
    text += text_of({"batches of ", grouped(batch),
                     settings.shuffle ? " in a new order each epoch" : " in file order"});
  }
  if (settings.precision == Precision::float32) text += ", float32";
  return text;
}

std::string Teller::training() const {
  const Training& training = *run_.training;
  const Settings& settings = training.settings;
  std::string text =
      text_of({steps_text(training, training.result.steps), " of ",
               find_solver(settings.solver)->title, " on ", find_loss(settings.loss)->title});
  if (unit(training) == StepUnit::mini_batch) {
    text += text_of({", ", counted(training.result.epochs, "epoch", "epochs")});
  }
  text += text_of({" (", recipe(settings), ")."});
  const std::string why = why_it_ended(training);
  if (!why.empty()) text += text_of({" ", why});
  return text;
}

// Solvers measure what is left by the loss where that is large, and by the curvature.
std::string Teller::little_to_gain(const Training& training) {
  constexpr double next_to_nothing = 1e-6;
  const double slope = training.columns.gradient_norm.back(), loss = training.result.loss;
  if (slope <= next_to_nothing) return "the slope is next to nothing";
  const std::string numbers = text_of({"the slope, ", slope_text(slope), ", "});
  if (training.result.reason == Reason::gradient) {
    return text_of({numbers, "is small beside the loss, ", loss_text(loss)});
  }
  return text_of(
      {numbers, "and the curvature leave next to nothing to gain on the loss, ", loss_text(loss)});
}

std::string Teller::why_it_ended(const Training& training) const {
  const TrainingResult& result = training.result;
  switch (result.reason) {
    case Reason::gradient:
    case Reason::decrement:
    case Reason::gap:
      return text_of({"It ended by itself: ", little_to_gain(training), "."});
    case Reason::small_step:
      return "It ended by itself: steps no longer change the parameters.";
    case Reason::no_descent:
      return "It ended because no step of any length lowered the loss.";
    case Reason::observer:
      return result.steps == 0 ? "Stopped before the first step."
                               : text_of({"Stopped after ", step_text(training, result.steps),
                                          "; what was reached is kept."});
    case Reason::not_finite:
      return not_finite_sentence(run_, training);
    case Reason::budget:
    case Reason::seconds:
      return "";
  }
  return "";
}

std::string Teller::accuracy(const Training& training) const {
  const TrainingResult& result = training.result;
  if (result.steps == 0) return "";
  const std::string all = text_of({"All ", grouped(n_), " are right "});
  const bool at_start = right(training.columns.accuracy.front()) == n_;
  const auto to_the_end = [&](std::uint64_t step) {
    return text_of({"from ", step_text(training, step),
                    step == result.steps ? " on, the last one." : " to the end."});
  };
  if (!result.perfect_from_step) {
    if (at_start) return text_of({all, "at the start, but not at the end."});
    if (!result.first_perfect_step) return "";
    return text_of({all, "for the first time after ",
                    step_text(training, *result.first_perfect_step), ", but not at the end."});
  }
  const std::uint64_t first = *result.first_perfect_step, lasting = *result.perfect_from_step;
  if (at_start && lasting == 1) return text_of({all, "from the start to the end."});
  if (at_start) {
    return text_of({all, "at the start, not always after it, and ", to_the_end(lasting)});
  }
  if (first == lasting) return text_of({all, to_the_end(lasting)});
  return text_of({all, "for the first time after ", step_text(training, first), ", and ",
                  to_the_end(lasting)});
}

std::string Teller::end(const Training& training) const {
  const TrainingResult& result = training.result;
  if (result.steps == 0) return "";
  return text_of({"At ", parameters_text(result.w), ": loss ", loss_text(result.loss), "; ",
                  right_text(right(result.accuracy), n_), "."});
}

std::string Teller::separable() const {
  const bool line = data_.columns() == 1;
  // The squared error is not convex: a run on it may stand still far from where its loss vanishes.
  const bool convex = find_loss(run_.settings.loss)->convex;
  const std::string no_end = text_of({convex ? "So the loss" : "So the cross-entropy",
                                      " has no minimum; it falls for ever while ",
                                      line ? "w grows." : "the weights grow."});
  switch (run_.separable.kind) {
    case SeparableKind::complete:
      return text_of({"These data are separable: every point can be on its own side. ",
                      convex
                          ? std::string_view(no_end)
                          : "So the loss has no minimum: ever larger weights bring it as near to "
                            "0 as you like, but not from every start."});
    case SeparableKind::quasi:
      return "These data are separable up to the border: no point need be on the wrong side, but "
             "some can only lie on the border itself. " +
             no_end;
    case SeparableKind::none:
      return text_of(
          {"These data are not separable: whatever ", line ? "w and b" : "the weights",
           " are, some point is on the wrong side. So ",
           convex ? "a finite minimum exists." : "the cross-entropy has a finite minimum."});
    case SeparableKind::undecided:
      break;
  }
  return "";
}

std::string Teller::comparison(const Training& other) const {
  const TrainingResult& result = other.result;
  const bool other_solver = other.settings.solver != run_.settings.solver;
  const std::string title(other_solver ? find_solver(other.settings.solver)->title
                                       : find_loss(other.settings.loss)->title);
  std::string text =
      text_of({capital(title), " from the same start: ", right_text(right(result.accuracy), n_),
               " after ", steps_text(other, result.steps)});
  if (result.perfect_from_step) {
    text += text_of({", all from ", step_text(other, *result.perfect_from_step), " on"});
  }
  // How far it came says more than its loss, which is on another scale for another loss.
  std::vector<double> moved = result.w;
  const CVec from = other.trajectory.w_at(0);
  for (std::size_t j = 0; j < moved.size(); ++j) moved[j] -= from[j];
  if (other_solver) {
    text += text_of({", loss ", loss_text(result.loss), "."});
  } else {
    text += text_of({"; it moved ", slope_text(length_of(moved)), " in all."});
  }
  if (result.reason == Reason::not_finite) {
    text += text_of({" ", not_finite_sentence(run_, other)});
  }
  return text;
}

std::string Teller::not_compared() const {
  std::size_t asked = 0;
  for (const std::string& name : run_.settings.compare) asked += name != "none" ? 1U : 0U;
  if (!run_.training || run_.comparisons.size() >= asked) return "";
  return "The comparison was not run any more.";
}

std::string Teller::looking() const {
  const auto side = std::to_string(run_.settings.resolution);
  const auto span = [&](std::size_t k, double low, double high) {
    return text_of(
        {run_.plane.name[k], " from ", parameter_text(low), " to ", parameter_text(high)});
  };
  return text_of({capital(std::string(find_loss(run_.settings.loss)->title)), " at ", side,
                  " \u00D7 ", side, " points: ", span(0, run_.window.u_low, run_.window.u_high),
                  ", ", span(1, run_.window.v_low, run_.window.v_high), "."});
}

}  // namespace

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::vector<Sentence> tell(const Run& run) { return Teller(run).tell(); }

std::string_view heading(Part part) {
  switch (part) {
    case Part::data:
      return "Data";
    case Part::path:
      return "Path";
    case Part::start:
      return "Start";
    case Part::slope:
      return "Slope";
    case Part::training:
      return "Training";
    case Part::accuracy:
      return "Accuracy";
    case Part::end:
      return "End";
    case Part::curvature:
      return "Curvature";
    case Part::numerics:
      return "Numerics";
    case Part::separable:
      return "No end";
    case Part::minimum:
      return "Minimum";
    case Part::comparison:
      return "Beside it";
    case Part::plane:
      return "Plane";
    case Part::looking:
      break;
  }
  return "Looked at";
}

}  // namespace logitlab::lab

// SPDX-License-Identifier: MIT
#include "logitlab/lab/step_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "logitlab/base/dense.hpp"
#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/solver/vectors.hpp"
#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {
namespace {

constexpr std::string_view went_too_far =
    "Its direction led down, but the step went past the lowest point that way.";

// "zeros" and "ones".
std::string_view of_class(bool ones) { return ones ? "ones" : "zeros"; }

bool is_plain(const StepContext& step) {
  return step.solver != nullptr && step.training.settings.solver == "sgd";
}

bool sees_all(const StepContext& step) { return step.facts.rows.size() == step.n; }

// Whether no batch of the run before this one held a sample of the class that this one does not
// hold alone: only in the first epoch there can be such.
bool is_first_with(const StepContext& step, bool ones) {
  const StepFacts& facts = step.facts;
  if (facts.epoch != 1 || facts.batch < 2) return false;
  DataLoader loader(step.n, loader_options(step.training.settings));
  loader.start_epoch(1);
  const CVec y = step.experiment.data().y();
  for (std::size_t k = 0; k + 1 < facts.batch; ++k) {
    for (const Row i : loader.batch(k)) {
      if ((y[i] == 1) == ones) return false;
    }
  }
  return true;
}

// "The first batch with a one in it"; empty where it is not.
std::string first_text(const StepContext& step) {
  const StepFacts& facts = step.facts;
  if (facts.ones > 0 && is_first_with(step, true)) return "The first batch with a one in it";
  if (facts.ones < facts.rows.size() && is_first_with(step, false)) {
    return "The first batch with a zero in it";
  }
  return "";
}

std::string degrees_text(unsigned degrees, std::string_view from) {
  return text_of({std::to_string(degrees), "\u00B0 ", from});
}

// How far the batch points from the gradient of all rows: a sentence with the batch in it.
std::string batch_and_angle(const StepContext& step) {
  const StepFacts& facts = step.facts;
  if (sees_all(step)) return "";
  const auto degrees = degrees_between(facts.batch_gradient, facts.gradient);
  const std::string batch = batch_text(step);
  if (!degrees || batch.empty()) return "";
  const std::string first = first_text(step);
  std::string text = first.empty() ? batch : first;
  const bool one = facts.rows.size() == 1 || !first.empty();
  text += one ? "; it points " : "; together they point ";
  if (*degrees == 0) return text + "along the true gradient.";
  const bool against = dot(facts.batch_gradient, facts.gradient) < 0;
  return text + degrees_text(*degrees, against ? "away from" : "off") + " the true gradient.";
}

// The largest rate at which gradient descent on all rows is stable where the step began.
double stable_rate(const StepContext& step) {
  constexpr double most_work = 2e7;  // multiplications: some hundredths of a second
  const auto d = static_cast<double>(step.experiment.dimension());
  if (d * d * (static_cast<double>(step.n) + 9 * d) > most_work) return unknown;
  const auto curvature =
      curvature_at(*step.experiment.safe_risk(step.training.settings.loss), step.before());
  return curvature ? curvature->largest_stable_rate() : unknown;
}

// The rate, the limit and what to do.
std::string rate_too_high(const StepContext& step) {
  if (!is_plain(step)) return "";
  const double rate = step.training.trajectory.rate[step.facts.row];
  const double limit = stable_rate(step);
  if (!(rate > limit)) return "";
  const std::string advice =
      rate / 2 < limit ? "Halve it." : text_of({"Try ", rate_text(one_digit_below(limit)), "."});
  return text_of({"Rate ", rate_text(rate), " is above the stable limit ", slope_text(limit),
                  " here. ", advice});
}

// The loss over all rows if this step were made in float64.
double loss_in_float64(const StepContext& step) {
  Settings wide = step.training.settings;
  wide.precision = Precision::float64;
  const double rate = step.training.trajectory.rate[step.facts.row];
  std::vector<double> w(step.before().begin(), step.before().end());
  const std::vector<double> gradient =
      BatchGradient(step.experiment, wide, step.facts.rows).of_all(step.before());
  for (std::size_t j = 0; j < w.size(); ++j) w[j] -= rate * gradient[j];
  return step.experiment.safe_risk(wide.loss)->value(w);
}

bool rounding_raised_it(const StepContext& step) {
  if (!is_plain(step) || step.training.settings.precision != Precision::float32) return false;
  return loss_in_float64(step) < step.facts.loss_before;
}

// What turns a step away from its batch's gradient.
std::string turned_by(const StepContext& step) {
  const std::string& name = step.training.settings.solver;
  const bool velocity = name == "momentum" || name == "nesterov";
  if (velocity) return "the momentum of the steps before it";
  if (name == "adam") return "what Adam remembers of the steps before it";
  return text_of({"the rates that ", step.solver->title, " gives each parameter"});
}

// p - y of a row, with the parameters before the step.
struct Opinion {
  std::uint64_t sure_right = 0, sure_wrong = 0;
};

Opinion opinion_of(const StepContext& step) {
  constexpr double sure = 0.01;
  const Dataset& data = step.experiment.data();
  const CVec w = step.before();
  Opinion opinion;
  for (const Row i : step.facts.rows) {
    const Sample sample = data[i];
    const double p = math::sigmoid(dot(sample.x, w.first(w.size() - 1)) + w.back());
    const double off = std::fabs(p - sample.y);
    opinion.sure_right += off < sure ? 1U : 0U;
    opinion.sure_wrong += off > 1 - sure ? 1U : 0U;
  }
  return opinion;
}

// Half the squared Newton decrement where the step began: what a quadratic says is left to gain (S.
// Boyd, L. Vandenberghe, "Convex optimization", 2004, section 9.5.1). Unknown without a Hessian
// that is positive definite.
double left_to_gain(const StepContext& step) {
  constexpr double most_work = 2e7;
  const std::size_t d = step.experiment.dimension();
  const auto size = static_cast<double>(d);
  if (size * size * (static_cast<double>(step.n) + size) > most_work) return unknown;
  std::vector<double> h(d * d), x = step.facts.gradient;
  const Mat matrix{h.data(), d, d, d};
  const auto risk = step.experiment.safe_risk(step.training.settings.loss);
  if (!risk->hessian(step.before(), matrix) || !cholesky_factor(matrix)) return unknown;
  cholesky_solve(matrix, x);
  return dot(x, step.facts.gradient) / 2;
}

std::string why_of_iteration(const StepContext& step) {
  const double length = step.training.trajectory.rate[step.facts.row];
  std::string text;
  if (length == 1) {
    text = text_of({"A full step of ", step.solver->title, "."});
  } else if (std::isfinite(length)) {
    text = text_of(
        {"It went ", slope_text(length), " of the step that ", step.solver->title, " proposed."});
  }
  const double gain = step.solver->needs_hessian ? left_to_gain(step) : unknown;
  if (!(gain > 0) || !(gain < step.facts.loss_before)) return text;  // no loss falls below 0
  return text_of({text, text.empty() ? "" : " ", "By slope and curvature about ", slope_text(gain),
                  " was left to gain."});
}

}  // namespace

StepContext::StepContext(const Run& its_run, const Training& its_training, std::uint64_t step)
    : run(its_run),
      training(its_training),
      experiment(*its_run.data),
      n(its_run.data->length()),
      facts(facts_of_step(its_run, experiment, its_training, step)),
      line(its_run.data->columns() == 1),
      solver(its_run.other && &its_training == &its_run.other->training
                 ? nullptr
                 : find_solver(its_training.settings.solver)) {
  iterates = solver != nullptr && solver->unit == StepUnit::iteration;
  convex = is_convex(find_loss(training.settings.loss)->safe_form);
}

std::string name_of_step(const StepContext& step) {
  std::string name = text_of({step.iterates ? "iteration " : "step ", grouped(step.facts.step)});
  const Settings& settings = step.training.settings;
  const Settings& own = step.run.settings;
  if (step.run.training && settings.solver != own.solver) {
    return text_of({step.solver->title, ", ", name});
  }
  if (!step.convex || settings.loss != own.loss) {
    return text_of({find_loss(settings.loss)->title, ", ", name});
  }
  return name;
}

std::string number_word(std::uint64_t count) {
  constexpr std::array<std::string_view, 13> words = {"no",   "one",    "two",   "three", "four",
                                                      "five", "six",    "seven", "eight", "nine",
                                                      "ten",  "eleven", "twelve"};
  return count < words.size() ? std::string(words[count]) : grouped(count);
}

std::string rate_text(double rate) {
  int digits = 1;
  while (digits < 17 && parse_double(plain(rate, digits)) != rate) ++digits;
  return plain(rate, digits);
}

std::string change_text(double before, double after) {
  std::string from = loss_text(before), to = loss_text(after);
  for (int digits = 4; from == to && digits <= 17; ++digits) {
    from = minus_sign(plain(before, digits));
    to = minus_sign(plain(after, digits));
  }
  return text_of({from, " \u2192 ", to});
}

std::string right_at(const StepContext& step, CVec w) {
  std::vector<double> margin(step.n);
  margins(step.experiment.x(), w, margin);
  return text_of({grouped(count_right(margin, step.experiment.data().y())), " of ", grouped(step.n),
                  " right"});
}

std::string batch_text(const StepContext& step) {
  const StepFacts& facts = step.facts;
  const std::uint64_t m = facts.rows.size();
  if (m == 0) return "";
  if (m == 1) {
    return text_of({"The one sample of this batch is class ", facts.ones == 1 ? "1" : "0"});
  }
  if (facts.ones == 0 || facts.ones == m) {
    return text_of({"The ", number_word(m), " samples of this batch are ", m == 2 ? "both" : "all",
                    " class ", facts.ones == 0 ? "0" : "1"});
  }
  std::string count = number_word(facts.ones);
  if (count[0] >= 'a') count[0] = static_cast<char>(count[0] - 'a' + 'A');
  return text_of({count, " of the ", number_word(m), " samples of this batch ",
                  facts.ones == 1 ? "is" : "are", " class 1"});
}

bool hardly_moved(const StepContext& step) {
  constexpr double next_to_nothing = 1e-4;
  return step.facts.moved <= next_to_nothing * std::max(1.0, length_of(step.before()));
}

std::string why_it_rose(const StepContext& step) {
  if (step.solver == nullptr) return "";
  if (step.iterates) return why_of_iteration(step);
  std::string beyond = why_beyond_the_batch(step);
  // The batch has its part where the step only went too far.
  if (!beyond.empty() && !beyond.starts_with(went_too_far)) return beyond;
  const std::string batch = batch_and_angle(step);
  return text_of({batch, batch.empty() || beyond.empty() ? "" : " ", beyond});
}

std::string why_beyond_the_batch(const StepContext& step) {
  const StepFacts& facts = step.facts;
  if (step.solver == nullptr || step.iterates) return "";
  const std::vector<double> way = way_of(step);
  const bool uphill = dot(way, facts.gradient) <= 0;
  if (rounding_raised_it(step)) {
    return "Rounded to float32 the step went up; in float64 it would have gone down.";
  }
  if (!uphill) {
    std::string rate = rate_too_high(step);
    return rate.empty() ? std::string(went_too_far) : rate;
  }
  const auto degrees = degrees_between(way, facts.gradient);
  if (dot(facts.batch_gradient, facts.gradient) < 0 || is_plain(step) || !degrees) return "";
  return text_of({"The batch points downhill, but ", turned_by(step), " turned the step ",
                  degrees_text(*degrees, "away from the true gradient.")});
}

std::vector<double> way_of(const StepContext& step) {
  std::vector<double> way(step.before().begin(), step.before().end());
  const CVec after = step.after();
  for (std::size_t j = 0; j < way.size(); ++j) way[j] -= after[j];
  return way;
}

std::string why_it_fell(const StepContext& step) {
  if (step.solver == nullptr) return "";
  if (step.iterates) return why_of_iteration(step);
  const auto off = degrees_between(step.facts.batch_gradient, step.facts.gradient);
  if (sees_all(step) && is_plain(step) && off == 0U) {
    return text_of(
        {"The step saw all ", grouped(step.n), " samples, so it went along the true gradient."});
  }
  std::string text = batch_and_angle(step);
  const bool turned = dot(step.facts.batch_gradient, step.facts.gradient) < 0 &&
                      dot(way_of(step), step.facts.gradient) > 0;
  if (turned && !is_plain(step) && !text.empty()) {
    text += text_of({" But ", turned_by(step), " turned the step downhill."});
  }
  return text;
}

std::string why_it_hardly_moved(const StepContext& step) {
  const StepFacts& facts = step.facts;
  const std::uint64_t m = facts.rows.size();
  if (step.solver == nullptr || m == 0) return "";
  const Opinion opinion = opinion_of(step);
  const bool one_class = facts.ones == 0 || facts.ones == m;
  if (opinion.sure_right == m && one_class && !sees_all(step)) {
    return text_of({"This batch holds ", of_class(facts.ones > 0),
                    " only, and the model is already sure of them."});
  }
  if (opinion.sure_right == m) return "The model is already sure of them all, and right.";
  if (!step.convex && opinion.sure_right + opinion.sure_wrong == m) {
    return text_of({"The model is sure of them all, and wrong about ",
                    number_word(opinion.sure_wrong),
                    ": squared error hardly pulls where the model is sure."});
  }
  const double slope = length_of(facts.batch_gradient);
  const double rate = step.training.trajectory.rate[facts.row];
  if (!is_plain(step) || !std::isfinite(slope)) return "";
  if (facts.moved == 0 && slope > 0) {
    return text_of({"A step of ", slope_text(rate * slope), " is lost in the rounding of ",
                    to_string(step.training.settings.precision), "."});
  }
  return text_of({"The slope of ", sees_all(step) ? "all samples" : "this batch", " is ",
                  slope_text(slope), ", the rate ", rate_text(rate), "."});
}

}  // namespace logitlab::lab

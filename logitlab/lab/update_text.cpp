// SPDX-License-Identifier: MIT
//
// The problem: show the rule of a solver with its numbers, though only parameters are kept. Given:
// w before and after, the rate r, the batch's gradient g. What the rule took instead of g is their
// difference over r, and the rules of solver/*.cpp say what that is made of.
#include "logitlab/lab/update_text.hpp"

#include <algorithm>
#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

// With as many decimals as show a change of that size, two digits of it.
std::string with_change(double value, double change) {
  int decimals = 3;
  double visible = 0.005;
  while (decimals < 12 && std::fabs(change) < visible) {
    visible /= 10;
    ++decimals;
  }
  std::string plain_value = parameter_text(value);
  if (std::fabs(value) >= 1e9 || change == 0) return plain_value;
  return minus_sign(fixed(value, decimals));
}

// A term of a sum; what has no digits there adds nothing.
std::string term_text(double value) {
  constexpr double least = 1e-12;
  return std::fabs(value) < least ? "0" : slope_text(value);
}

// A factor or a term after a sign of its own.
std::string size_text(double value) { return term_text(std::fabs(value)); }

// " − " or " + ": for a term that is subtracted.
std::string_view minus(double term) { return term < 0 ? " + " : " \u2212 "; }

constexpr std::string_view times = " \u00D7 ";

struct Update {
  double before, after, rate, gradient, taken;
};

// What the rate is multiplied with, with its sign in front of it.
std::string rule_text(const std::string& solver, double momentum, const Update& u) {
  const std::string rate = rate_text(u.rate);
  if (solver == "momentum" && momentum > 0) {
    const double kept = u.taken - u.gradient;
    return text_of({" \u2212 ", rate, times, "(", term_text(u.gradient),
                    kept < 0 ? " \u2212 " : " + ", size_text(kept), ")"});
  }
  if (solver == "nesterov" && momentum > 0) {
    const double ahead = u.taken - u.gradient;
    return text_of({" \u2212 ", rate, times, "(", term_text(u.gradient),
                    ahead < 0 ? " \u2212 " : " + ", size_text(ahead), ")"});
  }
  if ((solver == "adagrad" || solver == "rmsprop") && u.taken != 0 && u.gradient != 0) {
    return text_of({minus(u.gradient), rate, times, size_text(u.gradient), " / ",
                    size_text(u.gradient / u.taken)});
  }
  if (solver == "adam") return text_of({minus(u.taken), rate, times, size_text(u.taken)});
  return text_of({minus(u.gradient), rate, times, size_text(u.gradient)});
}

}  // namespace

std::string update_text(const StepContext& step, std::size_t parameter) {
  const double before = step.before()[parameter], after = step.after()[parameter];
  const double change = after - before;
  const std::string from = with_change(before, change), to = with_change(after, change);
  const double rate = step.training.trajectory.rate[step.facts.row];
  if (step.solver == nullptr || !(rate > 0)) return text_of({from, " \u2192 ", to});
  if (step.iterates) {
    const double direction = change / rate;
    const std::string length = shortest(rate);
    return text_of({from, direction < 0 ? " \u2212 " : " + ",
                    length.size() <= 5 ? length : slope_text(rate), times, size_text(direction),
                    " = ", to});
  }
  const Update update{before, after, rate, step.facts.batch_gradient[parameter], -change / rate};
  const Settings& settings = step.training.settings;
  return text_of(
      {from, rule_text(settings.solver, settings.momentum.value_or(0), update), " = ", to});
}

std::string update_note(const StepContext& step) {
  if (step.solver == nullptr) return "";
  const std::string& solver = step.training.settings.solver;
  const std::string momentum = parameter_text(step.training.settings.momentum.value_or(0));
  if (step.iterates) {
    return text_of({"The step length times the direction of ", step.solver->title, "."});
  }
  if (solver == "momentum") {
    return text_of({"The rate times the gradient of the batch and ", momentum,
                    " of the velocity of the step before."});
  }
  if (solver == "nesterov") {
    return text_of({"The rate times the gradient of the batch and ", momentum,
                    " of the velocity, that gradient in it."});
  }
  if (solver == "adam") {
    return "The rate times the running mean of the gradients over the root of that of their "
           "squares.";
  }
  if (solver == "adagrad") {
    return "The rate times the gradient of the batch over the root of the sum of all squares so "
           "far.";
  }
  if (solver == "rmsprop") {
    return "The rate times the gradient of the batch over the root of the mean of recent squares.";
  }
  return "The rate times the gradient of the batch.";
}

std::string probability_text(double value) {
  const double size = std::fabs(value);
  if (!std::isfinite(value) || (value != 0 && size < 0.001)) return slope_text(value);
  // Nearly 1 is not 1.
  int decimals = 3;
  while (size < 1 && decimals < 16 && fixed(size, decimals) == fixed(1, decimals)) ++decimals;
  return minus_sign(fixed(value, decimals));
}

}  // namespace logitlab::lab

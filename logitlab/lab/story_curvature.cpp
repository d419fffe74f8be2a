// SPDX-License-Identifier: MIT
// How the losses bend, and what that means for the learning rate.
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::lab {
namespace {

std::string_view title_of(const Settings& settings) {
  return find_loss(find_loss(settings.loss)->safe_form)->title;
}

// "cross-entropy is convex (it curves upwards everywhere)"; without the verb for a second one.
std::string convexity(const Settings& settings, const CurvatureFacts& facts, bool verb) {
  if (!facts.convex_share) return "";
  const std::string subject = text_of({title_of(settings), verb ? " is convex" : ""});
  if (facts.resolution == 0) {
    return text_of({subject, verb ? " (it curves upwards everywhere)" : " everywhere"});
  }
  if (*facts.convex_share == 1) return text_of({subject, " in all of this window"});
  if (*facts.convex_share == 0) return text_of({subject, verb ? " nowhere" : " is so nowhere"});
  return text_of({subject, " in ", percent(*facts.convex_share), " of this window"});
}

std::string convex_sentence(const Run& run) {
  std::string text = convexity(run.settings, run.curvature, true);
  for (const Training& other : run.comparisons) {
    if (!other.curvature || title_of(other.settings) == title_of(run.settings)) continue;
    const std::string more = convexity(other.settings, *other.curvature, text.empty());
    if (!more.empty()) text += text_of({text.empty() ? "" : ", ", more});
  }
  return text.empty() ? text : capital(text) + ".";
}

std::string times_text(double times) {
  constexpr double countable = 1e15;
  if (times < 9.95) return fixed(times, 1);
  if (times > countable) return slope_text(times);
  return grouped(static_cast<std::uint64_t>(std::llround(times)));
}

bool is_known(const std::optional<Curvature>& curvature) {
  return curvature && std::isfinite(curvature->largest_stable_rate());
}

// Plain gradient descent by whole batches or small ones: what 2 / lambda speaks of.
bool has_plain_rate(const Training& training) {
  return training.settings.solver == "sgd" && training.trajectory.length() > 1;
}

bool sees_all_rows(const Training& training, std::size_t rows) {
  const std::size_t batch = training.settings.batch_size.value_or(0);
  return batch == 0 || batch >= rows;
}

std::string rate_sentence(const Run& run) {
  const CurvatureFacts& facts = run.curvature;
  if (!is_known(facts.start)) return "";
  std::string text =
      text_of({"Gradient descent on all points at once is stable up to a learning ", "rate of ",
               slope_text(facts.start->largest_stable_rate()), " at the start"});
  if (is_known(facts.end)) {
    text += text_of({" and ", slope_text(facts.end->largest_stable_rate()), " at the end"});
    const double unlike = facts.end->condition_number();
    // Where rounding decides on the flattest direction there is no number to tell.
    if (facts.end->sign_of_smallest() > 0 && unlike >= 1.5) {
      text += text_of({", where the loss curves ", times_text(unlike),
                       " times more across the valley than along it"});
    }
    if (run.training && has_plain_rate(*run.training)) {
      text += text_of({"; here it is ", parameter_text(run.training->trajectory.rate.back()),
                       run.training->settings.schedule == "constant" ? "" : " at the end"});
    }
  }
  return text + ".";
}

}  // namespace

std::string curvature_text(const Run& run) {
  const std::string convex = convex_sentence(run), rate = rate_sentence(run);
  return text_of({convex, convex.empty() || rate.empty() ? "" : " ", rate});
}

double rate_limit_passed(const Run& run) {
  if (!run.training || !has_plain_rate(*run.training) ||
      !sees_all_rows(*run.training, run.data->length()) || !is_known(run.curvature.end)) {
    return unknown;
  }
  const double limit = run.curvature.end->largest_stable_rate();
  return run.training->trajectory.rate.back() > limit ? limit : unknown;
}

std::string rate_warning(const Run& run) {
  const double limit = rate_limit_passed(run);
  if (std::isnan(limit)) return "";
  const double rate = run.training->trajectory.rate.back();
  std::string text =
      text_of({"The last learning rate, ", parameter_text(rate), ", is above the ",
               slope_text(limit), " that the curvature at the end bears: across the valley each ",
               "step ends further from its floor than it began. "});
  const bool convex = find_loss(find_loss(run.settings.loss)->safe_form)->convex;
  switch (run.separable.kind) {
    case SeparableKind::complete:
    case SeparableKind::quasi:
      return text + (convex ? "As these data are separable that passes: such steps lengthen the "
                              "weights, and the longer they are the flatter is the loss."
                            : "A smaller one follows the valley.");
    case SeparableKind::none:
      return text +
             "These data have a minimum, but at this rate the steps jump around it; at a "
             "smaller one they would settle.";
    case SeparableKind::undecided:
      break;
  }
  return text + "A smaller one follows the valley.";
}

}  // namespace logitlab::lab

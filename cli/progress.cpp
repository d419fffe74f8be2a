// SPDX-License-Identifier: MIT
#include "cli/progress.hpp"

#include <algorithm>
#include <cmath>

#include "cli/interrupt.hpp"

namespace logitlab::cli {
namespace {

constexpr double show_after = 0.5, redraw_every = 0.1;  // seconds
constexpr double ask_every = 0.02;
constexpr std::uint64_t most_calls = 1U << 20;
constexpr std::size_t line_width = 30;  // blanks over what the line before left

double seconds_between(std::chrono::steady_clock::time_point a,
                       std::chrono::steady_clock::time_point b) {
  return std::chrono::duration<double>(b - a).count();
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
  if (whole < 100) return std::to_string(whole) + " s";
  if (whole < 6000) return std::to_string((whole + 30) / 60) + " min";
  return std::to_string((whole + 1800) / 3600) + " h";
}

}  // namespace

std::string progress_text(double done, double all, double seconds) {
  const double share = done / all;
  std::string text = std::to_string(static_cast<int>(std::floor(100 * share))) + " %";
  if (done > 0) text += ", " + duration_text(seconds / share - seconds) + " left";
  return text;
}

Flow Progress::on_progress(double done, double all) {
  if (shown_ && ++calls_ % stride_ == 0) look_at_clock(done, all);
  return interrupted() ? Flow::stop : Flow::proceed;
}

void Progress::look_at_clock(double done, double all) {
  const auto now = Clock::now();
  const double since = seconds_between(asked_, now);
  asked_ = now;
  if (since < ask_every / 2 && stride_ < most_calls) stride_ *= 2;
  if (since > ask_every && stride_ > 1) stride_ /= 2;

  const double total = seconds_between(begin_, now);
  if (total < show_after || seconds_between(shown_at_, now) < redraw_every) return;
  std::string text = progress_text(done, all, total);
  text.resize(std::max(text.size(), line_width), ' ');
  terminal_.say("\r  " + text);
  shown_at_ = now;
  drawn_ = true;
}

void Progress::finish() {
  if (drawn_) terminal_.say("\r" + std::string(line_width + 2, ' ') + "\r");
  drawn_ = false;
}

}  // namespace logitlab::cli

// SPDX-License-Identifier: MIT
//
// The problem: keep a run of any length in bounded memory so that a drawing of it shows every spike
// and how far each parameter went. Given: steps one by one. Step 0 stands alone; steps 1, 2, ...
// lie in windows of 2^(level + 1) steps, of which the two with the smallest and largest batch loss
// stay (the min-max form of decimation; that a line drawn from extremes loses no pixel is shown for
// M4 in U. Jugel, Z. Jerzak, G. Hackenbroich, V. Markl, PVLDB 7, 2014). When the rows run out, the
// level rises by one: two windows become one, and half of the rows go. Cost: O(d) a step, a
// thinning included, because it is paid for by the steps since the last. Memory: capacity x (d +
// 4).
//
// Why nothing extreme is lost: a row that holds the smallest or largest batch loss of all wins in
// every window it is ever in; a row that holds the smallest or largest value so far of a parameter
// is kept beside the two.
#include "logitlab/solver/recorder.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace logitlab {

Recorder::Recorder(std::size_t capacity) : asked_capacity_(capacity), capacity_(capacity) {}

Flow Recorder::on_step(const Step& step) {
  if (kept_.length() == 0) start(step);
  assert(step.w.size() == kept_.dimension);
  for (const double x : step.w) hash_.update_le(x);
  if (level_ > 0) {
    note_extremes(step.w);
    thin_open_window();
  }
  while (kept_.length() >= capacity_) {
    widen_windows();
    note_extremes(step.w);
  }
  append(step);
  return Flow::proceed;
}

void Recorder::start(const Step& step) {
  constexpr std::size_t first_rows = 1024;  // so that a short run allocates once
  const std::size_t d = step.w.size();
  kept_.dimension = d;
  // At most 2 d rows hold extremes: a third of the capacity, so that each thinning frees a sixth.
  capacity_ = std::max(asked_capacity_, 6 * d + 12);
  const std::size_t rows = std::min(capacity_, first_rows);
  kept_.step.reserve(rows);
  kept_.epoch.reserve(rows);
  kept_.batch.reserve(rows);
  kept_.rate.reserve(rows);
  kept_.batch_value.reserve(rows);
  kept_.w.reserve(rows * d);
}

void Recorder::append(const Step& step) {
  kept_.step.push_back(step.index);
  kept_.epoch.push_back(step.epoch);
  kept_.batch.push_back(step.batch);
  kept_.rate.push_back(step.rate);
  kept_.batch_value.push_back(step.batch_value);
  kept_.w.insert(kept_.w.end(), step.w.begin(), step.w.end());
}

Trajectory Recorder::take() {
  kept_.sha256 = hash_.hex();
  Trajectory result = std::move(kept_);
  *this = Recorder(asked_capacity_);
  return result;
}

// Window 0 is step 0 alone.
std::uint64_t Recorder::window_of(std::size_t row) const {
  const std::uint64_t step = kept_.step[row];
  return step == 0 ? 0 : 1 + ((step - 1) >> (level_ + 1));
}

void Recorder::note_extremes(CVec w) {
  for (std::size_t j = 0; j < w.size(); ++j) {
    lowest_[j] = std::min(lowest_[j], w[j]);
    highest_[j] = std::max(highest_[j], w[j]);
  }
}

bool Recorder::holds_extreme(std::size_t row) const {
  const CVec w = kept_.w_at(row);
  for (std::size_t j = 0; j < w.size(); ++j) {
    if (w[j] == lowest_[j] || w[j] == highest_[j]) return true;
  }
  return false;
}

void Recorder::move_row(std::size_t from, std::size_t to) {
  if (from == to) return;
  kept_.step[to] = kept_.step[from];
  kept_.epoch[to] = kept_.epoch[from];
  kept_.batch[to] = kept_.batch[from];
  kept_.rate[to] = kept_.rate[from];
  kept_.batch_value[to] = kept_.batch_value[from];
  const std::size_t d = kept_.dimension;
  for (std::size_t j = 0; j < d; ++j) kept_.w[to * d + j] = kept_.w[from * d + j];
}

// Of the rows first ... last - 1, one window, moves those that stay to `to` and on; returns the row
// after them. Where no batch losses are known, or all are equal, the first and the last stay.
std::size_t Recorder::keep_of_window(std::size_t first, std::size_t last, std::size_t to) {
  const std::vector<double>& loss = kept_.batch_value;
  std::size_t smallest = first, largest = last - 1;
  for (std::size_t row = first; row < last; ++row) {
    if (loss[row] < loss[smallest]) smallest = row;
    if (loss[row] > loss[largest]) largest = row;
  }
  for (std::size_t row = first; row < last; ++row) {
    if (row == smallest || row == largest || holds_extreme(row)) move_row(row, to++);
  }
  return to;
}

// Thins every window from row `first` on, which begins one.
void Recorder::thin_from(std::size_t first) {
  const std::size_t rows = kept_.length();
  std::size_t to = first;
  for (std::size_t begin = first, end = first; begin < rows; begin = end) {
    while (end < rows && window_of(end) == window_of(begin)) ++end;
    to = keep_of_window(begin, end, to);
  }
  kept_.step.resize(to);
  kept_.epoch.resize(to);
  kept_.batch.resize(to);
  kept_.rate.resize(to);
  kept_.batch_value.resize(to);
  kept_.w.resize(to * kept_.dimension);
}

// The newest row was kept because it was the last; now another follows, and it must earn its place.
void Recorder::thin_open_window() {
  std::size_t first = kept_.length() - 1;
  while (first > 0 && window_of(first - 1) == window_of(first)) --first;
  thin_from(first);
}

void Recorder::widen_windows() {
  if (level_ == 0) {
    const CVec start = kept_.w_at(0);
    lowest_.assign(start.begin(), start.end());
    highest_ = lowest_;
    for (std::size_t row = 1; row < kept_.length(); ++row) note_extremes(kept_.w_at(row));
  }
  ++level_;
  kept_.thinned = true;
  thin_from(0);
}

}  // namespace logitlab

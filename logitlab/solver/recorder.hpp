// SPDX-License-Identifier: MIT
// Keeps the steps of a run, and hashes every one of them as they go by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "logitlab/base/sha256.hpp"
#include "logitlab/base/types.hpp"
#include "logitlab/solver/solver.hpp"

namespace logitlab {

// The steps that were kept, as columns of equal length. Row 0 is the start.
struct Trajectory {
  std::size_t dimension = 0;
  std::vector<std::uint64_t> step;
  std::vector<std::uint32_t> epoch, batch;  // 0: none (the start)
  std::vector<double> rate, batch_value;    // unknown where there is none
  std::vector<double> w;                    // step.size() x dimension, row-major, b last
  bool thinned = false;                     // some steps were dropped
  std::string sha256;  // of the little-endian float64 values of w of every step reported, in order,
                       // dropped ones included

  std::size_t length() const { return step.size(); }
  CVec w_at(std::size_t row) const { return CVec(w).subspan(row * dimension, dimension); }
};

// An Observer that records. Up to `capacity` rows every step is kept. A longer run is thinned, the
// same everywhere along it: the steps fall into windows of equal width, and of each window the two
// steps with the smallest and the largest batch loss stay. Always there are the first and the last
// step, and for each parameter a step where it was smallest and one where it was largest. A
// thinning leaves about half of the rows. Not thread-safe; one run at a time.
class Recorder final : public Observer {
 public:
  static constexpr std::size_t default_capacity = 1'000'001;  // steps 0 ... 1,000,000

  // A capacity too small to hold the extremes of d parameters, below 6 d + 12, is raised to that.
  explicit Recorder(std::size_t capacity = default_capacity);
  Flow on_step(const Step& step) override;
  // How many rows are kept so far; the last step reported is always the last of them.
  std::size_t length() const { return kept_.length(); }
  // Hands over what was recorded. The recorder is empty after it, ready for another run.
  Trajectory take();

 private:
  void start(const Step& step);
  void append(const Step& step);
  void note_extremes(CVec w);
  bool holds_extreme(std::size_t row) const;
  std::uint64_t window_of(std::size_t row) const;
  std::size_t keep_of_window(std::size_t first, std::size_t last, std::size_t to);
  void thin_from(std::size_t first);
  void thin_open_window();
  void widen_windows();
  void move_row(std::size_t from, std::size_t to);

  std::size_t asked_capacity_, capacity_;
  Trajectory kept_;
  Sha256 hash_;
  unsigned level_ = 0;  // windows are 2^(level + 1) steps wide: at 0 nothing is dropped
  std::vector<double> lowest_, highest_;  // of each parameter over all steps, from level 1 on
};

}  // namespace logitlab

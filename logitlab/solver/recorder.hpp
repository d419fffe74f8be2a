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

// An Observer that records. Up to `capacity` rows every step is kept; a longer run is thinned to
// between a third and all of it without losing its extremes (recorder.cpp says how). Not
// thread-safe; one run.
class Recorder final : public Observer {
 public:
  static constexpr std::size_t default_capacity = 1'000'001;  // steps 0 ... 1,000,000

  explicit Recorder(std::size_t capacity = default_capacity);
  Flow on_step(const Step& step) override;
  // The trajectory so far; the last step reported is always its last row.
  Trajectory take();

 private:
  void thin();

  std::size_t capacity_;
  Trajectory kept_;
  Sha256 hash_;
};

}  // namespace logitlab

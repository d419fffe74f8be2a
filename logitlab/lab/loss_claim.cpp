// SPDX-License-Identifier: MIT
//
// The problem: a column of numbers that a program calls its loss. Which one is it? Given: the
// parameters beside them and the data. Every loss of the table is tried, over all rows and over
// batches of each size, as mean and as sum, at the parameters of the row and of the row before;
// what disagrees at one of some dozen rows is out. Cost: a candidate is mostly out after a row or
// two.
#include "logitlab/lab/loss_claim.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include "logitlab/loss/loss_table.hpp"

namespace logitlab::lab {
namespace {

// A row of the file and the losses it could mean.
struct Sample {
  std::size_t row;
  double claimed;
};

// The first rows, where losses are large and change, and some spread over the rest.
std::vector<Sample> samples_of(const OtherPath& path) {
  constexpr std::size_t first = 24, spread = 40;
  std::vector<Sample> samples;
  const std::size_t rows = path.loss.size();
  const std::size_t stride = std::max<std::size_t>(1, rows / spread);
  for (std::size_t r = 0; r < rows; r = r < first ? r + 1 : r + stride) {
    if (std::isfinite(path.loss[r])) samples.push_back({r, path.loss[r]});
  }
  return samples;
}

class Trial {
 public:
  Trial(const Experiment& experiment, const OtherPath& path)
      : experiment_(experiment),
        path_(path),
        samples_(samples_of(path)),
        gradient_(experiment.dimension()) {}

  const std::vector<Sample>& samples() const { return samples_; }

  bool fits_all_rows(LossClaim& claim) const {
    const auto risk = experiment_.safe_risk(claim.loss);
    const double scale = claim.sum ? static_cast<double>(experiment_.data().length()) : 1;
    return agrees(claim.before, [&](std::size_t, CVec w) { return scale * risk->value(w); });
  }

  // `shift`: how many batches of the epoch are over at row 0.
  bool fits_batches(LossClaim& claim, const RowMean<double>& mean, std::size_t shift) {
    const std::size_t n = experiment_.data().length(), size = claim.batch;
    const std::size_t each = (n + size - 1) / size;
    std::vector<Row> rows;
    return agrees(claim.before, [&](std::size_t row, CVec w) {
      const std::size_t batch = (path_.trajectory.step[row] + shift) % each;
      rows.resize(std::min(size, n - batch * size));
      std::iota(rows.begin(), rows.end(), static_cast<Row>(batch * size));
      const double value = mean.value_and_gradient(rows, w, gradient_);
      return claim.sum ? value * static_cast<double>(rows.size()) : value;
    });
  }

 private:
  // Of other programs, float32 too: a loss of a few rows is off by its rounding, 2e-6, whatever its
  // size.
  static bool close(double claimed, double value) {
    return std::fabs(claimed - value) <= 5e-6 + 2e-5 * std::fabs(value);
  }

  // At each sample, and some of them say something: are not next to 0.
  template <class Value>
  bool agrees(bool before, const Value& value) const {
    constexpr std::size_t enough = 3;
    std::size_t telling = 0, seen = 0;
    for (const Sample& sample : samples_) {
      if (before && !follows(sample.row)) continue;
      const CVec w = path_.trajectory.w_at(before ? sample.row - 1 : sample.row);
      if (!close(sample.claimed, value(sample.row, w))) return false;
      telling += std::fabs(sample.claimed) > 1e-3 ? 1U : 0U;
      ++seen;
    }
    return seen > 0 && telling >= std::min(enough, seen);
  }

  // Whether the row before it is that of the step before.
  bool follows(std::size_t row) const {
    const auto& step = path_.trajectory.step;
    return row > 0 && step[row] == step[row - 1] + 1;
  }

  const Experiment& experiment_;
  const OtherPath& path_;
  std::vector<Sample> samples_;
  std::vector<double> gradient_;
};

// The loss looked at first.
std::vector<std::string> losses_from(std::string_view loss) {
  std::vector<std::string> names = {std::string(find_loss(loss)->safe_form)};
  for (const LossRow& row : loss_table()) {
    if (row.name == row.safe_form && row.name != names.front()) names.emplace_back(row.name);
  }
  return names;
}

bool find_over_all_rows(const Trial& trial, std::span<const std::string> losses, LossClaim& claim) {
  for (const std::string& loss : losses) {
    for (const bool before : {false, true}) {
      for (const bool sum : {false, true}) {
        claim.loss = loss;
        claim.before = before;
        claim.sum = sum;
        if (trial.fits_all_rows(claim)) return true;
      }
    }
  }
  return false;
}

bool find_over_batches(const Experiment& experiment, Trial& trial,
                       std::span<const std::string> losses, LossClaim& claim) {
  constexpr std::size_t largest_batch = 256;
  for (const std::string& loss : losses) {
    const auto mean = make_row_mean<double>(experiment.model(), make_loss(loss).value());
    claim.loss = loss;
    const std::size_t most = std::min(largest_batch, experiment.data().length() - 1);
    for (std::size_t size = 1; size <= most; ++size) {
      const std::size_t each = (experiment.data().length() + size - 1) / size;
      for (const bool before : {true, false}) {
        for (const bool sum : {false, true}) {
          // Row 0 is the start, or comes after the first step.
          for (const std::size_t shift : {each - 1, std::size_t{0}}) {
            claim.batch = size;
            claim.before = before;
            claim.sum = sum;
            if (trial.fits_batches(claim, *mean, shift)) return true;
          }
        }
      }
    }
  }
  return false;
}

}  // namespace

LossClaim find_claim(const Experiment& experiment, const OtherPath& path, std::string_view loss,
                     CVec ours) {
  LossClaim claim;
  // 1. How far from ours.
  for (std::size_t r = 0; r < path.loss.size(); ++r) {
    const double theirs = path.loss[r];
    if (!std::isfinite(theirs) || !std::isfinite(ours[r])) continue;
    const double difference = std::fabs(theirs - ours[r]);
    const double relative = difference == 0 ? 0 : difference / std::fabs(ours[r]);
    ++claim.compared;
    if (claim.compared > 1 && !(relative > claim.largest_difference)) continue;
    claim.largest_difference = relative;
    claim.furthest_step = path.trajectory.step[r];
    claim.theirs = theirs;
    claim.ours = ours[r];
  }
  // 2. What else it could be.
  Trial trial(experiment, path);
  if (trial.samples().empty()) return claim;
  const std::vector<std::string> losses = losses_from(loss);
  LossClaim found;
  if (find_over_all_rows(trial, losses, found) ||
      find_over_batches(experiment, trial, losses, found)) {
    claim.fits = true;
    claim.loss = found.loss;
    claim.batch = found.batch;
    claim.sum = found.sum;
    claim.before = found.before;
  }
  return claim;
}

}  // namespace logitlab::lab

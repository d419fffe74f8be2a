// SPDX-License-Identifier: MIT
// For the tests of solvers: an observer that keeps what it saw, functions of one parameter, and
// logistic problems that own their data.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logitlab/data/dataset.hpp"
#include "logitlab/data/design.hpp"
#include "logitlab/objective/empirical_risk.hpp"  // with the losses and reductions it takes
#include "logitlab/solver/solver.hpp"

namespace logitlab::test {

// How often this program has called operator new so far.
std::uint64_t allocations();

// Keeps every step; stops at the step `stop_at`.
struct Watcher final : Observer {
  std::uint64_t stop_at = std::numeric_limits<std::uint64_t>::max();
  Wants wanted;

  std::vector<Step> steps;  // their spans are dead; the numbers are in w and gradient
  std::vector<std::vector<double>> w, gradient;

  Wants wants() const override { return wanted; }
  Flow on_step(const Step& step) override {
    steps.push_back(step);
    w.emplace_back(step.w.begin(), step.w.end());
    gradient.emplace_back(step.gradient.begin(), step.gradient.end());
    return step.index == stop_at ? Flow::stop : Flow::proceed;
  }
};

// A function of one parameter with its slope, as an Objective.
class Curve final : public Objective {
 public:
  Curve(std::function<double(double)> value, std::function<double(double)> slope)
      : value_(std::move(value)), slope_(std::move(slope)) {}

  std::size_t dimension() const override { return 1; }
  double value(CVec w) const override { return value_(w[0]); }
  double value_and_gradient(CVec w, Vec gradient) const override {
    gradient[0] = slope_(w[0]);
    return value_(w[0]);
  }
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    return restrict_by_composition(*this, origin, directions);
  }

 private:
  std::function<double(double)> value_, slope_;
};

// Logistic regression on a data set, in all views.
class LogisticProblem {
 public:
  LogisticProblem(Dataset dataset, std::string_view loss_name, double epsilon = 0, double l2 = 0)
      : dataset_(std::move(dataset)),
        design_(dataset_.x()),
        model_{.x = design_,
               .y = dataset_.y(),
               .weight = {},
               .offset = {},
               .penalty = {.l1 = 0, .l2 = l2, .factor = {}},
               .intercept = true,
               .classes = 2} {
    const Loss loss = make_loss(loss_name, epsilon).value();
    smooth_ = make_empirical_risk(model_, loss, serial_reduction());
    rows_ = make_row_mean<double>(model_, loss);
    rows_f32_ = make_row_mean<float>(model_, loss);
  }
  LogisticProblem(const LogisticProblem&) = delete;
  LogisticProblem& operator=(const LogisticProblem&) = delete;

  Problem problem() const {
    return {
        .smooth = *smooth_, .rows = rows_.get(), .rows_f32 = rows_f32_.get(), .linear = &model_};
  }
  const Dataset& dataset() const { return dataset_; }

 private:
  Dataset dataset_;
  DenseDesign design_;
  LinearModel model_;
  std::unique_ptr<Objective> smooth_;
  std::unique_ptr<RowMean<double>> rows_;
  std::unique_ptr<RowMean<float>> rows_f32_;
};

}  // namespace logitlab::test

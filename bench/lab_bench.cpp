// SPDX-License-Identifier: MIT
//
// The lab's 700 steps of SGD, as a user runs them: nobody watching, and every step recorded and
// hashed. The rest takes the parts of a step apart.

#include <benchmark/benchmark.h>

#include <memory>
#include <vector>

#include "logitlab/logitlab.hpp"

namespace {

using namespace logitlab;

struct Lab {
  explicit Lab(const char* loss_name, Precision precision = Precision::float64)
      : loss(make_loss(loss_name).value()),
        smooth(make_empirical_risk(model, loss, serial_reduction())),
        rows(make_row_mean<double>(model, loss)),
        rows_f32(make_row_mean<float>(model, loss)) {
    SolverOptions options;
    options.precision = precision;
    sgd = make_solver("sgd", options).value();
  }

  Outcome train(Observer& observer) const {
    std::vector<double> w = {-5, -10};
    const Problem problem{
        .smooth = *smooth, .rows = rows.get(), .rows_f32 = rows_f32.get(), .linear = &model};
    Outcome outcome = sgd->minimize(problem, w, {.max_steps = 700}, observer);
    benchmark::DoNotOptimize(w.data());
    return outcome;
  }

  Dataset data = make_lab();
  DenseDesign design{data.x()};
  LinearModel model{
      .x = design, .y = data.y(), .weight = {}, .offset = {}, .penalty = {}, .intercept = true};
  Loss loss;
  std::unique_ptr<Objective> smooth;
  std::unique_ptr<RowMean<double>> rows;
  std::unique_ptr<RowMean<float>> rows_f32;
  std::unique_ptr<Solver> sgd;
};

void unwatched(benchmark::State& state, const char* loss, Precision precision) {
  const Lab lab(loss, precision);
  for (auto _ : state) {
    Unwatched nobody;
    benchmark::DoNotOptimize(lab.train(nobody));
  }
}

void recorded(benchmark::State& state, const char* loss, Precision precision) {
  const Lab lab(loss, precision);
  for (auto _ : state) {
    Recorder recorder;
    benchmark::DoNotOptimize(lab.train(recorder));
    benchmark::DoNotOptimize(recorder.take());
  }
}

// The 700 batch gradients alone, at one point far out where most runs end.
void gradients_alone(benchmark::State& state) {
  const Lab lab("cross-entropy");
  DataLoader loader(lab.data.length(), {});
  const std::vector<double> w = {11, -3};
  std::vector<double> gradient(2);
  for (auto _ : state) {
    for (int epoch = 0; epoch < 100; ++epoch) {
      for (std::size_t k = 0; k < loader.batches_per_epoch(); ++k) {
        benchmark::DoNotOptimize(lab.rows->value_and_gradient(loader.batch(k), w, gradient));
      }
    }
  }
}

// SHA-256 of the 701 pairs (w, b) alone.
void hash_alone(benchmark::State& state) {
  for (auto _ : state) {
    Sha256 hash;
    for (int k = 0; k < 2 * 701; ++k) hash.update_le(0.1 * k);
    benchmark::DoNotOptimize(hash.hex());
  }
}

BENCHMARK_CAPTURE(unwatched, cross_entropy, "cross-entropy", Precision::float64)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(unwatched, squared_error, "squared-error", Precision::float64)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(unwatched, as_written_float32, "cross-entropy-as-written", Precision::float32)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(recorded, cross_entropy, "cross-entropy", Precision::float64)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(recorded, as_written_float32, "cross-entropy-as-written", Precision::float32)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(gradients_alone)->Unit(benchmark::kMicrosecond);
BENCHMARK(hash_alone)->Unit(benchmark::kMicrosecond);

}  // namespace

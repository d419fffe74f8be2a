// SPDX-License-Identifier: MIT
//
// What one evaluation costs: a point of a surface over two directions for a model with 1 and with
// 500 inputs (the ratio should be near 1), a whole surface, a gradient, a Hessian, and a mini-batch
// step of the lab's size. Counters: rows is rows a second.
#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "logitlab/logitlab.hpp"

namespace {

using namespace logitlab;

// n rows of d normal inputs, labels at random.
struct Data {
  std::vector<double> x, y, w;
  DenseDesign design;

  Data(std::size_t n, std::size_t d) : x(n * d), y(n), w(d + 1), design(CMat{}) {
    Rng rng(1);
    for (double& value : x) value = rng.normal();
    for (double& value : y) value = static_cast<double>(rng.below(2));
    for (double& value : w) value = rng.normal() / static_cast<double>(d + 1);
    design = DenseDesign({x.data(), n, d, d});
  }
  LinearModel model() const { return {.x = design, .y = y}; }
};

const Loss& loss_of_row(std::size_t k) {
  static const std::vector<Loss> losses = [] {
    std::vector<Loss> result;
    for (const LossRow& row : loss_table()) result.push_back(row.make(0));
    return result;
  }();
  return losses[k];
}

void count_rows(benchmark::State& state, std::size_t n) {
  state.counters["rows"] =
      benchmark::Counter(static_cast<double>(n), benchmark::Counter::kIsIterationInvariantRate);
}

// One point of a surface at n = 1000; the argument is d.
void surface_point(benchmark::State& state) {
  const std::size_t n = 1000, d = static_cast<std::size_t>(state.range(0));
  const Data data(n, d);
  const auto risk = make_empirical_risk(data.model(), CrossEntropy{});
  std::vector<double> u(d + 1, 0.5), v(d + 1, -0.25);
  const auto plane = risk->along(data.w, std::array<CVec, 2>{u, v});
  std::array<double, 2> t = {0.1, 0.2};
  for (auto _ : state) {
    t[0] += 1e-6;
    benchmark::DoNotOptimize(plane->value(t));
  }
  count_rows(state, n);
}
BENCHMARK(surface_point)->Arg(1)->Arg(500);

// A whole surface, 256 x 256 points, at n = 1000; the argument is d.
void surface_256(benchmark::State& state) {
  const std::size_t n = 1000, d = static_cast<std::size_t>(state.range(0));
  const Data data(n, d);
  const auto risk = make_empirical_risk(data.model(), CrossEntropy{});
  const Plane plane = coordinate_plane(data.w, 0, d, "w", "b");
  for (auto _ : state) {
    const Surface surface = sample_surface(*risk, plane, {-15, 15, 256}, {-13, 13, 256});
    benchmark::DoNotOptimize(surface.value.data());
  }
  count_rows(state, n * 256 * 256);
}
BENCHMARK(surface_256)->Arg(1)->Arg(500)->Unit(benchmark::kMillisecond);

// Value and gradient over rows in the cache; arguments: loss, d.
void gradient(benchmark::State& state) {
  const std::size_t n = 4096, d = static_cast<std::size_t>(state.range(1));
  const Data data(n, d);
  const auto risk =
      make_empirical_risk(data.model(), loss_of_row(static_cast<std::size_t>(state.range(0))));
  std::vector<double> g(d + 1);
  for (auto _ : state) benchmark::DoNotOptimize(risk->value_and_gradient(data.w, g));
  count_rows(state, n);
}
BENCHMARK(gradient)->ArgNames({"loss", "d"})->ArgsProduct({{0, 1, 2}, {1, 100}});

void hessian(benchmark::State& state) {
  const std::size_t n = 4096, d = static_cast<std::size_t>(state.range(0));
  const Data data(n, d);
  const auto risk = make_empirical_risk(data.model(), CrossEntropy{});
  std::vector<double> h((d + 1) * (d + 1));
  for (auto _ : state) {
    risk->hessian(data.w, {h.data(), d + 1, d + 1, d + 1});
    benchmark::DoNotOptimize(h.data());
  }
  count_rows(state, n);
}
BENCHMARK(hessian)->Arg(1)->Arg(100);

// The lab's 700 steps, SGD written out; the argument is the loss.
template <class Real>
void lab_steps(benchmark::State& state) {
  const Dataset data = make_lab();
  const DenseDesign x(data.x());
  const LinearModel model{.x = x, .y = data.y()};
  const auto mean =
      make_row_mean<Real>(model, loss_of_row(static_cast<std::size_t>(state.range(0))));
  DataLoader loader(data.length(), {.batch_size = 3});
  loader.start_epoch(1);
  for (auto _ : state) {
    std::array<Real, 2> w = {-5, -10}, g{};
    for (int epoch = 0; epoch < 100; ++epoch) {
      for (std::size_t k = 0; k < loader.batches_per_epoch(); ++k) {
        mean->value_and_gradient(loader.batch(k), w, g);
        for (std::size_t j = 0; j < 2; ++j) w[j] -= Real{2} * g[j];
      }
    }
    benchmark::DoNotOptimize(w);
  }
}
BENCHMARK(lab_steps<double>)->ArgName("loss")->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);
BENCHMARK(lab_steps<float>)->ArgName("loss")->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);

// A mini-batch of 32 rows with 100 inputs, rows at random.
template <class Real>
void batch_of_32(benchmark::State& state) {
  const std::size_t n = 4096, d = 100;
  const Data data(n, d);
  const auto mean = make_row_mean<Real>(data.model(), CrossEntropy{});
  Rng rng(2);
  std::vector<Row> rows(32);
  for (Row& row : rows) row = static_cast<Row>(rng.below(n));
  std::vector<Real> w(data.w.begin(), data.w.end()), g(d + 1);
  for (auto _ : state) benchmark::DoNotOptimize(mean->value_and_gradient(rows, w, g));
  count_rows(state, rows.size());
}
BENCHMARK(batch_of_32<double>);
BENCHMARK(batch_of_32<float>);

}  // namespace

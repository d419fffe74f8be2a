// SPDX-License-Identifier: MIT
//
// The elementary functions of base/math.hpp over 4,096 numbers, beside those of the C library.

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <vector>

#include "logitlab/logitlab.hpp"

namespace {

constexpr std::size_t count = 4096;

// Times function(x) for x evenly in [low, high]; reports numbers a second.
template <class F>
void run(benchmark::State& state, F function, double low, double high) {
  std::vector<double> x(count);
  std::vector<double> y(count);
  for (std::size_t i = 0; i < count; ++i) {
    x[i] = low + (high - low) * static_cast<double>(i) / static_cast<double>(count);
  }
  for (auto _ : state) {
    for (std::size_t i = 0; i < count; ++i) {
      y[i] = function(x[i]);
    }
    benchmark::DoNotOptimize(y.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

void exp_ours(benchmark::State& state) { run(state, logitlab::math::exp, -40, 40); }
void exp_host(benchmark::State& state) {
  run(state, [](double x) { return std::exp(x); }, -40, 40);
}
void log1p_ours(benchmark::State& state) { run(state, logitlab::math::log1p, 0, 1); }
void log1p_host(benchmark::State& state) {
  run(state, [](double x) { return std::log1p(x); }, 0, 1);
}

BENCHMARK(exp_ours);
BENCHMARK(exp_host);
BENCHMARK(log1p_ours);
BENCHMARK(log1p_host);

}  // namespace

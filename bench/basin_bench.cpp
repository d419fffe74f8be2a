// SPDX-License-Identifier: MIT
//
// The map of starts of the lab: 64 x 64 runs of 700 steps, side by side; and 16 of them through the
// solver, one by one. Counters: runs is runs a second, terms the rows that they see.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <vector>

#include "logitlab/logitlab.hpp"

namespace {

using namespace logitlab;

void map_of_starts(benchmark::State& state, const char* loss, Precision precision) {
  const Dataset data = make_lab();
  const DenseDesign x(data.x());
  const LinearModel model{.x = x, .y = data.y()};
  const Loss any = make_loss(loss).value();
  const Plane plane = coordinate_plane(std::vector<double>{0, 0}, 0, 1, "w", "b");
  BasinRecipe recipe;
  recipe.options.precision = precision;
  constexpr std::size_t side = 64;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        make_basin_map(model, any, plane, {-15, 15, side}, {-13, 13, side}, recipe));
  }
  state.counters["runs"] =
      benchmark::Counter(side * side, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["terms"] =
      benchmark::Counter(side * side * 2000, benchmark::Counter::kIsIterationInvariantRate);
}

void runs_one_by_one(benchmark::State& state, const char* loss) {
  const Dataset data = make_lab();
  const DenseDesign x(data.x());
  const LinearModel model{.x = x, .y = data.y()};
  const Loss any = make_loss(loss).value();
  const auto smooth = make_empirical_risk(model, any);
  const auto rows = make_row_mean<double>(model, any);
  const auto solver = make_solver("sgd").value();
  const Problem problem{.smooth = *smooth, .rows = rows.get()};
  constexpr std::size_t runs = 16;
  for (auto _ : state) {
    for (std::size_t k = 0; k < runs; ++k) {
      std::vector<double> w = {static_cast<double>(k) - 8, -10};
      Unwatched nobody;
      benchmark::DoNotOptimize(solver->minimize(problem, w, {.max_steps = 700}, nobody));
    }
  }
  state.counters["runs"] = benchmark::Counter(runs, benchmark::Counter::kIsIterationInvariantRate);
}

BENCHMARK_CAPTURE(map_of_starts, cross_entropy, "cross-entropy", Precision::float64)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(map_of_starts, squared_error, "squared-error", Precision::float64)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(map_of_starts, as_written, "cross-entropy-as-written", Precision::float64)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(map_of_starts, cross_entropy_float32, "cross-entropy", Precision::float32)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(map_of_starts, as_written_float32, "cross-entropy-as-written", Precision::float32)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(runs_one_by_one, cross_entropy, "cross-entropy")->Unit(benchmark::kMillisecond);

}  // namespace

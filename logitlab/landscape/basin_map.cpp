// SPDX-License-Identifier: MIT
//
// The problem: where does training end, from everywhere? Given: a model, a loss, a recipe and a
// grid of starts. Cost: starts x epochs x rows evaluations of the loss's slope; memory: the grid
// and a copy of the rows.
#include "logitlab/landscape/basin_map.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <memory>

#include "logitlab/base/sort.hpp"
#include "logitlab/landscape/basin_map_training.hpp"

namespace logitlab {
namespace {

BasinMap untrained(const Plane& plane, const GridAxis& u, const GridAxis& v) {
  BasinMap map;
  map.u = u;
  map.v = v;
  map.dimension = plane.origin.size();
  const std::size_t starts = u.count * v.count;
  map.end.reserve(starts * map.dimension);
  for (std::size_t j = 0; j < v.count; ++j) {
    for (std::size_t i = 0; i < u.count; ++i) {
      const std::vector<double> w = plane.point(u.at(i), v.at(j));
      map.end.insert(map.end.end(), w.begin(), w.end());
    }
  }
  map.accuracy.assign(starts, unknown);
  map.perfect_from_epoch.assign(starts, BasinMap::never);
  return map;
}

// Whether a run can start there: a float32 run rounds its start.
bool all_finite_in(Precision precision, const std::vector<double>& starts) {
  return std::ranges::all_of(starts, [precision](double w) {
    return precision == Precision::float32 ? std::isfinite(static_cast<float>(w))
                                           : std::isfinite(w);
  });
}

std::vector<double> known(const std::vector<double>& accuracy) {
  std::vector<double> result;
  std::ranges::copy_if(accuracy, std::back_inserter(result),
                       [](double a) { return !std::isnan(a); });
  return result;
}

}  // namespace

double BasinMap::reached() const {
  const std::vector<double> ends = known(accuracy);
  if (ends.empty()) return 0;
  return static_cast<double>(std::ranges::count(ends, 1.0)) / static_cast<double>(ends.size());
}

std::vector<BasinMap::Share> BasinMap::share_by_accuracy() const {
  std::vector<double> ends = known(accuracy);
  sort(ends);
  std::vector<Share> shares;
  for (auto first = ends.begin(); first != ends.end();) {
    const auto last = std::upper_bound(first, ends.end(), *first);
    shares.push_back(
        {*first, static_cast<double>(last - first) / static_cast<double>(ends.size())});
    first = last;
  }
  return shares;
}

Result<BasinMap> make_basin_map(const LinearModel& model, const Loss& loss, const Plane& plane,
                                const GridAxis& u, const GridAxis& v, const BasinRecipe& recipe) {
  const auto go_on = [](double) { return Flow::proceed; };
  return make_basin_map(model, loss, plane, u, v, recipe, go_on);
}

Result<BasinMap> make_basin_map(const LinearModel& model, const Loss& loss, const Plane& plane,
                                const GridAxis& u, const GridAxis& v, const BasinRecipe& recipe,
                                BasinProgress progress) {
  assert(plane.origin.size() == model.dimension() && u.count > 0 && v.count > 0);
  // 1. The recipe, checked by the solver that it names.
  SolverOptions options = recipe.options;
  options.epochs = recipe.epochs;
  const Result<std::unique_ptr<Solver>> solver = make_solver(recipe.solver, options);
  if (!solver) return solver.error();
  const SolverRow& row = *find_solver(recipe.solver);
  options = with_defaults(row, options);
  const BasinTask task{model, loss, row, options, recipe.epochs};

  // 2. Side by side where that can be, else one after the other.
  BasinMap map = untrained(plane, u, v);
  std::unique_ptr<BasinTrainer> trainer;
  if (all_finite_in(options.precision, map.end)) trainer = train_side_by_side(task);
  if (trainer == nullptr) trainer = train_one_by_one(task);

  // 3. All starts, as many at once as the trainer likes.
  const std::size_t starts = map.accuracy.size();
  for (std::size_t first = 0; first < starts; first += trainer->width()) {
    const std::size_t count = std::min(trainer->width(), starts - first);
    trainer->train(first, count, map);
    if (progress(static_cast<double>(first + count) / static_cast<double>(starts)) == Flow::stop) {
      break;
    }
  }
  return map;
}

}  // namespace logitlab

// SPDX-License-Identifier: MIT
// A map of starts on the ground of a panel: colour tells when all samples are right for good, a
// hatch that they never are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/landscape/basin_map.hpp"

namespace logitlab::figure {

// What became of a start: all right at the end, or which classes the model ends up saying.
enum class Fate : std::uint8_t { right, class0_for_all, class1_for_all, mixed };
inline constexpr std::array never_fates = {Fate::class0_for_all, Fate::class1_for_all, Fate::mixed};

// One map in the frame of its panel; a cell reaches halfway to the neighbouring starts. Borrows
// both.
struct StartsMap {
  const lab::Training& training;
  const BasinMap& map;
  Panel panel;
  std::uint64_t epochs;  // of the recipe
  std::vector<Fate> fate;

  std::size_t columns() const { return map.u.count; }
  std::size_t rows() const { return map.v.count; }
  std::size_t number(std::size_t i, std::size_t j) const { return j * columns() + i; }
  Box cell(std::size_t i, std::size_t j) const;
  std::size_t start_at(Point p) const;
  std::uint64_t count(Fate wanted) const;
  Paint paint_at(std::size_t start) const;
};

// `map`: of that training's recipe, over the run's window.
StartsMap starts_map(const lab::Run& run, const lab::Training& training, const BasinMap& map,
                     const Box& frame);

// The cells, and slanted lines over those of one class for all: leaning right for class 0, left for
// class 1.
void add_starts(Scene& scene, const StartsMap& m, std::size_t clip);

// Where lines of text lie wholly over cells of one fate, as near as may be to their middle.
std::optional<Point> place_in(const StartsMap& m, Fate fate, double width, double height,
                              const Occupied& occupied);

}  // namespace logitlab::figure

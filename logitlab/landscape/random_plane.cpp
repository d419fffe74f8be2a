// SPDX-License-Identifier: MIT
//
// The problem: two directions at random. Given: their number of entries and a seed. Normal numbers
// have no preferred direction (M. E. Muller, "A note on a method for generating points uniformly on
// n-dimensional spheres", CACM 2, 1959), so two vectors of them, made orthonormal by Gram and
// Schmidt, are every pair with equal probability. O(dimension). H. Li and others (2018, NeurIPS)
// look at neural networks in such planes and scale each direction by the filters of the network; a
// linear model has one filter, so that a length of 1 is all there is to choose.
#include "logitlab/landscape/random_plane.hpp"

#include <cassert>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/landscape/directions.hpp"

namespace logitlab {
namespace {

// The plane must not move with the data, the start or the order of batches.
constexpr std::uint64_t plane_stream = 0x706c616e65;  // "plane"

}  // namespace

Plane random_plane(CVec centre, std::uint64_t seed) {
  assert(centre.size() >= 2);
  Rng rng(seed, plane_stream);
  Directions found;
  while (found.size() < 2) {
    std::vector<double> v(centre.size());
    for (double& x : v) x = rng.normal();
    if (orthonormalise(v, found)) found.push_back(std::move(v));
  }
  const std::string of_seed = "random direction of seed " + std::to_string(seed);
  return {{centre.begin(), centre.end()},
          {std::move(found[0]), std::move(found[1])},
          {"first " + of_seed, "second " + of_seed}};
}

}  // namespace logitlab

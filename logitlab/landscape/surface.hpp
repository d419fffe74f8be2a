// SPDX-License-Identifier: MIT
// The loss seen from above: its values over a grid in a plane of parameter space.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "logitlab/base/function_ref.hpp"
#include "logitlab/base/types.hpp"
#include "logitlab/objective/objective.hpp"

namespace logitlab {

// Evenly spaced points, both ends included.
struct GridAxis {
  double low = 0, high = 1;
  std::size_t count = 2;  // >= 2
  double at(std::size_t i) const {
    return i + 1 == count
               ? high
               : low + (high - low) * (static_cast<double>(i) / static_cast<double>(count - 1));
  }
};

// origin + u direction[0] + v direction[1], in a parameter space of origin.size() dimensions.
struct Plane {
  std::vector<double> origin;
  std::array<std::vector<double>, 2> direction;
  std::array<std::string, 2>
      name;  // of the coordinates: "w", "b", or "x1", "main direction of the path"
  // The parameters at (u, v).
  std::vector<double> point(double u, double v) const;
  // The coordinates of w's orthogonal projection onto the plane (directions need not be orthogonal,
  // only independent).
  std::array<double, 2> project(CVec w) const;
};

// u = parameter `a`, v = parameter `b`, the others as in `rest`.
Plane coordinate_plane(CVec rest, std::size_t a, std::size_t b, std::string name_a,
                       std::string name_b);

struct Window {
  double u_low = -15, u_high = 15, v_low = -13, v_high = 13;
};

struct Surface {
  GridAxis u, v;
  std::vector<double> value;  // v slowest: value[j * u.count + i] at (u.at(i), v.at(j))
  double at(std::size_t i, std::size_t j) const { return value[j * u.count + i]; }
};

// Hears which share of the points is done, from the thread that called, and says whether to go on;
// points that are left out are `unknown`.
using SurfaceProgress = FunctionRef<bool(double done)>;

// F over the grid, in float64, through objective.along(): O(n) a point whatever the dimension.
Surface sample_surface(const Objective& objective, const Plane& plane, const GridAxis& u,
                       const GridAxis& v);
Surface sample_surface(const Objective& objective, const Plane& plane, const GridAxis& u,
                       const GridAxis& v, SurfaceProgress progress);

// The same through the mean over all rows in Real: the arithmetic of a float32 run.
template <std::floating_point Real>
Surface sample_surface(const RowMean<Real>& rows, const Plane& plane, const GridAxis& u,
                       const GridAxis& v);
template <std::floating_point Real>
Surface sample_surface(const RowMean<Real>& rows, const Plane& plane, const GridAxis& u,
                       const GridAxis& v, SurfaceProgress progress);

}  // namespace logitlab

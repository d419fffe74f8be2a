// SPDX-License-Identifier: MIT
#include "logitlab/landscape/surface.hpp"

#include <cassert>
#include <utility>

namespace logitlab {

std::vector<double> Plane::point(double u, double v) const {
  std::vector<double> w(origin.size());
  for (std::size_t k = 0; k < w.size(); ++k) {
    w[k] = origin[k] + u * direction[0][k] + v * direction[1][k];
  }
  return w;
}

std::array<double, 2> Plane::project(CVec w) const {
  assert(w.size() == origin.size());
  // The two normal equations of least squares, by Cramer's rule.
  const CVec a = direction[0], b = direction[1];
  double aa = 0, ab = 0, bb = 0, pa = 0, pb = 0;
  for (std::size_t k = 0; k < w.size(); ++k) {
    const double offset = w[k] - origin[k];
    aa += a[k] * a[k];
    ab += a[k] * b[k];
    bb += b[k] * b[k];
    pa += offset * a[k];
    pb += offset * b[k];
  }
  const double determinant = aa * bb - ab * ab;
  return {(pa * bb - pb * ab) / determinant, (pb * aa - pa * ab) / determinant};
}

Plane coordinate_plane(CVec rest, std::size_t a, std::size_t b, std::string name_a,
                       std::string name_b) {
  assert(a != b && a < rest.size() && b < rest.size());
  Plane plane;
  plane.origin.assign(rest.begin(), rest.end());
  plane.origin[a] = plane.origin[b] = 0;
  plane.direction[0].assign(rest.size(), 0);
  plane.direction[1].assign(rest.size(), 0);
  plane.direction[0][a] = plane.direction[1][b] = 1;
  plane.name = {std::move(name_a), std::move(name_b)};
  return plane;
}

Surface sample_surface(const Objective& objective, const Plane& plane, const GridAxis& u,
                       const GridAxis& v) {
  const CVec directions[] = {plane.direction[0], plane.direction[1]};
  const std::unique_ptr<Objective> restricted = objective.along(plane.origin, directions);
  Surface surface{u, v, {}};
  surface.value.reserve(u.count * v.count);
  for (std::size_t j = 0; j < v.count; ++j) {
    for (std::size_t i = 0; i < u.count; ++i) {
      const double at[] = {u.at(i), v.at(j)};
      surface.value.push_back(restricted->value(at));
    }
  }
  return surface;
}

template <std::floating_point Real>
Surface sample_surface(const RowMean<Real>& rows, const Plane& plane, const GridAxis& u,
                       const GridAxis& v) {
  std::vector<Row> all(rows.rows());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<Row>(i);
  std::vector<Real> w(rows.dimension()), gradient(rows.dimension());
  Surface surface{u, v, {}};
  surface.value.reserve(u.count * v.count);
  for (std::size_t j = 0; j < v.count; ++j) {
    for (std::size_t i = 0; i < u.count; ++i) {
      const std::vector<double> at = plane.point(u.at(i), v.at(j));
      for (std::size_t k = 0; k < w.size(); ++k) w[k] = static_cast<Real>(at[k]);
      surface.value.push_back(static_cast<double>(rows.value_and_gradient(all, w, gradient)));
    }
  }
  return surface;
}

template Surface sample_surface<float>(const RowMean<float>&, const Plane&, const GridAxis&,
                                       const GridAxis&);
template Surface sample_surface<double>(const RowMean<double>&, const Plane&, const GridAxis&,
                                        const GridAxis&);

}  // namespace logitlab

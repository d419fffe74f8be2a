// SPDX-License-Identifier: MIT
#include "logitlab/landscape/surface.hpp"

#include <algorithm>
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

namespace {

std::vector<double> points_of(const GridAxis& axis) {
  std::vector<double> points(axis.count);
  for (std::size_t i = 0; i < axis.count; ++i) points[i] = axis.at(i);
  return points;
}

Surface unsampled(const GridAxis& u, const GridAxis& v) {
  return {u, v, std::vector<double>(u.count * v.count, unknown)};
}

bool go_on(double) { return true; }

}  // namespace

Surface sample_surface(const Objective& objective, const Plane& plane, const GridAxis& u,
                       const GridAxis& v) {
  return sample_surface(objective, plane, u, v, go_on);
}

Surface sample_surface(const Objective& objective, const Plane& plane, const GridAxis& u,
                       const GridAxis& v, SurfaceProgress progress) {
  // Lines at a time: enough to make the objective's one exp a row and column cheap, few enough to
  // hear of the progress. (16 cost a tenth more than 64 with 1,000 rows.)
  constexpr std::size_t lines = 32;
  const CVec directions[] = {plane.direction[0], plane.direction[1]};
  const std::unique_ptr<Objective> restricted = objective.along(plane.origin, directions);
  const std::vector<double> across = points_of(u), up = points_of(v);
  Surface surface = unsampled(u, v);
  for (std::size_t j = 0; j < v.count; j += lines) {
    const CVec some = CVec(up).subspan(j, std::min(lines, v.count - j));
    restricted->values_on_grid(across, some,
                               {surface.value.data() + j * u.count, some.size(), u.count, u.count});
    if (!progress(static_cast<double>(j + some.size()) / static_cast<double>(v.count))) break;
  }
  return surface;
}

template <std::floating_point Real>
Surface sample_surface(const RowMean<Real>& rows, const Plane& plane, const GridAxis& u,
                       const GridAxis& v) {
  return sample_surface(rows, plane, u, v, go_on);
}

template <std::floating_point Real>
Surface sample_surface(const RowMean<Real>& rows, const Plane& plane, const GridAxis& u,
                       const GridAxis& v, SurfaceProgress progress) {
  std::vector<Row> all(rows.rows());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<Row>(i);
  std::vector<Real> w(rows.dimension()), gradient(rows.dimension());
  Surface surface = unsampled(u, v);
  for (std::size_t k = 0; k < surface.value.size(); ++k) {
    const std::vector<double> at = plane.point(u.at(k % u.count), v.at(k / u.count));
    for (std::size_t l = 0; l < w.size(); ++l) w[l] = static_cast<Real>(at[l]);
    surface.value[k] = static_cast<double>(rows.value_and_gradient(all, w, gradient));
    if (!progress(static_cast<double>(k + 1) / static_cast<double>(surface.value.size()))) break;
  }
  return surface;
}

template Surface sample_surface<float>(const RowMean<float>&, const Plane&, const GridAxis&,
                                       const GridAxis&);
template Surface sample_surface<double>(const RowMean<double>&, const Plane&, const GridAxis&,
                                        const GridAxis&);
template Surface sample_surface<float>(const RowMean<float>&, const Plane&, const GridAxis&,
                                       const GridAxis&, SurfaceProgress);
template Surface sample_surface<double>(const RowMean<double>&, const Plane&, const GridAxis&,
                                        const GridAxis&, SurfaceProgress);

}  // namespace logitlab

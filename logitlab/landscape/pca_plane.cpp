// SPDX-License-Identifier: MIT
// Principal components (Pearson 1901, Phil. Mag. 2:559) of at most a thousand points of the path,
// taken evenly: of the covariance matrix where there are few parameters, else of the matrix of
// inner products between points, whose eigenvectors lead to the same directions. With m points and
// d parameters, m <= 1024 and s = min(m, d) <= 256: O(m d s + s^3) time and O(m d + s^2) memory. Li
// and others (2018, NeurIPS) draw the paths of neural networks this way.
#include "logitlab/landscape/pca_plane.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "logitlab/base/dense.hpp"
#include "logitlab/landscape/directions.hpp"

namespace logitlab {
namespace {

// Enough to find a direction, and few enough for the matrices: a covariance up to 256 x 256, or
// inner products of 256 points.
constexpr std::size_t largest_matrix = 256, most_points = 1024;
// Below this share of the main direction's variance a direction is rounding error.
constexpr double least_share = 1e-24;

struct Points {  // centred
  std::vector<double> value;
  std::size_t rows, columns;
  std::vector<double> mean;
  CVec row(std::size_t i) const { return CVec(value).subspan(i * columns, columns); }
};

Points centred(const std::vector<double>& w_rows, std::size_t dimension) {
  const std::size_t all = w_rows.size() / dimension;
  const std::size_t rows = std::min(all, dimension > largest_matrix ? largest_matrix : most_points);
  Points points{{}, rows, dimension, std::vector<double>(dimension, 0.0)};
  for (std::size_t r = 0; r < rows; ++r) {
    const std::size_t from = rows == 1 ? 0 : r * (all - 1) / (rows - 1);
    for (std::size_t k = 0; k < dimension; ++k) {
      points.value.push_back(w_rows[from * dimension + k]);
      points.mean[k] += w_rows[from * dimension + k] / static_cast<double>(rows);
    }
  }
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t k = 0; k < dimension; ++k) points.value[r * dimension + k] -= points.mean[k];
  }
  return points;
}

// The symmetric matrix whose eigenvectors are looked for: columns against columns, or rows against
// rows.
std::vector<double> products(const Points& points, bool between_columns) {
  const std::size_t size = between_columns ? points.columns : points.rows;
  std::vector<double> matrix(size * size, 0.0);
  if (between_columns) {
    for (std::size_t r = 0; r < points.rows; ++r) {
      const CVec x = points.row(r);
      for (std::size_t a = 0; a < size; ++a) {
        for (std::size_t b = 0; b <= a; ++b) matrix[a * size + b] += x[a] * x[b];
      }
    }
  } else {
    for (std::size_t a = 0; a < size; ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        matrix[a * size + b] = dot(points.row(a), points.row(b));
      }
    }
  }
  return matrix;
}

// So that its largest component, the first of equals, is positive.
void turn(std::vector<double>& v) {
  const auto largest = std::ranges::max_element(v, {}, [](double x) { return std::fabs(x); });
  if (*largest > 0) return;
  for (double& x : v) x = -x;
}

// Up to two directions, the main one first.
Directions main_directions(const Points& points) {
  const bool between_columns = points.columns <= largest_matrix;
  const std::size_t size = between_columns ? points.columns : points.rows;
  const std::vector<double> matrix = products(points, between_columns);
  std::vector<double> values(size), vectors(size * size);
  Directions found;
  const bool solved = symmetric_eigen({matrix.data(), size, size, size}, values,
                                      {vectors.data(), size, size, size});
  if (!solved) return found;
  for (std::size_t k = size; k-- > 0 && found.size() < 2;) {
    if (!(values[k] > least_share * values.back()) || !(values[k] > 0)) break;
    std::vector<double> direction(points.columns, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
      const double share = vectors[i * size + k];
      if (between_columns) {
        direction[i] = share;
      } else {
        for (std::size_t c = 0; c < points.columns; ++c) direction[c] += share * points.row(i)[c];
      }
    }
    if (orthonormalise(direction, found)) found.push_back(direction);
  }
  return found;
}

}  // namespace

Plane pca_plane(const std::vector<double>& w_rows, std::size_t dimension) {
  assert(dimension >= 2 && !w_rows.empty() && w_rows.size() % dimension == 0);
  // 1. The directions of the path.
  const Points points = centred(w_rows, dimension);
  Directions found = main_directions(points);
  // 2. Where it has fewer than two, coordinate directions.
  fill_with_coordinates(found, dimension);
  for (std::vector<double>& direction : found) turn(direction);
  return {points.mean,
          {found[0], found[1]},
          {"main direction of the path", "second direction of the path"}};
}

}  // namespace logitlab

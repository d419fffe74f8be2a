// SPDX-License-Identifier: MIT
//
// The problem: whether hand-written derivatives are those of the value, when nothing is known about
// the value's scale or rounding.
//
// Given: an objective and a point. A central difference at step h errs by h^2 F''' / 6 and by the
// rounding noise of F over h. The first is bounded by comparing steps h and 2 h, which differ by
// three times as much; the second is measured: the sixth differences of F on a fine line are all
// noise (J. J. More, S. M. Wild, Estimating computational noise, SIAM J. Sci. Comput. 33, 2011).
// Cost: four evaluations for each parameter, four along one direction, twelve for the noise.
#include "logitlab/objective/derivative_check.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "logitlab/base/text.hpp"

namespace logitlab {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
// epsilon^(1/3), where rounding and truncation of a central difference balance.
constexpr double relative_step = 6.055e-6;
// Noise allowed for, in standard deviations of it: five for a thousand comparisons of normal
// numbers, more because rounding errors are neither normal nor independent.
constexpr double noise_factor = 16;

double magnitude(CVec w, std::size_t j) { return std::max(1.0, std::fabs(w[j])); }

// F and its gradient at one point.
struct Sample {
  double value = 0;
  std::vector<double> gradient;
};

Sample sample(const Objective& objective, CVec w, CVec direction, double t) {
  std::vector<double> point(w.begin(), w.end());
  for (std::size_t j = 0; j < w.size(); ++j) point[j] += t * direction[j];
  Sample s{.value = 0, .gradient = std::vector<double>(w.size())};
  s.value = objective.value_and_gradient(point, s.gradient);
  return s;
}

// A direction with no zero and no symmetry, in each parameter's own magnitude.
std::vector<double> slanted_direction(CVec w) {
  std::vector<double> direction(w.size());
  for (std::size_t j = 0; j < w.size(); ++j) {
    const double turn = 0.618033988749895 * static_cast<double>(j + 1);  // the golden ratio's part
    const double part = 0.5 + 0.5 * (turn - std::floor(turn));
    direction[j] = magnitude(w, j) * (j % 2 == 0 ? part : -part);
  }
  return direction;
}

// The standard deviation of the rounding noise of the numbers f at equal steps: the root mean
// square of their sixth differences over that of one such difference of independent unit noise, and
// never below the rounding of the numbers themselves.
double noise_of(const std::array<double, 12>& f) {
  constexpr std::array<double, 7> binomial = {1, -6, 15, -20, 15, -6, 1};
  constexpr double sum_of_squares = 924;
  double total = 0, largest = 0;
  for (std::size_t i = 0; i + binomial.size() <= f.size(); ++i) {
    double difference = 0;
    for (std::size_t k = 0; k < binomial.size(); ++k) difference += binomial[k] * f[i + k];
    total += difference * difference;
  }
  for (const double value : f) largest = std::max(largest, std::fabs(value));
  const double count = static_cast<double>(f.size() - binomial.size() + 1);
  return std::max(std::sqrt(total / count / sum_of_squares), epsilon * largest);
}

// The noise of the value and of each part of the gradient, near w.
Sample measure_noise(const Objective& objective, CVec w) {
  const std::vector<double> direction = slanted_direction(w);
  std::array<Sample, 12> line;
  for (std::size_t i = 0; i < line.size(); ++i) {
    line[i] = sample(objective, w, direction, relative_step * (static_cast<double>(i) - 5.5));
  }

  Sample noise{.value = 0, .gradient = std::vector<double>(w.size())};
  std::array<double, 12> f{};
  std::ranges::transform(line, f.begin(), &Sample::value);
  noise.value = noise_of(f);
  for (std::size_t j = 0; j < w.size(); ++j) {
    std::ranges::transform(line, f.begin(), [j](const Sample& s) { return s.gradient[j]; });
    noise.gradient[j] = noise_of(f);
  }
  return noise;
}

// F and its gradient at w - 2 h d, w - h d, w + h d and w + 2 h d.
struct Stencil {
  double h;
  std::array<Sample, 4> at;

  Stencil(const Objective& objective, CVec w, CVec direction, double step) : h(step) {
    const std::array<double, 4> t = {-2 * h, -h, h, 2 * h};
    for (std::size_t i = 0; i < 4; ++i) at[i] = sample(objective, w, direction, t[i]);
  }
};

// A derivative by differences, and how far from it the true one may be.
struct Difference {
  double value, bound;
};

template <class Part>
Difference difference(const Stencil& s, double noise, const Part& part) {
  const double near = (part(s.at[2]) - part(s.at[1])) / (2 * s.h);
  const double far = (part(s.at[3]) - part(s.at[0])) / (4 * s.h);
  // The points themselves are rounded: epsilon of a parameter to a step of relative_step of it.
  const double rounded_points = std::fabs(near) * epsilon / relative_step;
  return {near, std::fabs(far - near) + noise_factor * (noise / s.h + rounded_points)};
}

Difference of_value(const Stencil& s, const Sample& noise) {
  return difference(s, noise.value, [](const Sample& a) { return a.value; });
}

Difference of_gradient(const Stencil& s, const Sample& noise, std::size_t j) {
  return difference(s, noise.gradient[j], [j](const Sample& a) { return a.gradient[j]; });
}

std::string text(double value) { return std::isfinite(value) ? shortest(value) : "not finite"; }

// name[j].
std::string indexed(std::string name, std::size_t j) {
  name += '[';
  name += std::to_string(j);
  name += ']';
  return name;
}

// Collects comparisons into a report.
class Comparison {
 public:
  void compare(const std::string& what, double given, const Difference& by, double& largest) {
    const double ratio = std::fabs(given - by.value) / by.bound;
    const bool exact = given == by.value;
    const double error = exact ? 0 : std::isnan(ratio) ? HUGE_VAL : ratio;
    largest = std::max(largest, error);
    if (error >= worst_) {
      worst_ = error;
      report.worst = what + ": " + text(given) + " given, " + text(by.value) + " by differences";
    }
  }

  DerivativeReport report;

 private:
  double worst_ = 0;
};

}  // namespace

DerivativeReport check_derivatives(const Objective& objective, CVec w) {
  const std::size_t n = w.size();
  Comparison c;
  const Sample noise = measure_noise(objective, w);

  // 1. What the objective says.
  std::vector<double> zero(n), H(n * n), product(n);
  const Sample given = sample(objective, w, zero, 0);
  c.report.has_hessian = objective.hessian(w, {H.data(), n, n, n});

  // 2. One parameter at a time: the gradient, and one column of the Hessian.
  for (std::size_t j = 0; j < n; ++j) {
    std::vector<double> direction(n);
    direction[j] = 1;
    const Stencil s(objective, w, direction, relative_step * magnitude(w, j));
    c.compare(indexed("gradient", j), given.gradient[j], of_value(s, noise), c.report.gradient);
    for (std::size_t i = 0; c.report.has_hessian && i < n; ++i) {
      c.compare(indexed(indexed("hessian", i), j), H[i * n + j], of_gradient(s, noise, i),
                c.report.hessian);
    }
  }

  // 3. One direction in which all parameters change: the product.
  const std::vector<double> v = slanted_direction(w);
  c.report.has_hessian_vector = objective.hessian_vector(w, v, product);
  if (c.report.has_hessian_vector) {
    const Stencil s(objective, w, v, relative_step);
    for (std::size_t i = 0; i < n; ++i) {
      c.compare(indexed("hessian_vector", i), product[i], of_gradient(s, noise, i),
                c.report.hessian_vector);
    }
  }
  return c.report;
}

}  // namespace logitlab

// SPDX-License-Identifier: MIT
//
// The problem: does a finite maximum-likelihood estimate of logistic regression exist? Given: rows
// z_i, each with the intercept and times the sign of its label. It does not exist exactly where
// some v has z_i . v >= 0 on all rows and > 0 on one (A. Albert, J. A. Anderson, Biometrika 71,
// 1984).
//
// Method: Newton's method on the likelihood itself, whose step n is a witness in both directions.
// With q_i the probability fitted for the wrong label, p_i = 1 - q_i and D_i = z_i . n:
//  - p_i D_i < 1 on all rows: then q_i (1 - p_i D_i) > 0 solve Z'u = 0 up to rounding, because g =
//  H n,
//    and prove that the estimate exists (minimum_proof.hpp);
//  - all margins are above 0: the classes are completely separated, by the parameters themselves;
//  - the step moves some rows by about 1 (the likelihood of a separated row falls by e a step) and
//    leaves the others where they are: then the others span less than all columns, and what is
//    orthogonal to them, combined as the step is, separates the rows that move. Those rows are
//    settled, and the question is asked again of the others, at most d times (K. Konis, "Linear
//    programming algorithms for detecting separated data in binary logistic regression models",
//    thesis, Oxford, 2007, has the same recursion with linear programs).
// Candidates come from rounded numbers; each proof is over all rows, exact or with an error bound.
// Cost: O(n d^2) an iteration; memory: a copy of the rows.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "logitlab/base/dense.hpp"
#include "logitlab/base/math.hpp"
#include "logitlab/stats/exact_sign.hpp"
#include "logitlab/stats/minimum_proof.hpp"
#include "logitlab/stats/separation.hpp"
#include "logitlab/stats/signed_rows.hpp"

namespace logitlab {
namespace {

// Beyond these a level is given up. Margins of separated rows grow by 1 an iteration, so that after
// 60 of them nothing new comes to light.
constexpr int most_iterations = 60, most_halvings = 30;
// A row moves, or stays, by this much of a step. (In exact arithmetic the limits are 1 and 0.)
constexpr double moving = 0.1, staying = 0.05;
constexpr int first_split = 3;    // iterations before which margins say nothing of the kind
constexpr double clear = 0x1p20;  // of the bound of its error is a margin that is clearly above 0
constexpr int first_exact = 40;   // the iteration from which less will do

// A vector that is > 0 on `rows` and exactly 0 on all rows that were still open.
struct Face {
  std::vector<double> direction;
  std::vector<Row> rows;
};

class Search {
 public:
  explicit Search(const SignedRows& z) : z_(z), open_(z.rows()) {
    std::iota(open_.begin(), open_.end(), Row{0});
  }

  Separable run();

 private:
  enum class Level { separated, exists, smaller, stuck };

  // Asks the question of the open rows.
  Level level();
  void evaluate();
  bool newton_step();
  double loss(CVec v) const;
  bool shorten_and_take();
  bool all_on_their_side(int iteration) const;
  bool step_proves_a_minimum() const;
  bool split();
  Separable verdict(SeparableKind kind) const;

  const SignedRows& z_;
  std::vector<Row> open_;
  std::vector<Face> faces_;  // settled rows, the first of them found first

  // Of the present level; over the open rows or over the columns.
  ColumnSpace space_;
  std::vector<double> v_, step_, wrong_, change_;
};

double dot(CVec a, CVec b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += a[j] * b[j];
  return sum;
}

// wrong_[i]: the probability fitted for the wrong label.
void Search::evaluate() {
  for (std::size_t i = 0; i < open_.size(); ++i) {
    wrong_[i] = math::sigmoid(-dot(z_[open_[i]], v_));
  }
}

// step_ = H^-1 g over the basis, change_ = Z step_. False where H is not positive definite.
bool Search::newton_step() {
  const std::vector<std::size_t>& basis = space_.basis;
  const std::size_t k = basis.size();
  std::vector<double> h(k * k), g(k), scale(k);
  for (std::size_t i = 0; i < open_.size(); ++i) {
    const CVec row = z_[open_[i]];
    const double q = wrong_[i], curvature = q * (1 - q);
    for (std::size_t j = 0; j < k; ++j) {
      const double factor = curvature * row[basis[j]];
      g[j] += q * row[basis[j]];
      for (std::size_t l = 0; l <= j; ++l) h[j * k + l] += factor * row[basis[l]];
    }
  }
  // Scaled to a diagonal of ones: the curvature of separated rows shrinks without end.
  for (std::size_t j = 0; j < k; ++j) scale[j] = std::sqrt(h[j * k + j]);
  for (std::size_t j = 0; j < k; ++j) {
    if (!(scale[j] > 0)) return false;
    for (std::size_t l = 0; l <= j; ++l) h[j * k + l] /= scale[j] * scale[l];
    g[j] /= scale[j];
  }
  if (!cholesky_factor({h.data(), k, k, k})) return false;
  cholesky_solve({h.data(), k, k, k}, g);
  std::ranges::fill(step_, 0.0);
  for (std::size_t j = 0; j < k; ++j) step_[basis[j]] = g[j] / scale[j];
  for (std::size_t i = 0; i < open_.size(); ++i) change_[i] = dot(z_[open_[i]], step_);
  return std::ranges::all_of(change_, [](double c) { return std::isfinite(c); });
}

double Search::loss(CVec v) const {
  double sum = 0;
  for (const Row i : open_) {
    const double m = dot(z_[i], v);
    sum += (m < 0 ? -m : 0.0) + math::log1p(math::exp(-std::fabs(m)));
  }
  return sum;
}

// v_ += step_, halved until the loss does not rise. False where no length does.
bool Search::shorten_and_take() {
  const double before = loss(v_);
  std::vector<double> tried(v_.size());
  double t = 1;
  for (int halving = 0; halving < most_halvings; ++halving, t /= 2) {
    for (std::size_t j = 0; j < v_.size(); ++j) tried[j] = v_[j] + t * step_[j];
    if (loss(tried) <= before) {
      v_ = std::move(tried);
      return true;
    }
  }
  return false;
}

// By far more than rounding, so that the parameters are a direction worth showing; where that does
// not come about, by whatever the exact sign says.
bool Search::all_on_their_side(int iteration) const {
  if (iteration < first_exact) {
    return std::ranges::all_of(open_, [&](Row i) {
      const BoundedSum margin = bounded_dot(z_[i], v_);
      return margin.value > clear * margin.error;
    });
  }
  return std::ranges::all_of(open_, [&](Row i) {
    const std::optional<int> sign = sign_of_dot(z_[i], v_);
    return sign && *sign > 0;
  });
}

bool Search::step_proves_a_minimum() const {
  std::vector<double> u(open_.size());
  for (std::size_t i = 0; i < u.size(); ++i) {
    u[i] = wrong_[i] * (1 - (1 - wrong_[i]) * change_[i]);
    if (!(u[i] > 0)) return false;
  }
  return proves_a_minimum(z_, open_, space_, u);
}

// The rows that the step moves, settled if some combination of what is orthogonal to the others
// separates them.
bool Search::split() {
  // 1. Do they part?
  Face face;
  std::vector<Row> others;
  for (std::size_t i = 0; i < open_.size(); ++i) {
    if (change_[i] > moving) {
      face.rows.push_back(open_[i]);
    } else if (std::fabs(change_[i]) < staying) {
      others.push_back(open_[i]);
    } else {
      return false;
    }
  }
  if (face.rows.empty() || others.empty()) return false;

  // 2. The step's share of each vector orthogonal to the others, rounded to few digits so that the
  // combination tends to be exact.
  const ColumnSpace space = column_space(z_, others);
  std::vector<double> share(space.null.size());
  double largest = 0;
  for (std::size_t k = 0; k < share.size(); ++k) {
    share[k] = step_[space.dependent[k]] / space.null[k][space.dependent[k]];
    largest = std::max(largest, std::fabs(share[k]));
  }
  if (!(largest > 0) || !std::isfinite(largest)) return false;
  for (double& s : share) s = std::round(s / largest * 1024) / 1024;

  // 3. Above 0 on each row that moves, by more than rounding; exactly 0 on the others, because each
  // vector is.
  for (const Row i : face.rows) {
    double total = 0, size = 0, error = 0;
    for (std::size_t k = 0; k < share.size(); ++k) {
      const BoundedSum part = bounded_dot(z_[i], space.null[k]);
      total += share[k] * part.value;
      size += std::fabs(share[k] * part.value);
      error += std::fabs(share[k]) * part.error;
    }
    // The products and additions here, as in bounded_dot; twice, for the rounding of the bound.
    const double here =
        static_cast<double>(share.size() + 1) * std::numeric_limits<double>::epsilon() * size;
    if (!(total > 2 * (error + here))) return false;
  }

  // 4. Settled.
  face.direction.assign(z_.columns(), 0.0);
  for (std::size_t k = 0; k < share.size(); ++k) {
    for (std::size_t j = 0; j < z_.columns(); ++j) {
      face.direction[j] += share[k] * space.null[k][j];
    }
  }
  faces_.push_back(std::move(face));
  open_ = std::move(others);
  return true;
}

Search::Level Search::level() {
  space_ = column_space(z_, open_);
  v_.assign(z_.columns(), 0.0);
  step_ = v_;
  wrong_.assign(open_.size(), 0.0);
  change_ = wrong_;
  if (space_.basis.empty()) return Level::stuck;
  for (int iteration = 0; iteration < most_iterations; ++iteration) {
    evaluate();
    if (iteration > 0 && all_on_their_side(iteration)) return Level::separated;
    if (!newton_step()) return Level::stuck;
    if (step_proves_a_minimum()) return Level::exists;
    if (iteration >= first_split && split()) return Level::smaller;
    if (!shorten_and_take()) return Level::stuck;
  }
  return Level::stuck;
}

// The faces' directions one above the other: each is multiplied until no later one can turn the
// rows that it settles.
Separable Search::verdict(SeparableKind kind) const {
  std::vector<double> v(z_.columns(), 0.0);
  if (kind == SeparableKind::complete) v = v_;
  for (std::size_t k = faces_.size(); k-- > 0;) {
    double factor = 1;
    for (const Row i : faces_[k].rows) {
      const double own = dot(z_[i], faces_[k].direction), later = std::fabs(dot(z_[i], v));
      factor = std::max(factor, 2 * later / own);
    }
    int exponent = 0;
    std::frexp(factor, &exponent);
    const double power = std::ldexp(1.0, exponent);
    for (std::size_t j = 0; j < v.size(); ++j) v[j] += power * faces_[k].direction[j];
  }
  return {kind, z_.parameters(v)};
}

Separable Search::run() {
  for (;;) {
    switch (level()) {
      case Level::separated:
        return verdict(SeparableKind::complete);
      case Level::exists:
        return faces_.empty() ? Separable{SeparableKind::none, {}} : verdict(SeparableKind::quasi);
      case Level::smaller:
        break;
      case Level::stuck:
        return {};
    }
  }
}

}  // namespace

Separable decide_separability(const Design& x, CVec y) {
  const SignedRows z(x, y);
  if (!z.usable()) return {};
  return Search(z).run();
}

}  // namespace logitlab

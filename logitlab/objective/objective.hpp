// SPDX-License-Identifier: MIT
// What is minimised, in the views that solvers ask for. F(w, b) = (1/S) sum_i s_i loss(x_i . w + b
// + o_i, y_i) + (l2/2) |w|^2
// + l1 |w|_1, S = sum s_i. The parameters are w_1 ... w_d and then, where there is an intercept, b;
// b is never penalised.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <span>

#include "logitlab/base/types.hpp"
#include "logitlab/data/design.hpp"

namespace logitlab {

// A smooth function of a few numbers: L-BFGS, Newton, line searches and surfaces need no more.
// Const members are safe from any thread; spans are of dimension() entries.
struct Objective {
  virtual ~Objective() = default;
  virtual std::size_t dimension() const = 0;
  virtual double value(CVec w) const = 0;
  // Returns F(w) and writes +grad F(w).
  virtual double value_and_gradient(CVec w, Vec gradient) const = 0;
  // Whether hessian() has one: known without evaluating, so that a solver's need can be checked
  // before a run.
  virtual bool has_hessian() const { return false; }
  // Writes the full symmetric matrix, dimension() x dimension(); false where there is none.
  virtual bool hessian(CVec /*w*/, Mat /*h*/) const { return false; }
  virtual bool hessian_vector(CVec /*w*/, CVec /*v*/, Vec /*out*/) const { return false; }
  // Of a function of two parameters: out(j, i) = F(u_i, v_j). Another order of operations than
  // value(), as accurate, and for a linear model many times faster a point where u and v have some
  // dozen entries.
  virtual void values_on_grid(CVec u, CVec v, Mat out) const {
    for (std::size_t j = 0; j < v.size(); ++j) {
      for (std::size_t i = 0; i < u.size(); ++i) {
        const double at[] = {u[i], v[j]};
        out(j, i) = value(at);
      }
    }
  }
  // t -> F(origin + sum_k t_k direction_k), again an Objective, with as many parameters as there
  // are directions. One direction is a line search, two are a plane. A linear model answers in O(n)
  // a point, whatever its number of inputs. Origin and directions are copied or consumed; this
  // objective must outlive the result.
  virtual std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const = 0;
};

// The restriction of any objective by composition: O(dimension) more than the objective itself. For
// objectives without structure.
std::unique_ptr<Objective> restrict_by_composition(const Objective& objective, CVec origin,
                                                   std::span<const CVec> directions);

// The same F as a mean over rows, computed in Real: a batch for SGD, a sample, a fold. Rows are
// summed in the order given.
template <std::floating_point Real>
struct RowMean {
  virtual ~RowMean() = default;
  virtual std::size_t rows() const = 0;
  virtual std::size_t dimension() const = 0;
  // The mean over `rows` (weights s_i over their sum) plus the penalty. Rows are numbers below
  // rows(), at least one.
  virtual Real value_and_gradient(std::span<const Row> rows, std::span<const Real> w,
                                  std::span<Real> gradient) const = 0;
  virtual bool hessian(std::span<const Row>, std::span<const Real>, Mat) const { return false; }
};

struct Penalty {
  double l1 = 0, l2 = 0;
  CVec factor = {};  // per column; empty: all one
};

// The parts of F within reach: columns for coordinate descent, the dual for SDCA, the prox for L1.
// Views; data outlive it.
struct LinearModel {
  const Design& x;
  CVec y;            // n labels, 0 or 1
  CVec weight = {};  // n; empty: all one
  CVec offset = {};  // n; empty: all zero
  Penalty penalty = {};
  bool intercept = true;
  std::size_t classes = 2;

  std::size_t dimension() const { return x.columns() + (intercept ? 1 : 0); }
};

// What a solver is given: one problem, in the views it happens to have; null: no such view.
// solver_table() says which views each solver needs, so that a mismatch is a sentence and not a
// crash.
struct Problem {
  const Objective& smooth;
  const RowMean<double>* rows = nullptr;
  const RowMean<float>* rows_f32 = nullptr;
  const LinearModel* linear = nullptr;
};

}  // namespace logitlab

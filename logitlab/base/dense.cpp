// SPDX-License-Identifier: MIT
//
// The problem: factor and solve small symmetric systems. Given: row-major views. Cost: in
// dense.hpp; memory: one copy of the matrix. The algorithms are Eigen's: blocked Cholesky, and
// tridiagonalisation with implicit symmetric QR (G. H. Golub, C. F. Van Loan, Matrix Computations,
// sections 4.2 and 8.3).
//
// Eigen is told to use neither vector instructions nor the sizes of this machine's caches: both
// change the order of its sums, and with it the last bits. The build compiles this file with
// -fno-tree-vectorize as well: gcc 12 turns pairs of a * b - c and a * b + c, which Eigen's
// rotations are, into fused vfmaddsub in spite of -ffp-contract=off where the instruction set has
// it.
#define EIGEN_DONT_VECTORIZE
#define EIGEN_NO_CPUID
#define EIGEN_NO_IO
#include "logitlab/base/dense.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cassert>

namespace logitlab {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Stride = Eigen::OuterStride<>;
using Index = Eigen::Index;

Eigen::Map<RowMajor, 0, Stride> view(Mat m) {
  return {m.data, static_cast<Index>(m.rows), static_cast<Index>(m.columns),
          Stride(static_cast<Index>(m.stride))};
}

Eigen::Map<const RowMajor, 0, Stride> view(CMat m) {
  return {m.data, static_cast<Index>(m.rows), static_cast<Index>(m.columns),
          Stride(static_cast<Index>(m.stride))};
}

}  // namespace

bool cholesky_factor(Mat a) {
  assert(a.rows == a.columns);
  Eigen::Ref<RowMajor> in_place = view(a);
  const Eigen::LLT<Eigen::Ref<RowMajor>, Eigen::Lower> factor(in_place);
  // A NaN fails no comparison inside Eigen, but reaches the diagonal.
  return factor.info() == Eigen::Success && view(a).diagonal().allFinite();
}

void cholesky_solve(CMat l, Vec x) {
  assert(l.rows == l.columns && x.size() == l.rows);
  Eigen::Map<Eigen::VectorXd> solution(x.data(), static_cast<Index>(x.size()));
  const auto lower = view(l).triangularView<Eigen::Lower>();
  lower.solveInPlace(solution);
  lower.transpose().solveInPlace(solution);
}

bool symmetric_eigen(CMat a, Vec values, Mat vectors) {
  assert(a.rows == a.columns && values.size() == a.rows);
  assert(vectors.rows == a.rows && vectors.columns == a.rows);
  const Eigen::MatrixXd lower = view(a).triangularView<Eigen::Lower>();
  if (a.rows == 0) return true;
  if (!lower.allFinite()) return false;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(lower);
  if (solver.info() != Eigen::Success) return false;
  for (Index j = 0; j < lower.cols(); ++j) {
    const auto column = solver.eigenvectors().col(j);
    Index largest = 0;
    column.cwiseAbs().maxCoeff(&largest);
    const double sign = column(largest) < 0 ? -1.0 : 1.0;
    values[static_cast<std::size_t>(j)] = solver.eigenvalues()(j);
    view(vectors).col(j) = sign * column;
  }
  return true;
}

}  // namespace logitlab

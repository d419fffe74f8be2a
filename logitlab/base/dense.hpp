// SPDX-License-Identifier: MIT
//
// Small dense symmetric algebra (up to some hundred columns): what Newton steps and standard errors
// need. Computed by Eigen in one scalar translation unit, so that the bits do not depend on the
// instruction set. Pure; safe for threads.
#pragma once

#include "logitlab/base/types.hpp"

namespace logitlab {

// a = L L' for a symmetric positive definite a, of which only the lower triangle is read. The lower
// triangle becomes L, what is above the diagonal is left as it was. False if a is not positive
// definite or not finite; then the lower triangle holds nothing of use. n^3 / 3 operations.
[[nodiscard]] bool cholesky_factor(Mat a);

// x becomes the solution of L L' x = x, for L from cholesky_factor. 2 n^2 operations.
void cholesky_solve(CMat l, Vec x);

// a = V diag(values) V' for a symmetric a, of which only the lower triangle is read: values
// ascending, column j of vectors (n x n) the unit eigenvector of values[j], its largest component
// in magnitude positive. False if a is not finite or the iteration did not end. About 9 n^3
// operations.
[[nodiscard]] bool symmetric_eigen(CMat a, Vec values, Mat vectors);

}  // namespace logitlab

// SPDX-License-Identifier: MIT
// The sum of a loss over rows at all points of a grid in a plane: the inner loops of a surface.
#pragma once

#include "logitlab/base/types.hpp"
#include "logitlab/compute/row_loops.hpp"

namespace logitlab {

// out(j, i) += sum_k scale_k loss(eta_k + u_i du_k + v_j dv_k, y_k). rows, du, dv: m rows (at most
// one block, for the sake of the cache); u, v: the grid, ascending or descending; out: v.size() x
// u.size(). The bits do not depend on the instruction set in use.
//
// Error: that of the margin, as everywhere, and of an OddsLoss (loss/terms.hpp) at most 2e-14 of
// the value more, wherever margins are; 1e-15 is what is seen. An OddsLoss with weights, and any
// other loss, is computed row by row.
void add_values_on_grid(const Loss& loss, const MarginRows<double>& rows, CVec du, CVec dv, CVec u,
                        CVec v, Mat out);

}  // namespace logitlab

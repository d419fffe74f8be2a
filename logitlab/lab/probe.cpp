// SPDX-License-Identifier: MIT
#include "logitlab/lab/probe.hpp"

namespace logitlab::lab {

std::string probe(const Run& run, double u, double v) {
  return run.plane.name[0] + " " + std::to_string(u) + ", " + run.plane.name[1] + " " +
         std::to_string(v);
}

}  // namespace logitlab::lab

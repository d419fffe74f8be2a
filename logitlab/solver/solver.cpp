// SPDX-License-Identifier: MIT
#include "logitlab/solver/solver.hpp"

#include <cassert>

namespace logitlab {

std::string_view to_string(Reason reason) {
  switch (reason) {
    case Reason::gradient:
      return "gradient";
    case Reason::decrement:
      return "decrement";
    case Reason::gap:
      return "gap";
    case Reason::small_step:
      return "small_step";
    case Reason::budget:
      return "budget";
    case Reason::seconds:
      return "seconds";
    case Reason::observer:
      return "observer";
    case Reason::no_descent:
      return "no_descent";
    case Reason::not_finite:
      return "not_finite";
  }
  assert(false && "a Reason outside its enumerators");
  return "unknown";
}

bool converged(Reason reason) {
  return reason == Reason::gradient || reason == Reason::decrement || reason == Reason::gap;
}

}  // namespace logitlab

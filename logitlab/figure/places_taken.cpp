// SPDX-License-Identifier: MIT
#include "logitlab/figure/places_taken.hpp"

namespace logitlab::figure {

bool PlacesTaken::take(int a, int b, int c, int d) { return taken_.insert({a, b, c, d}).second; }

}  // namespace logitlab::figure

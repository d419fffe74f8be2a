// SPDX-License-Identifier: MIT
#include "logitlab/io/surface_csv.hpp"

#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/io/csv_fields.hpp"

namespace logitlab {

std::string surface_csv(const Surface& surface, const Plane& plane) {
  std::string text = csv_field(plane.name[0]) + "," + csv_field(plane.name[1]) + ",loss\n";
  std::vector<std::string> first;  // written once, used in every row of the grid
  for (std::size_t i = 0; i < surface.u.count; ++i) first.push_back(shortest(surface.u.at(i)));

  for (std::size_t j = 0; j < surface.v.count; ++j) {
    const std::string second = shortest(surface.v.at(j));
    for (std::size_t i = 0; i < surface.u.count; ++i) {
      text.append(first[i]).append(",").append(second).append(",");
      append_number(text, surface.at(i, j));
      text.append("\n");
    }
  }
  return text;
}

}  // namespace logitlab

// SPDX-License-Identifier: MIT
#include "logitlab/lab/plane_words.hpp"

#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/plane.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

std::string plane_title(const Run& run) {
  const PlaneRow* row = find_plane(run.settings.plane);
  if (row == nullptr) {
    return text_of({"the plane of ", run.plane.name[0], " and ", run.plane.name[1],
                    ", the others as at the end"});
  }
  std::string title(row->title);
  if (row->says_seed) title += text_of({" (seed ", std::to_string(run.settings.seed), ")"});
  return title;
}

std::string after_step(const Run& run, std::size_t row) {
  const std::uint64_t step = shown_path(run)->trajectory.step[row];
  if (step == 0) return "at the start";
  const bool iteration = find_solver(shown_path(run)->settings.solver)->unit == StepUnit::iteration;
  return text_of({"after ", iteration ? "iteration " : "step ", grouped(step)});
}

}  // namespace

std::string variance_text(const Run& run) {
  if (!std::isfinite(run.path_in_plane.share)) return "";
  const std::string share = percent(run.path_in_plane.share);
  // "> 99.9 %" and "< 0.1 %" are for tables.
  const bool bound = share[0] == '>' || share[0] == '<';
  const std::string_view number = std::string_view(share).substr(bound ? 3 : 0);
  return text_of({share[0] == '>' ? "more than "
                  : bound         ? "less than "
                                  : "",
                  number, " of the path's variance"});
}

std::string plane_sentence(const Run& run) {
  if (shown_path(run) == nullptr || run.plane.origin.size() == 2) return "";
  const std::string shown = text_of({"The pictures show ", plane_title(run)});
  const PathInPlane& path = run.path_in_plane;
  if (!std::isfinite(path.share)) return text_of({shown, "."});
  // Off by less than one part in 10^8 of the path's size, or not at all: only the rounding of its
  // centre is.
  if (path.share == 1 || path.largest_distance == 0)
    return text_of({shown, ", in which the whole path lies."});
  return text_of({shown, ", in which ", variance_text(run), " lies; ",
                  after_step(run, path.furthest), " the path is furthest off it, by ",
                  slope_text(path.largest_distance), "."});
}

}  // namespace logitlab::lab

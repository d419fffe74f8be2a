// SPDX-License-Identifier: MIT
#include "logitlab/figure/boundaries.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/data_plane.hpp"
#include "logitlab/figure/data_slice.hpp"
#include "logitlab/figure/epoch_curves.hpp"
#include "logitlab/figure/half_planes.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/straight_names.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/numbers.hpp"

namespace logitlab::figure {
namespace {

constexpr Box frame{64, 100, 704, 484};
constexpr double boundaries_caption = 546;
// Lines nearer to each other than this all along would run together; more are a thicket.
constexpr double noticeable = 14;  // pixels
constexpr std::size_t most_lines = 7;

// Where the output is one half after one moment; number 0 is the start.
struct Boundary {
  Moment moment;
  Segment line;
  Point uphill;  // the side called class 1
};

// What the epochs looked at come to: the boundaries in view, and when the first is.
struct Boundaries {
  std::vector<Boundary> lines;
  std::size_t before_first = 0;  // moments until the boundary came into view
  bool gaps = false;             // it left the frame again
  bool start_with_end = false;   // the two are one line to the eye
};

// How far apart two lines are at most, at the ends of either; infinite where they call opposite
// sides class 1.
double apart(const Boundary& a, const Boundary& b) {
  if (a.uphill.x * b.uphill.x + a.uphill.y * b.uphill.y < 0) {
    return std::numeric_limits<double>::infinity();
  }
  return std::max({distance_to_line(a.line.a, b.line), distance_to_line(a.line.b, b.line),
                   distance_to_line(b.line.a, a.line), distance_to_line(b.line.b, a.line)});
}

// Keeps the first, the last, and between them those that differ from their neighbours.
void thin(std::vector<Boundary>& lines) {
  while (lines.size() > 2) {
    std::size_t least = 1;
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t k = 1; k + 1 < lines.size(); ++k) {
      const double off = std::min(apart(lines[k - 1], lines[k]), apart(lines[k], lines[k + 1]));
      if (off < nearest) {
        nearest = off;
        least = k;
      }
    }
    if (nearest >= noticeable && lines.size() <= most_lines) return;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(least));
  }
}

Boundaries chosen_boundaries(const lab::Run& run, const Panel& panel) {
  std::vector<Moment> moments = epoch_candidates(*run.training);
  moments.insert(moments.begin(), Moment{0, 0});
  Boundaries chosen;
  for (const Moment& moment : moments) {
    const SliceModel model = slice_model(run, run.training->trajectory.w_at(moment.row));
    const HalfPlanes planes(panel, model.w[0], model.w[1], model.b);
    if (const auto line = planes.line(0)) {
      chosen.lines.push_back({moment, *line, planes.uphill()});
    } else if (chosen.lines.empty()) {
      ++chosen.before_first;
    } else {
      chosen.gaps = true;
    }
  }
  thin(chosen.lines);
  std::vector<Boundary>& lines = chosen.lines;
  if (lines.size() == 2 && lines[0].moment.number == 0 && apart(lines[0], lines[1]) < noticeable) {
    chosen.start_with_end = true;
    lines.erase(lines.begin());
  }
  return chosen;
}

void add_lines(Scene& scene, const std::vector<Boundary>& lines, std::size_t clip) {
  constexpr double tick = 9;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    const Boundary& boundary = lines[k];
    const bool last = k + 1 == lines.size();
    const double width = last ? 2.8 : 1.8;
    const double position =
        lines.size() < 2 ? 1 : static_cast<double>(k) / static_cast<double>(lines.size() - 1);
    const Point a = boundary.line.a, b = boundary.line.b, up = boundary.uphill;
    Path path;
    path.points = {a, b};
    // Towards class 1, at a third and two thirds of the line.
    for (const double share : {1.0 / 3, 2.0 / 3}) {
      const Point foot{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
      path.breaks.push_back(path.points.size());
      path.points.push_back(foot);
      path.points.push_back({foot.x + tick * up.x, foot.y + tick * up.y});
    }
    path.stroke = {{Role::casing}, width + 1.4};
    scene.add(path, clip);
    path.stroke = {{Role::time_ramp, position}, width};
    scene.add(std::move(path), clip);
  }
}

// The last first, with the word, then the others with their numbers alone.
std::vector<NamedLine> names_of(const lab::Training& training, const Boundaries& chosen) {
  std::vector<NamedLine> named;
  for (const Boundary& boundary : chosen.lines) {
    const bool last = &boundary == &chosen.lines.back(), start = boundary.moment.number == 0;
    const std::string whole = name_of_moment(training, boundary.moment);
    const std::string number = start ? whole : grouped(boundary.moment.number);
    std::string name = last ? whole : number;
    if (last && chosen.start_with_end && !start) name = concat({"start and ", whole});
    named.push_back({boundary.line, name, number, label_size, true, {Role::paper}});
  }
  std::ranges::reverse(named);
  return named;
}

std::string caption_for(const lab::Run& run, const Boundaries& chosen, std::size_t unnamed,
                        const std::string& thinning) {
  const lab::Training& training = *run.training;
  const std::size_t last_row = training.trajectory.length() - 1;
  const DataSlice end = data_slice(run, training.trajectory.w_at(last_row));
  std::string text;
  if (chosen.lines.empty()) {
    text = "The boundary crosses the frame neither at the start nor after any epoch looked at";
  } else if (chosen.gaps) {
    text = "The boundary leaves the frame and comes back";
  } else if (chosen.before_first > 0) {
    text = concat({"The start’s boundary lies outside the frame; that of ",
                   name_of_moment(training, chosen.lines.front().moment),
                   " is the first shown inside"});
  } else if (chosen.start_with_end) {
    text = "The boundary hardly moves";
  } else {
    text = "The boundary turns and shifts away from the start’s";
  }
  text +=
      concat({"; at the end the model has ", lab::right_text(end.right, run.data->length()), "."});
  if (unnamed > 0) text += " Where lines lie too close together, some carry no number.";
  if (!thinning.empty()) text += concat({" ", thinning});
  return text;
}

std::string extremes_of_boundary(const Panel& panel, const Boundaries& chosen) {
  if (chosen.lines.empty()) return "No line is drawn.";
  const Segment& line = chosen.lines.back().line;
  const auto place = [&](Point p) {
    return concat({"(", parameter_text(panel.x.from_pixel(p.x)), ", ",
                   parameter_text(panel.y.from_pixel(p.y)), ")"});
  };
  return concat({"The last boundary runs from ", place(line.a), " to ", place(line.b), "."});
}

std::string subtitle_for(const lab::Run& run) {
  constexpr double room_for_names = 260;
  const std::string rest = rest_at_means(run, room_for_names);
  return concat({"Where the output is one half", rest.empty() ? "" : concat({", with ", rest}),
                 "; ticks point to the side called class 1"});
}

}  // namespace

Scene draw_boundaries(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  Scene scene;
  scene.name = "epochs";
  const std::string word = counting_word(*run.training);
  add_heading(scene, concat({"The boundary, ", word, " by ", word}), subtitle_for(run));
  // 1. The lines and the samples over them.
  const Panel panel = slice_panel(run, frame);
  const std::size_t clip = scene.add_panel(panel);
  const Boundaries chosen = chosen_boundaries(run, panel);
  add_lines(scene, chosen.lines, clip);
  add_slice_axes(scene, run, panel);
  const ChosenSamples samples = chosen_samples(sample_marks(run, panel, {}));
  Occupied occupied;
  add_samples(scene, samples, clip, occupied);
  // 2. The names.
  occupy_texts(scene, occupied);
  const std::size_t unnamed =
      add_line_names(scene, panel, names_of(*run.training, chosen), occupied);
  for (const Boundary& boundary : chosen.lines) {
    occupied.add_line(std::array{boundary.line.a, boundary.line.b});
  }
  add_class_names(scene, panel, samples, occupied);
  // 3. What is to be seen.
  add_caption(scene, boundaries_caption,
              caption_for(run, chosen, unnamed, thinning_sentence(samples)),
              extremes_of_boundary(panel, chosen));
  return scene;
}

}  // namespace logitlab::figure

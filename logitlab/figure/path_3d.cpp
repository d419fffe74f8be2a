// SPDX-License-Identifier: MIT
#include "logitlab/figure/path_3d.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/curve_series.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/relief_scene.hpp"
#include "logitlab/figure/relief_track.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/plane_words.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab::figure {
namespace {

constexpr Box box_frame{66, 72, 648, 486};
constexpr double path_3d_caption = 552, path_3d_width = 760;
constexpr std::size_t wires = 32;  // across: finer ones leave no paper between them
constexpr std::uint32_t stem_epochs = 5;
constexpr std::size_t most_stems = 60;  // beyond, stems stand as a fence before the path

LabelSearch search_with(double radius, std::span<const Side> sides) {
  return {{8, 64, path_3d_width - 8, path_3d_caption - 16}, radius, 2, sides};
}

void write(Scene& scene, Occupied& occupied, const std::optional<std::vector<Text>>& lines) {
  add_placed(scene, occupied, lines, Paint{Role::paper});
}

bool by_iterations(const lab::Training& training) {
  const SolverRow* row = find_solver(training.settings.solver);
  return row != nullptr && row->unit == StepUnit::iteration;
}

std::string step_word(const lab::Training& training) {
  return by_iterations(training) ? "iteration" : "step";
}

// ---- the losses of the batches

struct Stem {
  std::size_t row;  // of the step that the batch made; the stem stands before it
  double loss;
  Point foot, head;  // on the page
  bool below;        // the head is the floor, the loss lies lower
};

// The loss at the height of the floor.
double floor_loss(const LossScale& scale) {
  const double slope = (math::log(scale.high) - math::log(scale.low)) / (box_high - box_low);
  return math::exp(math::log(scale.low) - slope * box_low);
}

// Of the batches of the first epochs, where the run has mini-batches few enough to be told apart.
std::vector<Stem> stems_of(const lab::Run& run, const ReliefView& view, const ReliefTrack& track) {
  std::vector<Stem> stems;
  const lab::Training& training = *lab::shown_path(run);
  const std::size_t batch = training.settings.batch_size.value_or(0);
  const LossScale& scale = view.relief().scale();
  if (by_iterations(training) || batch == 0 || batch >= run.data->length()) return stems;
  if (!(scale.high > scale.low)) return stems;
  const double per_log = (box_high - box_low) / (math::log(scale.high) - math::log(scale.low));
  const Trajectory& t = training.trajectory;
  for (std::size_t row = 1; row < t.length() && t.epoch[row] <= stem_epochs; ++row) {
    const double loss = t.batch_value[row];
    if (!track.place[row - 1] || !std::isfinite(loss) || !(loss >= 0)) continue;
    Point3 head = *track.place[row - 1];
    head.z = loss > 0 ? box_low + per_log * (math::log(loss) - math::log(scale.low)) : -1;
    const bool below = head.z < 0;
    // A head far above the box would leave the canvas.
    head.z = std::clamp(head.z, 0.0, 1.1 * box_high);
    const Point foot = view.page(*track.place[row - 1]);
    stems.push_back({row, loss, {foot.x, foot.y - lift}, view.page(head), below});
    if (stems.size() > most_stems) return {};
  }
  return stems;
}

void add_stems(Scene& scene, const std::vector<Stem>& stems, Occupied& occupied) {
  constexpr Paint orange{Role::class1};
  for (const Stem& stem : stems) {
    Path line;
    line.points = {stem.foot, stem.head};
    line.stroke = {{Role::class1, 0, 0, 0.8}, 1};
    scene.add(std::move(line));
  }
  for (const Stem& stem : stems) {
    occupied.add_mark(stem.head, 3);
    if (stem.below) {
      scene.add(Triangle{stem.head, 3.6, true, {Role::paper}, {orange, 1.3}, Meaning::decoration});
    } else {
      scene.add(Circle{stem.head, 2.6, orange, {{Role::casing}, 0.8}, Meaning::decoration});
    }
  }
}

// Names the batch that cost most.
void add_stem_label(Scene& scene, const lab::Run& run, const std::vector<Stem>& stems,
                    Occupied& occupied) {
  if (stems.empty()) return;
  const Stem& dearest = *std::ranges::max_element(stems, {}, &Stem::loss);
  if (dearest.below) return;
  const std::uint64_t step = lab::shown_path(run)->trajectory.step[dearest.row];
  std::string name = "the dearest batch,";
  for (const OneClassStretch& s : one_class_stretches(run, *lab::shown_path(run), step)) {
    if (s.first <= step && step <= s.last) {
      name = s.ones ? "a batch of ones only," : "a batch of zeros only,";
    }
  }
  std::vector<Text> lines{bold_line(name), plain_line(concat({"loss ", loss_text(dearest.loss)}))};
  for (Text& line : lines) line.fill = {Role::class1};
  constexpr std::array above{Side::above_right, Side::above, Side::above_left, Side::right,
                             Side::left};
  write(scene, occupied, place_lines(occupied, lines, dearest.head, search_with(5, above)));
}

// ---- the moments of the path

void add_moments(Scene& scene, const lab::Training& training, const ReliefView& view,
                 const ReliefTrack& track, Occupied& occupied) {
  constexpr double apart = 40;  // pixels between named moments
  constexpr std::array sides{Side::above_right, Side::right, Side::below_left, Side::left,
                             Side::below,       Side::above, Side::below_right};
  const std::string word = counting_word(training);
  std::optional<Point> before;
  if (track.place.front()) before = view.page(*track.place.front());
  std::optional<Point> end;
  if (track.place.back()) end = view.page(*track.place.back());
  const auto near = [](const std::optional<Point>& a, Point b) {
    return a && std::sqrt((a->x - b.x) * (a->x - b.x) + (a->y - b.y) * (a->y - b.y)) < apart;
  };
  for (const Moment& moment : named_moments(training)) {
    if (!track.place[moment.row]) continue;
    const Point at = view.page(*track.place[moment.row]);
    if (near(before, at) || near(end, at)) continue;
    before = at;
    add_epoch(scene, {at.x, at.y - lift});
    write(scene, occupied,
          place_lines(occupied, {bold_line(concat({word, " ", grouped(moment.number)}))},
                      {at.x, at.y - lift}, search_with(4, sides)));
  }
}

void add_ends(Scene& scene, const lab::Training& training, const ReliefView& view,
              const ReliefTrack& track, Occupied& occupied) {
  constexpr std::array before{Side::left, Side::above, Side::below, Side::right, Side::above_left};
  constexpr std::array after{Side::right, Side::below_right, Side::above_right,
                             Side::below, Side::left,        Side::above};
  if (track.place.front()) {
    const Point at = view.page(*track.place.front());
    add_start(scene, {at.x, at.y - lift});
    occupied.add_mark({at.x, at.y - lift}, start_radius + 1);
    write(scene, occupied,
          place_somehow(occupied, {bold_line("start")}, {at.x, at.y - lift},
                        search_with(start_radius + 2, before)));
  }
  std::vector<Text> lines{
      bold_line(concat({step_word(training), " ", grouped(training.result.steps)})),
      plain_line(concat({"loss ", loss_text(training.columns.loss.back())}))};
  lines[1].fill = {Role::ink2};
  if (track.place.back()) {
    const Point at = view.page(*track.place.back());
    add_end(scene, {at.x, at.y - lift});
    occupied.add_mark({at.x, at.y - lift}, end_radius + 1);
    write(scene, occupied,
          place_somehow(occupied, lines, {at.x, at.y - lift}, search_with(end_radius + 2, after)));
  } else if (!track.lines.empty()) {
    lines[0].text = "leaves the window";
    write(
        scene, occupied,
        place_lines(occupied, lines, view.page(track.lines.back().back()), search_with(4, after)));
  }
}

// ---- words

// The loss of the run is the same at both ends, to the digits shown.
bool stands_still(const lab::Training& training) {
  const std::vector<double>& loss = training.columns.loss;
  return std::fabs(loss.back() - loss.front()) <= 1e-3 * loss.front();
}

std::string title_for(const lab::Training& training) {
  const std::vector<double>& loss = training.columns.loss;
  const bool down = loss.back() < loss.front() && !stands_still(training);
  return concat({counted(training.result.steps, step_word(training)),
                 down ? " down the surface" : " on the surface"});
}

// "epochs 1 to 5": those whose batches stand as stems.
std::string stem_epochs_text(const lab::Training& training) {
  const std::uint32_t last = std::min(stem_epochs, training.trajectory.epoch.back());
  return last == 1 ? std::string("epoch 1") : concat({"epochs 1 to ", grouped(last)});
}

std::string subtitle_for(const lab::Run& run, bool stems) {
  const lab::Training& training = *lab::shown_path(run);
  const bool whole = run.plane.origin.size() == 2;
  std::string text =
      whole
          ? concat({"Line: loss of all ", counted(run.data->length(), "sample"), " along the path"})
          : std::string("Line: the path as the plane shows it");
  if (!stems) return text;
  const std::uint64_t size = training.settings.batch_size.value_or(0);
  text += concat({". Dots: the loss of the ", count_word(size), size == 1 ? " sample" : " samples",
                  " each step saw"});
  return concat({text, ", ", stem_epochs_text(training)});
}

std::string caption_for(const lab::Run& run, const ReliefView& view, const ReliefTrack& track,
                        const std::vector<Stem>& stems, bool hidden) {
  const lab::Training& training = *lab::shown_path(run);
  const std::vector<double>& loss = training.columns.loss;
  const bool stays = training.result.steps == 0;
  std::string text = concat(
      {"The path leads from loss ", loss_text(loss.front()), " to ", loss_text(loss.back())});
  if (stands_still(training)) {
    text = concat({"The loss ends where it began, at ", loss_text(loss.back())});
  }
  if (stays) text = concat({"No step was made: the loss stays at ", loss_text(loss.back())});
  if (!stems.empty()) {
    const auto [low, high] = std::ranges::minmax(stems, {}, &Stem::loss);
    text += concat({"; in ", stem_epochs_text(training), " a batch costs between ",
                    loss_text(low.loss), " and ", loss_text(high.loss)});
    if (std::ranges::any_of(stems, &Stem::below)) {
      text +=
          concat({" (hollow marks lie below ", loss_text(floor_loss(view.relief().scale())), ")"});
    }
  }
  text += ".";
  if (track.lines.empty() && !stays) text += " No step lies in this window.";
  if (hidden) text += " Dashed: behind the surface.";
  if (run.plane.origin.size() > 2) {
    const std::string share = lab::variance_text(run);
    text +=
        concat({" The plane shows two of the ", count_word(run.plane.origin.size()),
                " directions that the parameters have", share.empty() ? "" : ", and ", share, "."});
  }
  return text;
}

std::vector<Point3> joined(const ReliefTrack& track) {
  std::vector<Point3> all;
  for (const auto& line : track.lines) all.insert(all.end(), line.begin(), line.end());
  return all;
}

}  // namespace

Scene draw_path_3d(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const lab::Training& training = *lab::shown_path(run);
  const Relief relief(inputs.surface(), inputs.scale());
  const ReliefTrack track = track_on_relief(run, relief);
  const ReliefView view(relief, clear_view(relief, joined(track)), box_frame, wires);
  const std::vector<Stem> stems = stems_of(run, view, track);

  Scene scene;
  scene.name = "path-3d";
  scene.width = path_3d_width;
  add_heading(scene, title_for(training), subtitle_for(run, !stems.empty()));
  add_box_behind(scene, view);
  add_wireframe(scene, view);
  // The path's own words have the first choice of place; they lie over the axes.
  Scene over;
  Occupied occupied;
  add_stems(over, stems, occupied);
  const bool hidden = add_relief_track(over, view, track, occupied);
  add_ends(over, training, view, track, occupied);
  add_box_axes(scene, view,
               {axis_name(run.plane.name[0]), axis_name(run.plane.name[1]), "loss (log)"},
               occupied);
  add_moments(over, training, view, track, occupied);
  add_stem_label(over, run, stems, occupied);
  std::ranges::move(over.elements, std::back_inserter(scene.elements));
  add_caption(scene, path_3d_caption, caption_for(run, view, track, stems, hidden),
              extremes_sentence(inputs));
  return scene;
}

}  // namespace logitlab::figure

// SPDX-License-Identifier: MIT
#include "logitlab/figure/pulls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/loss_pair.hpp"
#include "logitlab/figure/margin.hpp"
#include "logitlab/figure/places_taken.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/pull_facts.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

using Vector = std::array<double, 2>;

constexpr double data_top = 128, data_bottom = 296, step_top = 376, step_bottom = 616,
                 pulls_caption = 688;
constexpr double step_width = pair_frame[0].right - pair_frame[0].left,
                 step_height = step_bottom - step_top;
// Links beyond these would be shorter than their heads.
constexpr std::size_t most_links = 16;

Vector sum_of(const std::vector<Vector>& steps) {
  Vector sum{0, 0};
  for (const Vector& s : steps) {
    sum[0] += s[0];
    sum[1] += s[1];
  }
  return sum;
}

double length_of(const Vector& v) {
  // Scaled, so that a square of 1e-200 is not lost.
  const double size = std::fmax(std::fabs(v[0]), std::fabs(v[1]));
  if (!(size > 0)) return 0;
  const double a = v[0] / size, b = v[1] / size;
  return size * std::sqrt(a * a + b * b);
}

// One loss of the two, and the numbers that its panels show.
struct LossSide {
  std::string_view loss;
  std::vector<Pull> pulls;
  std::array<Chain, 2> chain{};  // class 0, class 1
  Vector total{0, 0};
  double largest = 0;        // pull of a sample
  double low = 0, high = 0;  // pulls
  // Around the start and all ends of the links.
  Vector corner_low{0, 0}, corner_high{0, 0};
  double wrong_share = 0;  // of all pulling, that of the samples on the wrong side
};

LossSide side_of(const Dataset& data, CVec w, std::string_view loss) {
  LossSide side{loss, pulls_of(data, w, *make_loss(loss))};
  double all = 0, wrong = 0;
  for (const Pull& p : side.pulls) {
    side.low = std::min(side.low, p.pull);
    side.high = std::max(side.high, p.pull);
    all += std::fabs(p.pull);
    if (p.wrong) wrong += std::fabs(p.pull);
  }
  side.largest = std::max(side.high, -side.low);
  side.wrong_share = all > 0 ? wrong / all : 0;
  for (const bool one : {false, true}) {
    Chain& chain = side.chain[one ? 1 : 0];
    chain = chain_of(side.pulls, one, most_links);
    for (const Vector& link : chain.links) {
      for (std::size_t k = 0; k < 2; ++k) {
        side.total[k] += link[k];
        side.corner_low[k] = std::min(side.corner_low[k], side.total[k]);
        side.corner_high[k] = std::max(side.corner_high[k], side.total[k]);
      }
    }
  }
  return side;
}

// The largest of 1, 2, 5, 10, ... that is at most `ratio`; 1 below 2.
double round_factor(double ratio) {
  double factor = 1;
  if (!std::isfinite(ratio)) return factor;
  while (factor * 10 <= ratio) factor *= 10;
  if (factor * 5 <= ratio) return factor * 5;
  return factor * 2 <= ratio ? factor * 2 : factor;
}

// Pixels per unit that show all links of a side with room around them.
double step_scale(const LossSide& side) {
  constexpr double used = 0.76;  // the rest is for heads and names
  const double width = side.corner_high[0] - side.corner_low[0],
               height = side.corner_high[1] - side.corner_low[1];
  return used * std::min(step_width / width, step_height / height);
}

// How much the second side is enlarged against the first, in each of the two rows.
struct Enlarged {
  double data = 1, step = 1;
};

Enlarged enlargement(const std::array<LossSide, 2>& sides) {
  Enlarged by;
  if (!(sides[0].largest > 0) || !(sides[1].largest > 0)) return by;
  by.data = round_factor(sides[0].largest / sides[1].largest);
  by.step = round_factor(step_scale(sides[1]) / step_scale(sides[0]));
  return by;
}

std::string times_text(double factor) { return concat({slope_text(factor), " times"}); }

Text halo_line(Text text, Role role) {
  text.fill = {role};
  text.halo = {Role::paper};
  text.halo_width = 4;
  return text;
}

// Places lines near a point; true if there was room.
bool write(Scene& scene, Occupied& occupied, const Box& inside, std::vector<Text> lines, Point at,
           double radius, std::span<const Side> sides, bool must) {
  const LabelSearch search{inside, radius, 2, sides};
  const auto placed = must ? place_somehow(occupied, std::move(lines), at, search)
                           : place_lines(occupied, std::move(lines), at, search);
  return add_placed(scene, occupied, placed);
}

constexpr std::array below_first = {Side::below,      Side::below_right, Side::below_left,
                                    Side::right,      Side::left,        Side::above,
                                    Side::above_left, Side::above_right};

// Marks and bars of one class; those in one place are drawn once.
void add_bars(Scene& scene, const Panel& panel, const LossSide& side, bool one, std::size_t clip,
              Occupied& occupied) {
  const bool many = side.pulls.size() > 60;
  const double radius = many ? 2.4 : 3.6, cell = many ? 3 : 1;  // pixels
  const double zero = panel.y.to_pixel(0);
  const Role role = one ? Role::class1 : Role::class0;
  Path bars;
  bars.stroke = {{role}, many ? 1.0 : 1.6};
  PlacesTaken drawn;
  std::vector<std::pair<Point, bool>> tips;  // whether it is a mistake
  for (const Pull& p : side.pulls) {
    if (p.one != one) continue;
    const Point tip = panel.to_pixel(p.x, p.pull);
    if (!drawn.take(static_cast<int>(tip.x / cell), p.wrong)) continue;
    if (!bars.points.empty()) bars.breaks.push_back(bars.points.size());
    bars.points.push_back({tip.x, zero});
    bars.points.push_back(tip);
    tips.push_back({tip, p.wrong});
  }
  if (tips.empty()) return;
  occupied.add_line(bars.points, bars.breaks);
  scene.add(std::move(bars), clip);
  for (const auto& [tip, wrong] : tips) {
    const Stroke casing{{Role::casing}, 1};
    if (one) {
      scene.add(Triangle{tip, radius, false, {role}, casing, Meaning::sample});
    } else {
      scene.add(Circle{tip, radius, {role}, casing, Meaning::sample});
    }
    if (wrong) {
      scene.add(Circle{tip, radius + 3, {}, {{Role::warning}, 1.2}, Meaning::decoration});
    }
    occupied.add_mark(tip, radius + (wrong ? 4 : 1));
  }
}

std::string wrong_text(std::size_t wrong, std::size_t count) {
  return concat({", ", wrong == count ? "all" : grouped(wrong), " wrong (ringed)"});
}

// What a class does, beside its largest pull, else anywhere.
void name_bars(Scene& scene, const Panel& panel, const LossSide& side, bool one,
               Occupied& occupied) {
  const Pull* largest = nullptr;
  std::size_t count = 0, wrong = 0;
  for (const Pull& p : side.pulls) {
    if (p.one != one) continue;
    ++count;
    wrong += p.wrong ? 1 : 0;
    if (largest == nullptr || std::fabs(p.pull) > std::fabs(largest->pull)) largest = &p;
  }
  if (largest == nullptr) return;
  std::vector<Text> lines = {
      halo_line(bold_line(concat({one ? "class 1 pulls up" : "class 0 pulls down"})),
                one ? Role::class1 : Role::class0),
      halo_line(plain_line(concat({counted(count, "sample"),
                                   wrong == 0 ? std::string() : wrong_text(wrong, count),
                                   ", at most ", slope_text(std::fabs(largest->pull))})),
                Role::ink2)};
  const Box room{panel.frame.left + 2, panel.frame.top + 2, panel.frame.right - 2,
                 panel.frame.bottom - 2};
  const double band = one ? panel.frame.top + 18 : panel.frame.bottom - 18;
  std::vector<Point> places = {panel.to_pixel(largest->x, largest->pull)};
  for (const double share : {0.2, 0.5, 0.8}) {
    places.push_back({panel.frame.left + share * panel.frame.width(), band});
  }
  for (const Point at : places) {
    constexpr std::array sides = {Side::right, Side::left,  Side::above_right, Side::above_left,
                                  Side::above, Side::below, Side::below_right, Side::below_left};
    if (write(scene, occupied, room, lines, at, 8, sides, false)) return;
  }
}

void add_data_side(Scene& scene, const lab::Run& run, const LossSide& side, const Box& frame,
                   double reach, bool first) {
  const auto [low_x, high_x] = std::ranges::minmax(side.pulls, {}, &Pull::x);
  const double wide = high_x.x - low_x.x;
  const double room = wide > 0 ? 0.05 * wide : std::fmax(1, std::fabs(low_x.x)) * 0.5;
  const Panel panel{"pull",
                    frame,
                    {ScaleKind::linear, low_x.x - room, high_x.x + room, frame.left, frame.right},
                    {ScaleKind::linear, -reach, reach, frame.bottom, frame.top}};
  const std::size_t clip = scene.add_panel(panel);
  const std::string input = run.data->inputs()[0];
  add_function_axes(scene, panel,
                    {concat({"input ", input == "x" ? italic("x") : input}),
                     first ? "pull: minus the slope of the sample's loss" : "",
                     linear_ticks(panel.x.low, panel.x.high), linear_ticks(-reach, reach, 5)});
  Path base;
  base.points = {panel.to_pixel(panel.x.low, 0), panel.to_pixel(panel.x.high, 0)};
  base.stroke = {{Role::axis}, 1};
  Occupied occupied;
  occupied.add_line(base.points);
  scene.add(std::move(base));
  if (!(side.largest > 0)) {
    write(scene, occupied, frame, {bold_line("no pull at all: every slope is 0 here")},
          frame.centre(), 4, any_side, true);
    return;
  }
  for (const bool one : {false, true}) add_bars(scene, panel, side, one, clip, occupied);
  for (const bool one : {true, false}) name_bars(scene, panel, side, one, occupied);
}

// The links of one class, from `at` on; where it ends.
Vector add_chain(Scene& scene, const Panel& panel, const Chain& chain, bool one, Vector at,
                 std::size_t clip, Occupied& occupied) {
  for (const Vector& link : chain.links) {
    const Vector to{at[0] + link[0], at[1] + link[1]};
    const std::array ends = {panel.to_pixel(at[0], at[1]), panel.to_pixel(to[0], to[1])};
    const double dx = ends[1].x - ends[0].x, dy = ends[1].y - ends[0].y;
    at = to;
    if (dx * dx + dy * dy < 0.01) continue;  // a tenth of a pixel
    add_arrow(scene, {ends[0], ends[1], {one ? Role::class1 : Role::class0}, 1.6}, clip);
    occupied.add_line(ends);
  }
  return at;
}

Panel step_panel(const LossSide& side, const Box& frame, double scale) {
  const auto middle = [&](std::size_t k) {
    return side.corner_low[k] + (side.corner_high[k] - side.corner_low[k]) / 2;
  };
  const double half_w = frame.width() / 2 / scale, half_h = frame.height() / 2 / scale;
  return {"step",
          frame,
          {ScaleKind::linear, middle(0) - half_w, middle(0) + half_w, frame.left, frame.right},
          {ScaleKind::linear, middle(1) - half_h, middle(1) + half_h, frame.bottom, frame.top}};
}

void name_chain(Scene& scene, const Panel& panel, const Chain& chain, bool one, Vector from,
                Occupied& occupied) {
  if (chain.links.empty()) return;
  const Vector sum = sum_of(chain.links);
  std::vector<Text> lines = {
      halo_line(bold_line(one ? "class 1" : "class 0"), one ? Role::class1 : Role::class0),
      halo_line(plain_line(concat({counted(chain.samples, "sample"),
                                   chain.samples == 1 ? ": " : ", together ",
                                   slope_text(length_of(sum))})),
                Role::ink2)};
  if (chain.largest_group > 1) {
    lines.push_back(halo_line(
        plain_line(concat({"an arrow for up to ", grouped(chain.largest_group)})), Role::ink2));
  }
  Vector at = from;
  std::vector<Point> places;
  for (const Vector& link : chain.links) {
    places.push_back(panel.to_pixel(at[0] + link[0] / 2, at[1] + link[1] / 2));
    at = {at[0] + link[0], at[1] + link[1]};
  }
  for (const std::size_t share : {2u, 1u, 3u, 0u, 4u}) {
    constexpr std::array sides = {Side::left,       Side::above_left, Side::below_right,
                                  Side::right,      Side::above,      Side::below,
                                  Side::below_left, Side::above_right};
    const Point place = places[(places.size() - 1) * share / 4];
    if (write(scene, occupied, panel.frame.grown(-4), lines, place, 6, sides, false)) return;
  }
}

void add_step_side(Scene& scene, const LossSide& side, const PullMoment& moment, const Box& frame,
                   double scale) {
  if (!(side.largest > 0)) return;
  const Panel panel = step_panel(side, frame, scale);
  const std::size_t clip = scene.add_panel(panel);
  add_plane_axes(scene, panel,
                 {concat({"change of ", italic("w"), " per unit of learning rate"}),
                  concat({"change of ", italic("b"), " per unit of learning rate"})});
  Occupied occupied;
  const Point start = panel.to_pixel(0, 0), end = panel.to_pixel(side.total[0], side.total[1]);
  // 1. The cross through the start, so that the signs of the changes are seen.
  for (const auto& [from, to] :
       {std::pair{Point{frame.left, start.y}, Point{frame.right, start.y}},
        std::pair{Point{start.x, frame.top}, Point{start.x, frame.bottom}}}) {
    Path hair;
    hair.points = {from, to};
    hair.stroke = {{Role::grid}, 1};
    scene.add(std::move(hair), clip);
  }
  // 2. Every sample's part, end to end, and their sum.
  const Vector turn = add_chain(scene, panel, side.chain[0], false, {0, 0}, clip, occupied);
  add_chain(scene, panel, side.chain[1], true, turn, clip, occupied);
  add_arrow(scene, {start, end, {Role::path}, 2.2, true}, clip);
  const std::array shaft = {start, end};
  occupied.add_line(shaft);
  moment.at_start ? add_start(scene, start) : add_end(scene, start);
  occupied.add_mark(start, start_radius + 1);
  occupied.add_mark(end, 5);
  // 3. Names.
  const Box inside = frame.grown(-4);
  write(
      scene, occupied, inside,
      {halo_line(bold_line(concat({"sum: ", lab::slope_text(length_of(side.total))})), Role::ink)},
      end, 6, any_side, true);
  write(scene, occupied, inside,
        {halo_line(bold_line(moment.at_start ? "start" : moment.name()), Role::ink)}, start,
        start_radius + 2, below_first, true);
  name_chain(scene, panel, side.chain[1], true, turn, occupied);
  name_chain(scene, panel, side.chain[0], false, {0, 0}, occupied);
}

// Between the two sums, in whole degrees; 0 where one of them is nothing.
int degrees_between(const Vector& a, const Vector& b) {
  const double la = length_of(a), lb = length_of(b);
  if (!(la > 0) || !(lb > 0)) return 0;
  const double cosine = a[0] / la * (b[0] / lb) + a[1] / la * (b[1] / lb);
  constexpr double degree = 0.017453292519943295;
  int whole = 0;
  while (whole < 180 && math::cos((whole + 0.5) * degree) > cosine) ++whole;
  return whole;
}

// What squared error does with the worst mistake, where it gives it less than others get.
std::string worst_text(const LossSide& entropy, const LossSide& squared) {
  std::size_t worst = 0;
  double largest = 0;
  for (std::size_t i = 0; i < entropy.pulls.size(); ++i) {
    const Pull& p = entropy.pulls[i];
    if (!p.wrong || std::fabs(p.pull) <= largest) continue;
    worst = i;
    largest = std::fabs(p.pull);
  }
  const double given = std::fabs(squared.pulls[worst].pull);
  if (!(largest > 0) || given > 0.75 * squared.largest) return "";
  return concat({"; at the worst of them cross-entropy pulls with ", slope_text(largest),
                 ", squared error with ", slope_text(given), ", less than at others"});
}

std::string caption_for(const std::array<LossSide, 2>& sides) {
  const LossSide &entropy = sides[0], &squared = sides[1];
  const auto wrong = static_cast<std::uint64_t>(
      std::ranges::count_if(entropy.pulls, [](const Pull& p) { return p.wrong; }));
  const double longer = length_of(entropy.total), shorter = length_of(squared.total);
  std::string text = "No sample is on the wrong side: those nearest to the threshold pull most";
  if (wrong > 0) {
    text = concat({capitalised(count_word(wrong)), wrong == 1 ? " sample is" : " samples are",
                   " on the wrong side: of all the pulling ", wrong == 1 ? "it does " : "they do ",
                   percent(entropy.wrong_share), " under cross-entropy and ",
                   squared.largest > 0 ? percent(squared.wrong_share) : "none",
                   " under squared error"});
    text += squared.wrong_share < 0.5 * entropy.wrong_share
                ? std::string(", which lets go of its worst mistakes")
                : worst_text(entropy, squared);
  }
  if (shorter > 0 && longer >= 10 * shorter) {
    text += concat({". The step of squared error is ",
                    slope_text(std::floor(longer / shorter + 0.5)), " times shorter"});
    const int angle = degrees_between(entropy.total, squared.total);
    if (angle >= 1) text += concat({" and points ", std::to_string(angle), "° away"});
  }
  return text + ".";
}

std::string extremes_of(const PullMoment& moment, const std::array<LossSide, 2>& sides) {
  std::string text = concat({"At ", moment.name(), "."});
  for (const LossSide& side : sides) {
    text += concat({" ", capitalised(loss_title(side.loss)), ": the pulls lie between ",
                    parameter_text(side.low), " and ", parameter_text(side.high),
                    ", their mean moves w by ", parameter_text(side.total[0]), " and b by ",
                    parameter_text(side.total[1]), " per unit of learning rate."});
  }
  return text;
}

std::string enlarged_text(double data, double step) {
  if (data < 2 && step < 2) return "on the same scales as the left";
  if (data == step) return concat({"enlarged ", times_text(data), ", above and below"});
  if (data < 2) return concat({"enlarged ", times_text(step), " below"});
  if (step < 2) return concat({"enlarged ", times_text(data), " above"});
  return concat({"enlarged ", times_text(data), " above, ", times_text(step), " below"});
}

}  // namespace

bool has_pulls(const lab::Run& run) { return run.data->columns() == 1 && has_margins(run); }

Scene draw_pulls(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  // 1. Both losses at one moment, and by how much the second must be enlarged to be seen.
  const PullMoment moment = pull_moment(run);
  const std::array<LossSide, 2> sides = {side_of(*run.data, moment.w, "cross-entropy"),
                                         side_of(*run.data, moment.w, "squared-error")};
  const Enlarged enlarged = enlargement(sides);
  // Room above and below the bars for what they are.
  const double room = run.data->length() > 60 ? 1.85 : 1.6;
  const double reach = room * (sides[0].largest > 0 ? sides[0].largest : 1);
  const double smaller = std::min(step_scale(sides[0]), step_scale(sides[1]) / enlarged.step);
  // 2. The four panels.
  Scene scene;
  scene.name = "pulls";
  scene.width = pair_width;
  const std::string_view reading =
      ". Above: each sample. Below: its part of the step, end to end; the sum is minus the "
      "gradient";
  add_heading(scene, "Who pulls, and how hard",
              concat({"At ", moment.name(), ", ", italic("w"), " = ", parameter_text(moment.w[0]),
                      ", ", italic("b"), " = ", parameter_text(moment.w[1]), reading}));
  for (std::size_t k = 0; k < 2; ++k) {
    const LossSide& side = sides[k];
    Box frame = pair_frame[k];
    const double data_by = k == 0 ? 1 : enlarged.data, step_by = k == 0 ? 1 : enlarged.step;
    frame.top = data_top;
    frame.bottom = data_bottom;
    add_pair_head(scene, frame, side.loss,
                  concat({"gradient norm ", lab::slope_text(length_of(side.total))}),
                  k == 0 || !(side.largest > 0) ? "" : enlarged_text(data_by, step_by));
    add_data_side(scene, run, side, frame, reach / data_by, k == 0);
    frame.top = step_top;
    frame.bottom = step_bottom;
    add_step_side(scene, side, moment, frame, smaller * step_by);
  }
  // 3. What to see.
  add_caption(scene, pulls_caption, caption_for(sides), extremes_of(moment, sides));
  return scene;
}

}  // namespace logitlab::figure

// SPDX-License-Identifier: MIT
// The map is sampled on a square around the disc and cut by a mask.
#include "logitlab/figure/recession_disc.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/line_labels.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/landscape/contour.hpp"

namespace logitlab::figure {
namespace {

// 1, 2 or 5 times a power of ten, at most `value` and more than 0.4 of it.
double round_below(double value) {
  double power = 1;
  while (power > value && power > 1e-300) power /= 10;
  while (power * 10 <= value && power < 1e300) power *= 10;
  if (power * 5 <= value) return power * 5;
  return power * 2 <= value ? power * 2 : power;
}

DiscCoordinates coordinates_for(const Dataset& data) {
  double low = data[0].x[0], high = low;
  for (std::size_t i = 1; i < data.length(); ++i) {
    low = std::min(low, data[i].x[0]);
    high = std::max(high, data[i].x[0]);
  }
  const double half = high / 2 - low / 2, middle = low / 2 + high / 2;
  if (half >= 0.3 && half <= 6 && std::fabs(middle) <= half) return {};
  const double span = round_below(half > 0 ? half : std::fmax(std::fabs(middle), 1));
  const double centre = std::fabs(middle) <= half ? 0 : span * std::floor(middle / span + 0.5);
  return {centre, span};
}

// The largest radius on the path, or of the start, decides what is half way out.
double unit_for(const lab::Run& run, const DiscCoordinates& coordinates) {
  double largest = 0;
  const auto include = [&](CVec w) {
    const double r = coordinates.of(w[0], w[1]).length();
    if (std::isfinite(r)) largest = std::max(largest, r);
  };
  include(*run.settings.start);
  if (run.training) {
    const Trajectory& path = run.training->trajectory;
    for (std::size_t k = 0; k < path.length(); ++k) include(path.w_at(k));
  }
  return largest > 0 ? round_below(0.8 * largest) : 10;
}

// The logarithm of the loss over a square a little larger than the disc, the disc being |(x, y)| <
// 1. Beyond `outermost` of the rim it stays what it is there; the last points all around are low,
// so that every line closes, outside the disc.
constexpr double outermost = 0.995, square = 1.08, low_ring = -1e4;

Surface log_loss(const Disc& disc, const Objective& objective) {
  constexpr double most_terms = 2e7;
  std::size_t count = 121;
  while (count > 49 && static_cast<double>(count * count * disc.run.data->length()) > most_terms) {
    count -= 12;
  }
  Surface surface{{-square, square, count}, {-square, square, count}, {}};
  surface.value.reserve(count * count);
  for (std::size_t j = 0; j < count; ++j) {
    for (std::size_t i = 0; i < count; ++i) {
      if (i == 0 || j == 0 || i + 1 == count || j + 1 == count) {
        surface.value.push_back(low_ring);
        continue;
      }
      const DiscVector at{surface.u.at(i), surface.v.at(j)};
      const double rho = std::min(at.length(), outermost);
      const DiscVector along = rho > 0 ? at.unit() : DiscVector{};
      const double r = disc.radius(rho);
      const WbDirection wb = disc.coordinates.back({r * along.x, r * along.y});
      const std::array w = {wb.w, wb.b};
      const double loss = objective.value(w);
      surface.value.push_back(loss > 0 ? std::fmax(math::log(loss), 0.1 * low_ring)
                                       : 0.1 * low_ring);
    }
  }
  return surface;
}

DiscRange range_for(const Disc& disc, const Surface& surface) {
  double top = low_ring, reached = disc.run.start.loss;
  // Nearer to the rim the loss outside the cone grows without end.
  constexpr double looked_at = 0.9;
  for (std::size_t j = 0; j < surface.v.count; ++j) {
    for (std::size_t i = 0; i < surface.u.count; ++i) {
      const DiscVector at{surface.u.at(i), surface.v.at(j)};
      if (at.length() <= looked_at) top = std::max(top, surface.at(i, j));
    }
  }
  if (disc.run.training) reached = std::min(reached, disc.run.training->result.loss);
  DiscRange range;
  range.high = std::min(math::exp(std::min(top, 300.0)), 1e12);
  if (!(range.high > 1e-9)) range.high = 1;
  if (!std::isfinite(reached)) reached = range.high;
  // A decade for what is still to come.
  range.low = std::clamp(reached / 20, 1e-12 * range.high, 1e-3 * range.high);
  return range;
}

Path circle_path(const Disc& disc, double share) {
  Path path;
  constexpr int corners = 180;
  constexpr double turn = 6.283185307179586;
  for (int k = 0; k < corners; ++k) {
    const double angle = turn * k / corners;
    path.points.push_back({disc.centre.x + disc.rim * share * math::cos(angle),
                           disc.centre.y + disc.rim * share * math::sin(angle)});
  }
  path.closed = true;
  path.dense = true;
  return path;
}

// One closed path of all lines at a level.
Path level_path(const Panel& panel, const Surface& surface, double level) {
  Path path;
  path.closed = true;
  path.dense = true;
  for (const ContourLine& line : contour_lines(surface, math::log(level))) {
    std::vector<PlanePoint> points = line.points;
    points.push_back(points.front());
    const double scale = panel.frame.width() / (panel.x.high - panel.x.low);
    if (!path.points.empty()) path.breaks.push_back(path.points.size());
    for (const PlanePoint p : simplify(points, scale, scale, 0.25)) {
      path.points.push_back(panel.to_pixel(p.u, p.v));
    }
  }
  return path;
}

std::vector<NumberedLine> add_map(Scene& scene, const Disc& disc, const Panel& panel,
                                  const Surface& surface, const DiscRange& range, std::size_t clip,
                                  Occupied& occupied) {
  const auto ramp = [&](double loss) { return Paint{Role::loss_ramp, range.share(loss)}; };
  const std::vector<Level> levels = log_levels(range.low, range.high, 16);
  Rectangle ground;
  ground.box = panel.frame;
  ground.fill = ramp(range.low);
  scene.add(ground, clip);
  std::vector<Path> lines;
  std::vector<NumberedLine> numbered;
  for (std::size_t k = 0; k < levels.size(); ++k) {
    Path above = level_path(panel, surface, levels[k].value);
    if (above.points.empty()) continue;
    const double next = k + 1 < levels.size() ? levels[k + 1].value : range.high;
    Path line = above;
    above.fill = ramp(std::sqrt(levels[k].value) * std::sqrt(next));
    scene.add(std::move(above), clip);
    line.stroke.paint = {.role = Role::ink, .opacity = levels[k].heavy ? 0.55 : 0.33};
    line.stroke.width = levels[k].heavy ? 0.9 : 0.55;
    const std::size_t end = line.breaks.empty() ? line.points.size() : line.breaks.front();
    if (levels[k].heavy) {
      numbered.push_back(
          {levels[k].value, {line.points.begin(), line.points.begin() + static_cast<long>(end)}});
    }
    lines.push_back(std::move(line));
  }
  for (Path& line : lines) scene.add(std::move(line), clip);
  // What lies outside the rim is not there.
  Path mask = circle_path(disc, 1);
  mask.breaks = {mask.points.size()};
  const Box outside = panel.frame.grown(1);
  for (const Point corner :
       {Point{outside.left, outside.top}, Point{outside.right, outside.top},
        Point{outside.right, outside.bottom}, Point{outside.left, outside.bottom}}) {
    mask.points.push_back(corner);
  }
  mask.fill = {Role::paper};
  scene.add(std::move(mask));
  Path rim = circle_path(disc, 1);
  rim.stroke = {{Role::axis}, 1.4};
  std::vector<Point> closed = rim.points;
  closed.push_back(closed.front());
  occupied.add_line(closed);
  scene.add(std::move(rim));
  return numbered;
}

}  // namespace

std::string DiscCoordinates::x_name() const {
  return span == 1 ? italic("w") : concat({parameter_text(span), " ", italic("w")});
}

std::string DiscCoordinates::y_name() const {
  if (centre == 0) return italic("b");
  return concat({italic("b"), centre < 0 ? " − " : " + ", parameter_text(std::fabs(centre)), " ",
                 italic("w")});
}

Disc disc_of(const lab::Run& run, const SeparatingCone& cone) {
  const DiscCoordinates coordinates = coordinates_for(*run.data);
  return {run, coordinates, cone, unit_for(run, coordinates)};
}

double DiscRange::share(double loss) const {
  const double span = math::log(high / low);
  return std::clamp(math::log(std::fmax(loss, low) / low) / span, 0.0, 1.0);
}

DiscMap add_disc_map(Scene& scene, const Disc& disc, const Objective& objective,
                     Occupied& occupied) {
  const double reach = disc_frame.width() / 2 / disc.rim;
  const std::size_t clip =
      scene.add_panel({"disc",
                       disc_frame,
                       {ScaleKind::linear, -reach, reach, disc_frame.left, disc_frame.right},
                       {ScaleKind::linear, -reach, reach, disc_frame.bottom, disc_frame.top}});
  const Panel panel = scene.panels[clip - 1];
  const Surface surface = log_loss(disc, objective);
  const DiscRange range = range_for(disc, surface);
  return {range, add_map(scene, disc, panel, surface, range, clip, occupied)};
}

void add_disc_numbers(Scene& scene, const Disc& disc, const DiscMap& map, Occupied& occupied) {
  for (const NumberedLine& line : map.numbered) {
    const auto cost = [&](const Text& text, Point centre) {
      const double dx = (centre.x - disc.centre.x) / disc.rim,
                   dy = (centre.y - disc.centre.y) / disc.rim;
      constexpr double forbidden = std::numeric_limits<double>::infinity(), innermost = 0.9;
      if (dx * dx + dy * dy > innermost * innermost || occupied.distance_to_lines(centre) < 14 ||
          occupied.distance_to_boxes(centre) < label_distance ||
          occupied.hits_box(turned(text_box(text).bounds().grown(4), {}, 0))) {
        return forbidden;
      }
      // In a row that climbs out of the valley.
      const DiscVector along = disc.middle();
      return 1 + dx * along.x - dy * along.y;
    };
    auto number = label_on_line(line.points, level_text(line.level), cost);
    if (!number) continue;
    number->text.halo = {Role::loss_ramp, map.range.share(line.level)};
    occupied.add(number->text);
    scene.add(std::move(number->text));
  }
}

Text over_disc(Text text) {
  text.halo = {Role::casing};
  text.halo_width = 4;
  return text;
}

bool write_near(Scene& scene, Occupied& occupied, const Box& inside, std::vector<Text> lines,
                Point at, double radius, std::span<const Side> sides) {
  return add_placed(scene, occupied,
                    place_lines(occupied, std::move(lines), at, {inside, radius, 1.5, sides}));
}

// Circles of equal radius with their numbers, the two axes, and what the rim is.
void add_disc_grid(Scene& scene, const Disc& disc, Occupied& occupied) {
  const Point c = disc.centre;
  for (const auto& [from, to] :
       {std::pair{Point{c.x - disc.rim, c.y}, Point{c.x + disc.rim, c.y}},
        std::pair{Point{c.x, c.y - disc.rim}, Point{c.x, c.y + disc.rim}}}) {
    Path axis;
    axis.points = {from, to};
    axis.stroke = {{.role = Role::ink, .opacity = 0.35}, 0.7, 2, 3};
    scene.add(std::move(axis));
  }
  // Numbers stand where the cone is not.
  const DiscVector away{-disc.middle().x, -disc.middle().y};
  for (const double factor : {0.2, 1.0, 5.0}) {
    const double r = factor * disc.unit;
    Path circle = circle_path(disc, disc.share(r));
    circle.stroke = {{.role = Role::ink, .opacity = 0.35}, 0.7, 2, 3};
    scene.add(std::move(circle));
    Text number = plain_line(concat({italic("r"), " = ", slope_text(r)}));
    number.size = tick_size;
    for (const DiscVector turned : {away, DiscVector{away.x + away.y, away.y - away.x},
                                    DiscVector{away.x - away.y, away.y + away.x}}) {
      if (write_near(scene, occupied, disc_frame, {over_disc(number)},
                     disc.at(turned, disc.share(r)), 0)) {
        break;
      }
    }
  }
  const auto axis_label = [&](const std::string& name, Point at, std::array<Side, 3> sides) {
    write_near(scene, occupied, around_disc, {plain_line(name)}, at, 4, sides);
  };
  axis_label(disc.coordinates.x_name(), {c.x + disc.rim, c.y},
             {Side::right, Side::above_right, Side::below_right});
  axis_label(disc.coordinates.y_name(), {c.x, c.y - disc.rim},
             {Side::above, Side::above_right, Side::above_left});
  Text end = plain_line(concat({"rim: ", italic("r"), " = ∞"}));
  end.fill = {Role::ink2};
  for (const DiscVector at :
       {DiscVector{-1, -1}, DiscVector{-1, 1}, DiscVector{1, 1}, DiscVector{1, -1}}) {
    const std::array sides = {at.y < 0 ? (at.x < 0 ? Side::below_left : Side::below_right)
                                       : (at.x < 0 ? Side::above_left : Side::above_right)};
    if (write_near(scene, occupied, around_disc, {end}, disc.at(at, 1), 2, sides)) break;
  }
}

}  // namespace logitlab::figure

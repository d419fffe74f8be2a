// SPDX-License-Identifier: MIT
// The plane of (w, b) on a disc: a point at radius r is drawn at r / (r + unit) of the way to the
// rim, so that rays stay straight and the far end of every direction is on the rim.
#pragma once

#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/recession_cone.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/landscape/surface.hpp"
#include "logitlab/objective/objective.hpp"

namespace logitlab::figure {

inline constexpr Box disc_frame{92, 120, 512, 540};
// Where labels of the rim may stand.
inline constexpr Box around_disc{16, 84, 628, 572};

// A direction or a point in the coordinates that are drawn.
struct DiscVector {
  double x = 0, y = 0;
  double length() const { return std::sqrt(x * x + y * y); }
  DiscVector unit() const {
    const double size = std::fmax(std::fabs(x), std::fabs(y));
    const DiscVector scaled{x / size, y / size};
    const double l = scaled.length();
    return {scaled.x / l, scaled.y / l};
  }
};

// (w, b) themselves where the inputs are of about the size of 1 and not far from 0; else the margin
// at a round number c among the inputs, b + c w, and its change over a round number u of the input,
// u w: the same plane, sheared and stretched so that the cone can be seen.
struct DiscCoordinates {
  double centre = 0, span = 1;
  bool plain() const { return centre == 0 && span == 1; }
  DiscVector of(double w, double b) const { return {span * w, b + centre * w}; }
  WbDirection back(DiscVector v) const { return {v.x / span, v.y - centre * (v.x / span)}; }
  std::string x_name() const;
  std::string y_name() const;
};

// What is drawn, in one place.
struct Disc {
  const lab::Run& run;
  DiscCoordinates coordinates;
  SeparatingCone cone;
  double unit = 10;  // the radius that is drawn half way to the rim
  Point centre = disc_frame.centre();
  double rim = disc_frame.width() / 2 - 10;

  DiscVector of(const WbDirection& d) const { return coordinates.of(d.w, d.b); }
  double share(double r) const { return r / (r + unit); }
  double radius(double share) const { return unit * share / (1 - share); }
  Point at(DiscVector direction, double share_of_rim) const {
    const DiscVector u = direction.unit();
    return {centre.x + rim * share_of_rim * u.x, centre.y - rim * share_of_rim * u.y};
  }
  Point pixel(double w, double b) const {
    const DiscVector v = coordinates.of(w, b);
    const double r = v.length();
    return r > 0 ? at(v, std::isfinite(r) ? share(r) : 1) : centre;
  }
  // Half way between the edges.
  DiscVector middle() const {
    const DiscVector a = of(cone.edge[0]).unit(), b = of(cone.edge[1]).unit();
    const DiscVector sum{a.x + b.x, a.y + b.y};
    // Opposite edges: the half plane anticlockwise of the first.
    return sum.length() > 1e-6 ? sum.unit() : DiscVector{-a.y, a.x};
  }
};

Disc disc_of(const lab::Run& run, const SeparatingCone& cone);

// The losses that colours and curves cover: from below the lowest on the path up to the highest of
// the map.
struct DiscRange {
  double low = 1e-3, high = 10;
  double share(double loss) const;  // on a log scale, 0 ... 1
};

// A line of the map that is to have its number, in pixels.
struct NumberedLine {
  double level;
  std::vector<Point> points;
};

struct DiscMap {
  DiscRange range;
  std::vector<NumberedLine> numbered;
};

// The loss over the disc as bands and lines, cut at the rim. Adds the rim to `occupied`.
DiscMap add_disc_map(Scene& scene, const Disc& disc, const Objective& objective,
                     Occupied& occupied);

// The numbers of the lines, where there is room.
void add_disc_numbers(Scene& scene, const Disc& disc, const DiscMap& map, Occupied& occupied);

// The two axes, circles of equal radius with their numbers, and what the rim is.
void add_disc_grid(Scene& scene, const Disc& disc, Occupied& occupied);

// Lines at the first place near a point; true if there was room.
bool write_near(Scene& scene, Occupied& occupied, const Box& inside, std::vector<Text> lines,
                Point at, double radius, std::span<const Side> sides = any_side);
Text over_disc(Text text);  // with a halo

}  // namespace logitlab::figure

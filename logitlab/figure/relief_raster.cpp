// SPDX-License-Identifier: MIT
//
// Problem: colour each pixel by the point of a height field that an orthographic camera sees there.
// Upright lines stay upright on the page, so each column of pixels is a vertical cut through the
// surface: a walk over the floor, away from the eye, along a straight line of the grid. A floating
// horizon (Wright, "A two-space solution to the hidden line problem for plotting functions of two
// variables", IEEE Transactions on Computers C-22, 1973) hides what is behind: of a cut without
// holes the pixels covered so far are one interval, and a stretch is seen only where it leaves that
// interval, upwards from above, downwards from below. No depth is stored and no pixel is written
// twice.
//
// The walk takes a sample where it crosses a line of the grid's axis that it crosses more of;
// between samples the surface is a straight line. Pixels keep the share of the loss scale and the
// shade; colours, and lines of equal loss at their distance in pixels, are put on afterwards.
//
// Cost O(width (columns + rows) + width height), memory 8 bytes a pixel and 8 a vertex.
#include "logitlab/figure/relief_raster.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace logitlab::figure {
namespace {

constexpr float no_edge = std::numeric_limits<float>::quiet_NaN();

std::uint32_t read(const std::uint8_t* pixel) {
  return pixel[0] | static_cast<std::uint32_t>(pixel[1]) << 8 |
         static_cast<std::uint32_t>(pixel[2]) << 16;
}

void write(std::uint32_t colour, std::uint8_t* pixel) {
  pixel[0] = static_cast<std::uint8_t>(colour);
  pixel[1] = static_cast<std::uint8_t>(colour >> 8);
  pixel[2] = static_cast<std::uint8_t>(colour >> 16);
}

}  // namespace

// One cut through the surface: where it runs over the grid. `along` is the axis of whose lines it
// crosses more, `across` the other.
class ReliefRaster::Ray {
 public:
  Ray(const ReliefRaster& raster, double x);

  // Calls visit(along, y, ground) for the samples, nearest first, until it returns false: y is the
  // row of the canvas, and NaN where there is no ground.
  template <class Visit>
  void walk(const Visit& visit) const;

  // Grid coordinates, columns first.
  std::array<double, 2> grid(double along) const {
    const double across = start_ + slope_ * along;
    return by_column_ ? std::array{along, across} : std::array{across, along};
  }

 private:
  Ground between(double along) const;
  float y_of(float along, const Ground& ground) const {
    return y_ + y_along_ * along + y_share_ * ground.share;
  }

  const Ground* ground_;
  bool by_column_ = true, forwards_ = true, empty_ = false;
  std::size_t stride_along_, stride_across_, last_along_, last_across_;
  double start_ = 0, slope_ = 0;  // across = start + slope along
  double low_ = 0, high_ = 0;     // of along, inside the grid
  float y_ = 0, y_along_ = 0, y_share_ = 0;
};

ReliefRaster::Ray::Ray(const ReliefRaster& raster, double x) : ground_(raster.ground_.data()) {
  const Projection& p = raster.projection_;
  // 1. Straight away from the eye the page's x stays: over so many columns and rows.
  const double to_column = -p.x_row, to_row = p.x_column;
  by_column_ = std::fabs(to_column) >= std::fabs(to_row);
  forwards_ = (by_column_ ? to_column : to_row) > 0;
  slope_ = by_column_ ? to_row / to_column : to_column / to_row;
  start_ = (x - p.x) / (by_column_ ? p.x_row : p.x_column);
  stride_along_ = by_column_ ? 1 : raster.columns_;
  stride_across_ = by_column_ ? raster.columns_ : 1;
  last_along_ = (by_column_ ? raster.columns_ : raster.rows_) - 1;
  last_across_ = (by_column_ ? raster.rows_ : raster.columns_) - 1;
  // 2. Where it enters the grid and leaves it.
  const auto end = static_cast<double>(last_across_);
  high_ = static_cast<double>(last_along_);
  if (slope_ != 0) {
    const double a = -start_ / slope_, b = (end - start_) / slope_;
    low_ = std::max(low_, std::min(a, b));
    high_ = std::min(high_, std::max(a, b));
  }
  empty_ = !(low_ <= high_) || (slope_ == 0 && !(start_ >= 0 && start_ <= end));
  // 3. The page's y along it.
  const double y_along = by_column_ ? p.y_column : p.y_row;
  const double y_across = by_column_ ? p.y_row : p.y_column;
  y_ = static_cast<float>(p.y + y_across * start_);
  y_along_ = static_cast<float>(y_along + y_across * slope_);
  y_share_ = static_cast<float>(p.y_share);
}

ReliefRaster::Ground ReliefRaster::Ray::between(double along) const {
  const double across = std::clamp(start_ + slope_ * along, 0.0, static_cast<double>(last_across_));
  const std::size_t i = std::min(static_cast<std::size_t>(along), last_along_ - 1);
  const std::size_t j = std::min(static_cast<std::size_t>(across), last_across_ - 1);
  const auto s = static_cast<float>(along - static_cast<double>(i));
  const auto t = static_cast<float>(across - static_cast<double>(j));
  const Ground* near = ground_ + i * stride_along_ + j * stride_across_;
  const auto at = [&](float Ground::* part) {
    const float a = near[0].*part, b = near[stride_across_].*part;
    const float c = near[stride_along_].*part, d = near[stride_along_ + stride_across_].*part;
    const float first = a + t * (b - a), second = c + t * (d - c);
    return first + s * (second - first);
  };
  return {at(&Ground::share), at(&Ground::shade)};
}

template <class Visit>
void ReliefRaster::Ray::walk(const Visit& visit) const {
  if (empty_) return;
  const auto visit_end = [&](double along) {
    const Ground ground = between(along);
    const auto at = static_cast<float>(along);
    return visit(at, y_of(at, ground), ground);
  };
  if (!visit_end(forwards_ ? low_ : high_)) return;
  // Lines strictly between the ends.
  const auto first = static_cast<std::ptrdiff_t>(low_) + 1;
  const auto last = static_cast<std::ptrdiff_t>(std::ceil(high_)) - 1;
  const auto start = static_cast<float>(start_), slope = static_cast<float>(slope_);
  const auto top = static_cast<std::ptrdiff_t>(last_across_) - 1;
  const std::ptrdiff_t step = forwards_ ? 1 : -1;
  std::ptrdiff_t i = forwards_ ? first : last;
  for (std::ptrdiff_t left = last - first + 1; left > 0; --left, i += step) {
    const auto along = static_cast<float>(i);
    const float across = start + slope * along;
    const std::ptrdiff_t j = std::clamp(static_cast<std::ptrdiff_t>(across), std::ptrdiff_t{}, top);
    const float t = across - static_cast<float>(j);
    const Ground* a = ground_ + i * static_cast<std::ptrdiff_t>(stride_along_) +
                      j * static_cast<std::ptrdiff_t>(stride_across_);
    const Ground* b = a + stride_across_;
    const Ground ground{a->share + t * (b->share - a->share), a->shade + t * (b->shade - a->shade)};
    if (!visit(along, y_of(along, ground), ground)) return;
  }
  visit_end(forwards_ ? high_ : low_);
}

// One column of pixels while its ray is walked: the interval that is covered, and by what.
class ReliefRaster::Horizon {
 public:
  Horizon(ReliefRaster& raster, std::size_t x)
      : raster_(raster),
        x_(x),
        stride_(raster.canvas_.width + 2),
        height_(static_cast<float>(raster.canvas_.height)) {}

  // The next sample, farther from the eye than all before.
  [[gnu::always_inline]] void pass(float y, const Ground& ground) {
    if (!(y == y)) {
      apart_ = apart_ || top_.y == top_.y;
    } else if (!(last_.y == last_.y)) {
      // The first ground, or the first behind a hole.
      begin({y, ground, row_of(y)});
    } else if (y < top_.y) {
      extend(top_, {y, ground, row_of(y)}, false);
    } else if (y > bottom_.y) {
      extend(bottom_, {y, ground, row_of(y)}, true);
    }
    last_ = {y, ground, 0};
  }

  void finish() const {
    raster_.top_[x_] = highest_;
    raster_.bottom_[x_] = lowest_;
  }

 private:
  struct End {
    float y = no_edge;
    Ground ground{};
    std::int32_t row = 0;  // the first whose middle lies at y or lower, inside the canvas
  };

  std::int32_t row_of(float y) const {
    return static_cast<std::int32_t>(std::min(std::max(y, -0.5F), height_) + 0.5F);
  }

  void begin(const End& end) {
    top_ = bottom_ = end;
    if (!(highest_ <= end.y)) highest_ = end.y;
    if (!(lowest_ >= end.y)) lowest_ = end.y;
  }

  // From the sample before, which was covered or is the end itself.
  [[gnu::always_inline]] void extend(End& end, const End& next, bool below) {
    if (last_.y != end.y) fold(end, next, below);
    const std::int32_t from = below ? end.row : next.row, to = below ? next.row : end.row;
    if (from < to) fill(from, to, next, below);
    end = next;
    if (highest_ > next.y) highest_ = next.y;
    if (lowest_ < next.y) lowest_ = next.y;
  }

  // What is seen of the stretch from the sample before to `next`, at a share of its height.
  std::uint32_t seen_at(float t, const End& next, bool below) const {
    const float shade = last_.ground.shade + t * (next.ground.shade - last_.ground.shade);
    return seen_ground(last_.ground.share + t * (next.ground.share - last_.ground.share),
                       below ? 1 : shade);
  }

  [[gnu::always_inline]] void fill(std::int32_t from, std::int32_t to, const End& next,
                                   bool below) {
    const float rate = 1 / (next.y - last_.y);
    std::uint32_t* pixel = &raster_.seen_[index(from)];
    for (std::int32_t row = from; row < to; ++row, pixel += stride_) {
      if (apart_ && *pixel != 0) continue;
      const float t = (static_cast<float>(row) + 0.5F - last_.y) * rate;
      *pixel = seen_at(std::min(std::max(t, 0.0F), 1.0F), next, below);
    }
  }

  // Ground comes into sight behind the end of what covers it: they share the pixel there.
  void fold(const End& end, const End& next, bool below) {
    const auto row = static_cast<std::int32_t>(end.y);
    if (!(end.y >= 0 && end.y < height_)) return;
    const float above = end.y - static_cast<float>(row);
    // The ground in front fills from the end on, but no farther than its other end.
    const float front = std::min(below ? above : 1 - above, bottom_.y - top_.y);
    const float behind = below ? 1 - above : above;
    const bool front_holds_middle = below ? row < end.row : row >= end.row;
    const std::uint32_t front_sees = seen_ground(end.ground.share, below ? 1 : end.ground.shade);
    if (front_holds_middle) {
      raster_.folds_.push_back(
          {index(row), seen_at((end.y - last_.y) / (next.y - last_.y), next, below), behind});
    } else {
      raster_.folds_.push_back({index(row), front_sees, front});
    }
  }

  std::size_t index(std::int32_t row) const {
    return (static_cast<std::size_t>(row) + 1) * stride_ + 1 + x_;
  }

  ReliefRaster& raster_;
  std::size_t x_, stride_;
  float height_;
  End last_, top_, bottom_;  // of the ground without a hole; the ground of `last_` wherever it is
  float highest_ = no_edge, lowest_ = no_edge;  // of all ground
  bool apart_ = false;                          // ground before a hole covers pixels besides
};

ReliefRaster::ReliefRaster(const Relief& relief, std::span<const Level> levels)
    : columns_(relief.columns()),
      rows_(relief.rows()),
      u_(relief.u()),
      v_(relief.v()),
      ground_(columns_ * rows_) {
  for (const Level& level : levels) {
    iso_lines_.push_back({relief.scale().share(level.value), level.heavy});
  }
  place_shades(relief);
}

// Shares, and the shade by shade_of(): Lambert's cosine law with level ground as full light.
void ReliefRaster::place_shades(const Relief& relief) {
  constexpr double height = box_high - box_low;
  for (std::size_t j = 0; j < rows_; ++j) {
    for (std::size_t i = 0; i < columns_; ++i) {
      ground_[j * columns_ + i].share =
          static_cast<float>((relief.height(i, j) - box_low) / height);
    }
  }
  // Rise of the box's height over its width and depth, for a difference over one cell.
  const auto per_column =
      static_cast<float>(height * static_cast<double>(columns_ - 1) / (2 * box_half_width));
  const auto per_row =
      static_cast<float>(height * static_cast<double>(rows_ - 1) / (2 * box_half_depth));
  constexpr auto along_x = static_cast<float>(towards_light.x / towards_light.z);
  constexpr auto along_y = static_cast<float>(towards_light.y / towards_light.z);
  for (std::size_t j = 0; j < rows_; ++j) {
    const std::size_t south = j == 0 ? j : j - 1, north = std::min(j + 1, rows_ - 1);
    const float rise_y = per_row / static_cast<float>(north - south);
    for (std::size_t i = 0; i < columns_; ++i) {
      const std::size_t west = i == 0 ? i : i - 1, east = std::min(i + 1, columns_ - 1);
      const float x = (ground_[j * columns_ + east].share - ground_[j * columns_ + west].share) *
                      (per_column / static_cast<float>(east - west));
      const float y =
          (ground_[north * columns_ + i].share - ground_[south * columns_ + i].share) * rise_y;
      const float lit = (1 - x * along_x - y * along_y) / std::sqrt(1 + x * x + y * y);
      // Of shade_depth. Beside a hole it is not known and counts as turned away.
      ground_[j * columns_ + i].shade = lit >= 1 ? 0 : lit > 0 ? 1 - lit : 1;
    }
  }
}

std::span<const std::uint8_t> ReliefRaster::draw(const Camera& camera, const Canvas& canvas,
                                                 Theme theme) {
  // 1. From the grid to the canvas: linear, so that four points tell it.
  canvas_ = canvas;
  const auto page = [&](double x, double y, double z) {
    const Projected p = camera.project({x, y, z});
    return Point{p.x * canvas.scale, p.y * canvas.scale};
  };
  const Point origin = page(-box_half_width, -box_half_depth, box_low);
  const Point column = page(box_half_width, -box_half_depth, box_low);
  const Point row = page(-box_half_width, box_half_depth, box_low);
  const Point high = page(-box_half_width, -box_half_depth, box_high);
  const auto columns = static_cast<double>(columns_ - 1), rows = static_cast<double>(rows_ - 1);
  projection_ = {origin.x,         (column.x - origin.x) / columns, (row.x - origin.x) / rows,
                 origin.y,         (column.y - origin.y) / columns, (row.y - origin.y) / rows,
                 high.y - origin.y};
  // 2. What each pixel sees.
  seen_.assign((canvas.width + 2) * (canvas.height + 2), 0);
  top_.assign(canvas.width, no_edge);
  bottom_.assign(canvas.width, no_edge);
  folds_.clear();
  for (std::size_t x = 0; x < canvas.width; ++x) {
    Horizon horizon(*this, x);
    Ray(*this, static_cast<double>(x) + 0.5).walk([&](float, float y, const Ground& ground) {
      horizon.pass(y, ground);
      return true;
    });
    horizon.finish();
  }
  // 3. In colour.
  pixels_.assign(canvas.width * canvas.height * 4, 0);
  const RasterInk ink(theme, canvas.scale, iso_lines_);
  for (std::size_t y = 0; y < canvas.height; ++y) paint_row(y, ink);
  smooth_folds(ink);
  smooth_outline(top_, 1);
  smooth_outline(bottom_, -1);
  return pixels_;
}

void ReliefRaster::paint_row(std::size_t y, const RasterInk& ink) {
  const std::size_t stride = canvas_.width + 2;
  const std::uint32_t* const here = seen_.data() + (y + 1) * stride + 1;
  std::uint8_t* out = pixels_.data() + y * canvas_.width * 4;
  for (std::size_t x = 0; x < canvas_.width; ++x, out += 4) {
    if (here[x] == 0) continue;
    const std::uint32_t* const at = here + x;
    const std::uint32_t colour = ink.colour(*at, at[-1], at[1], *(at - stride), at[stride]);
    write(colour, out);
    out[3] = 255;
  }
}

void ReliefRaster::smooth_folds(const RasterInk& ink) {
  const std::size_t stride = canvas_.width + 2;
  for (const Fold& fold : folds_) {
    if (seen_[fold.pixel] == 0) continue;
    const std::size_t x = fold.pixel % stride - 1, y = fold.pixel / stride - 1;
    std::uint8_t* const pixel = &pixels_[(y * canvas_.width + x) * 4];
    const auto part = static_cast<std::uint32_t>(fold.part * 256);
    write(mixed(read(pixel), ink.colour(fold.sees), part), pixel);
  }
}

// How much of each pixel lies inside an edge that runs from column to column; `inward`: 1 where the
// surface is below it, -1 where above. A steep edge passes through several pixels of a column.
void ReliefRaster::smooth_outline(const std::vector<float>& edge, float inward) {
  constexpr float steepest = 8;
  const auto height = static_cast<float>(canvas_.height);
  const std::size_t width = canvas_.width;
  for (std::size_t x = 0; x < width; ++x) {
    const float at = edge[x];
    if (!(at > -steepest && at < height + steepest)) continue;
    const bool left = x > 0 && edge[x - 1] == edge[x - 1];
    const bool right = x + 1 < width && edge[x + 1] == edge[x + 1];
    const float rise = (right ? edge[x + 1] : at) - (left ? edge[x - 1] : at);
    const float steep = std::min(std::fabs(left && right ? rise / 2 : rise), steepest);
    const float ramp = 1 + steep;
    const float low = std::max(at - ramp / 2, 0.0F), high = std::min(at + ramp / 2 + 1, height);
    // The outermost pixel of the surface lends its colour to those beyond.
    const auto edge_row = static_cast<std::int32_t>(at + 0.5F) - (inward > 0 ? 0 : 1);
    if (edge_row < 0 || edge_row >= static_cast<std::int32_t>(canvas_.height)) continue;
    const std::uint8_t* const own = &pixels_[(static_cast<std::size_t>(edge_row) * width + x) * 4];
    const bool own_ground =
        seen_[(static_cast<std::size_t>(edge_row) + 1) * (width + 2) + 1 + x] != 0;
    for (auto row = static_cast<std::int32_t>(low); static_cast<float>(row) < high; ++row) {
      const float inside = (static_cast<float>(row) + 0.5F - at) * inward;
      const float covered = std::clamp(0.5F + inside / ramp, 0.0F, 1.0F);
      std::uint8_t* const pixel = &pixels_[(static_cast<std::size_t>(row) * width + x) * 4];
      if (pixel[3] == 0) {
        if (inside >= 0 || !own_ground) continue;
        std::copy(own, own + 3, pixel);
        pixel[3] = static_cast<std::uint8_t>(covered * 255 + 0.5F);
      } else if (inside >= 0) {
        pixel[3] = static_cast<std::uint8_t>(static_cast<float>(pixel[3]) * covered + 0.5F);
      }
    }
  }
}

std::optional<PlanePoint> ReliefRaster::pick(double x, double y) const {
  const Ray ray(*this, x);
  const auto goal = static_cast<float>(y);
  std::optional<PlanePoint> found;
  float last_along = 0, last_y = no_edge;
  ray.walk([&](float along, float now, const Ground&) {
    if ((last_y <= goal && goal <= now) || (last_y >= goal && goal >= now)) {
      const float t = now == last_y ? 0 : (goal - last_y) / (now - last_y);
      const auto grid = ray.grid(static_cast<double>(last_along + t * (along - last_along)));
      found = {u_.low + (u_.high - u_.low) * grid[0] / static_cast<double>(columns_ - 1),
               v_.low + (v_.high - v_.low) * grid[1] / static_cast<double>(rows_ - 1)};
      return false;
    }
    last_along = along;
    last_y = now;
    return true;
  });
  return found;
}

}  // namespace logitlab::figure

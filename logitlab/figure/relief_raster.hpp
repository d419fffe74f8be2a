// SPDX-License-Identifier: MIT
// A relief as pixels, for a canvas without a GPU: what add_shaded_surface() and add_iso_lines()
// draw as shapes, at the grid's full resolution and in milliseconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "logitlab/figure/palette.hpp"
#include "logitlab/figure/raster_ink.hpp"
#include "logitlab/figure/relief.hpp"
#include "logitlab/landscape/contour.hpp"

namespace logitlab::figure {

// Device pixels. One unit of the camera's page (a CSS pixel) is `scale` of them; both have their
// zero in the top left corner.
struct Canvas {
  std::size_t width = 0, height = 0;
  double scale = 1;
};

// Not thread-safe: it keeps what it drew last.
class ReliefRaster {
 public:
  // Copies what it needs. `levels`: the lines of equal loss to draw, in ink, heavy ones stronger.
  explicit ReliefRaster(const Relief& relief, std::span<const Level> levels = {});

  // Red, green, blue and alpha, not premultiplied, row by row from the top: canvas.width x
  // canvas.height x 4 bytes that live until the next call. Transparent beside the surface and where
  // its loss is not finite; its outline is smoothed. The camera is fitted, as fitted_to_box()
  // returns it. The same bytes on every machine.
  std::span<const std::uint8_t> draw(const Camera& camera, const Canvas& canvas, Theme theme);

  // The point of the plane that is seen at a place of the canvas, in pixels of the last draw();
  // nothing beside the surface.
  std::optional<PlanePoint> pick(double x, double y) const;

 private:
  // A point of the surface: its share of the loss scale, NaN where there is none, and its shade.
  struct Ground {
    float share, shade;
  };
  // From grid coordinates and a share to pixels of the canvas.
  struct Projection {
    double x, x_column, x_row;
    double y, y_column, y_row, y_share;
  };
  // A pixel that a fold divides: what its smaller part sees, and how much of it that is.
  struct Fold {
    std::size_t pixel;
    std::uint32_t sees;
    float part;
  };
  class Ray;
  class Horizon;

  void place_shades(const Relief& relief);
  void paint_row(std::size_t y, const RasterInk& ink);
  void smooth_folds(const RasterInk& ink);
  void smooth_outline(const std::vector<float>& edge, float inward);

  std::size_t columns_, rows_;
  GridAxis u_, v_;
  std::vector<Ground> ground_;  // of each vertex, as Relief has them
  std::vector<IsoShare> iso_lines_;

  // Of the last draw().
  Projection projection_{};
  Canvas canvas_;
  std::vector<std::uint32_t>
      seen_;  // with a rim of one empty pixel: share and shade, see the source
  std::vector<Fold> folds_;
  std::vector<float> top_, bottom_;  // of the surface in each column, in pixels; NaN without
  std::vector<std::uint8_t> pixels_;
};

}  // namespace logitlab::figure

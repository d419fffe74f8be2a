// SPDX-License-Identifier: MIT
#include "logitlab/figure/data_slice.hpp"

#include <algorithm>
#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/data/design.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/stats/metrics.hpp"

namespace logitlab::figure {
namespace {

// The span of a column with room at its ends.
std::array<double, 2> span_of(const Dataset& data, std::size_t j) {
  double low = data[0].x[j], high = low;
  for (std::size_t i = 1; i < data.length(); ++i) {
    low = std::min(low, data[i].x[j]);
    high = std::max(high, data[i].x[j]);
  }
  constexpr double share = 0.06, most = 8e307;  // the ends' distance is a double
  const double room = high > low ? share * (high - low) : std::fmax(1, std::fabs(low)) * 0.5;
  return {std::max(low - room, -most), std::min(high + room, most)};
}

// A name as it stands in a sentence: no longer than a reader wants, and in quotes where it would
// run into the words around it.
std::string short_name(const std::string& name) {
  constexpr double widest = 160;
  const std::string text = fitted(name, widest, caption_size);
  return name.find_first_of(" ,.;") == std::string::npos ? text : concat({"“", text, "”"});
}

}  // namespace

SliceModel slice_model(const lab::Run& run, CVec w) {
  const lab::InputPair& pair = *run.pair;
  const std::size_t d = w.size() - 1;
  SliceModel model{{w[pair.column[0]], w[pair.column[1]]}, w[d]};
  for (std::size_t j = 0; j < d; ++j) {
    if (j != pair.column[0] && j != pair.column[1]) model.b += w[j] * pair.mean[j];
  }
  return model;
}

DataSlice data_slice(const lab::Run& run, CVec w) {
  const Dataset& data = *run.data;
  DataSlice slice;
  slice.model = slice_model(run, w);
  std::vector<double> eta(data.length());
  margins(DenseDesign(data.x()), w, eta);
  slice.right = count_right(eta, data.y());
  for (std::size_t i = 0; i < eta.size(); ++i) {
    slice.called_one += eta[i] > 0 ? 1U : 0U;
    slice.wrong.push_back((eta[i] > 0) != (data[i].y == 1));
  }
  return slice;
}

Panel slice_panel(const lab::Run& run, const Box& frame) {
  const std::array x = span_of(*run.data, run.pair->column[0]);
  const std::array y = span_of(*run.data, run.pair->column[1]);
  return {"data",
          frame,
          {ScaleKind::linear, x[0], x[1], frame.left, frame.right},
          {ScaleKind::linear, y[0], y[1], frame.bottom, frame.top}};
}

void add_slice_axes(Scene& scene, const lab::Run& run, const Panel& panel) {
  const std::vector<std::string>& names = run.data->inputs();
  add_plane_axes(scene, panel,
                 {names[run.pair->column[0]], names[run.pair->column[1]], true, true, true});
}

std::vector<SampleMark> sample_marks(const lab::Run& run, const Panel& panel,
                                     const std::vector<bool>& wrong) {
  std::vector<SampleMark> marks;
  for (std::size_t i = 0; i < run.data->length(); ++i) {
    const Sample sample = (*run.data)[i];
    marks.push_back({panel.to_pixel(sample.x[run.pair->column[0]], sample.x[run.pair->column[1]]),
                     sample.y == 1, !wrong.empty() && wrong[i]});
  }
  return marks;
}

std::string pair_names(const lab::Run& run) {
  const std::vector<std::string>& names = run.data->inputs();
  return concat(
      {short_name(names[run.pair->column[0]]), " and ", short_name(names[run.pair->column[1]])});
}

std::string rest_at_means(const lab::Run& run, double room) {
  std::vector<std::string> rest;
  const std::size_t all = run.data->columns() - 2;
  constexpr std::size_t most_named = 8;
  for (std::size_t j = 0; j < run.data->columns() && rest.size() < most_named; ++j) {
    if (j == run.pair->column[0] || j == run.pair->column[1]) continue;
    rest.push_back(short_name(run.data->inputs()[j]));
  }
  if (all == 0) return "";
  for (std::size_t named = rest.size(); named > 0; --named) {
    std::string text;
    for (std::size_t k = 0; k < named; ++k) {
      const bool last = k + 1 == all;
      text += concat({k == 0 ? "" : last ? " and " : ", ", rest[k]});
    }
    if (named < all) text += concat({" and ", grouped(all - named), " more"});
    text += all == 1 ? " at its mean" : " at their means";
    if (text_width(text, caption_size) <= room) return text;
  }
  return all == 1 ? "the other at its mean"
                  : concat({"the other ", grouped(all), " at their means"});
}

}  // namespace logitlab::figure

// SPDX-License-Identifier: MIT
// What the panels show as text: lines of tab-separated cells, for who does not see them.
#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/sort.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/curve_series.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/loss_pair.hpp"
#include "logitlab/figure/panel_parts.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

// Marks and tabs belong to no cell.
void add_cell(std::string& table, std::string_view cell) {
  if (!table.empty() && table.back() != '\n') table += '\t';
  for (const char c : unmarked(cell)) table += c == '\t' || c == '\n' ? ' ' : c;
}

void end_line(std::string& table) { table += '\n'; }

// The start, the named moments of the run, the present step and the last.
std::vector<std::size_t> told_rows(const lab::Training& training, const Look& look) {
  std::vector<std::size_t> rows = {0, row_of(training.trajectory, look),
                                   training.trajectory.length() - 1};
  for (const Moment& moment : named_moments(training)) rows.push_back(moment.row);
  sort_by(rows, std::identity{});
  rows.erase(std::ranges::unique(rows).begin(), rows.end());
  return rows;
}

std::string path_table(const lab::Run& run, const lab::Training* training, const Look& look) {
  std::string table;
  for (const std::string_view name :
       {"step", run.plane.name[0].c_str(), run.plane.name[1].c_str(), "loss", "accuracy"}) {
    add_cell(table, name);
  }
  end_line(table);
  if (training == nullptr) return table;
  const Trajectory& path = training->trajectory;
  for (const std::size_t row : told_rows(*training, look)) {
    const auto uv = run.plane.project(path.w_at(row));
    add_cell(table, grouped(path.step[row]));
    add_cell(table, parameter_text(uv[0]));
    add_cell(table, parameter_text(uv[1]));
    add_cell(table, loss_text(training->columns.loss[row]));
    add_cell(table, percent(training->columns.accuracy[row]));
    end_line(table);
  }
  return table;
}

}  // namespace

std::string table_of_surface(const lab::Run& run, const Look&) {
  constexpr std::size_t side = 9;
  const Surface surface = lab::relief(run, run.settings.loss, side);
  std::string table;
  add_cell(table, concat({run.plane.name[1], " \\ ", run.plane.name[0]}));
  for (std::size_t i = 0; i < side; ++i) add_cell(table, parameter_text(surface.u.at(i)));
  end_line(table);
  for (std::size_t j = side; j-- > 0;) {
    add_cell(table, parameter_text(surface.v.at(j)));
    for (std::size_t i = 0; i < side; ++i) add_cell(table, loss_text(surface.at(i, j)));
    end_line(table);
  }
  return table;
}

std::string table_of_above(const lab::Run& run, const Look& look) {
  return path_table(run, lab::shown_path(run), look);
}

std::string table_of_rival(const lab::Run& run, const Look& look) {
  return path_table(run, rival_loss(run), look);
}

std::string table_of_data(const lab::Run& run, const Look& look) {
  const Dataset& data = *run.data;
  std::string table;
  for (const std::string& name : data.inputs()) add_cell(table, name);
  for (const std::string_view name : {"class", "output p", "pull"}) add_cell(table, name);
  end_line(table);
  const lab::Training* training = lab::shown_path(run);
  const auto loss = make_loss(find_loss(run.settings.loss)->safe_form);
  if (training == nullptr || !loss) return table;
  const CVec w = training->trajectory.w_at(finite_row_of(training->trajectory, look));
  constexpr std::size_t most = 1000;
  for (std::size_t i = 0; i < std::min(most, data.length()); ++i) {
    const Sample sample = data[i];
    double eta = w.back();
    for (std::size_t j = 0; j < sample.x.size(); ++j) {
      eta += w[j] * sample.x[j];
      add_cell(table, parameter_text(sample.x[j]));
    }
    const double slope =
        std::visit([&](const auto& l) { return l.terms(eta, sample.y, 1.0).slope; }, *loss);
    add_cell(table, sample.y == 1 ? "1" : "0");
    add_cell(table, parameter_text(math::sigmoid(eta)));
    add_cell(table, parameter_text(-slope));
    end_line(table);
  }
  return table;
}

std::string table_of_curves(const lab::Run& run, const Look& look) {
  std::string table;
  for (const std::string_view name : {"training", "step", "loss", "slope", "accuracy"}) {
    add_cell(table, name);
  }
  end_line(table);
  for (const CurveSeries& series : curve_series(run)) {
    const lab::Training& training = *series.training;
    for (const std::size_t row : told_rows(training, look)) {
      add_cell(table, series.name);
      add_cell(table, grouped(training.trajectory.step[row]));
      add_cell(table, loss_text(training.columns.loss[row]));
      add_cell(table, slope_text(training.columns.gradient_norm[row]));
      add_cell(table, percent(training.columns.accuracy[row]));
      end_line(table);
    }
  }
  return table;
}

std::string table_of_explain(const lab::Run& run, const Look& look) {
  // The two ends of the step.
  const lab::Training* training = lab::shown_path(run);
  const std::size_t row = training == nullptr ? 0 : row_of(training->trajectory, look);
  std::string table;
  add_cell(table, "step");
  for (const std::string& name : run.data->inputs()) add_cell(table, concat({"weight of ", name}));
  for (const std::string_view name : {"intercept", "loss"}) add_cell(table, name);
  end_line(table);
  if (training == nullptr) return table;
  for (std::size_t k = row > 0 ? row - 1 : 0; k <= row; ++k) {
    add_cell(table, grouped(training->trajectory.step[k]));
    for (const double w : training->trajectory.w_at(k)) add_cell(table, parameter_text(w));
    add_cell(table, loss_text(training->columns.loss[k]));
    end_line(table);
  }
  return table;
}

}  // namespace logitlab::figure

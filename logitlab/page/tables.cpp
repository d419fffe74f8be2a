// SPDX-License-Identifier: MIT
#include "logitlab/page/tables.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/page/numbers.hpp"

namespace logitlab::page {
namespace {

using figure::loss_title;
using figure::solver_title;

constexpr std::size_t most_parameters = 20;  // rows of a table of parameters
constexpr std::size_t most_shares = 12;      // rows of a table of accuracies
constexpr std::size_t first_steps = 10, last_steps = 5;
constexpr std::size_t most_weights_a_step = 3;  // columns of the table of steps

struct TableRow {
  std::string head;
  std::vector<std::string> cells;
  bool named_by_user = false;  // the head is a name from outside
};

struct Table {
  std::string_view id, caption;
  std::vector<std::string> columns;  // the first over the heads of the rows
  std::vector<TableRow> rows;
  std::string note = {};  // below it
  bool words = false;     // cells are words: set to the left
};

void write(const Table& table, Html& html) {
  if (table.rows.empty()) return;
  // A table wider than the page is scrolled, with the keys too.
  html.open("div", {{"class", table.words ? "table words" : "table"},
                    {"tabindex", "0"},
                    {"role", "region"},
                    {"aria-labelledby", table.id}});
  html.raw("<table>").element("caption", table.caption, {{"id", table.id}}).raw("<thead><tr>");
  for (const std::string& column : table.columns) {
    if (column.empty()) {  // nothing to read out as a heading
      html.raw("<td></td>");
    } else {
      html.element("th", column, {{"scope", "col"}});
    }
  }
  html.raw("</tr></thead>\n<tbody>\n");
  for (const TableRow& row : table.rows) {
    html.raw("<tr>").open("th", {{"scope", "row"}});
    if (row.named_by_user) {
      html.name(row.head);
    } else {
      html.text(row.head);
    }
    html.close("th");
    for (const std::string& cell : row.cells) html.element("td", cell);
    html.raw("</tr>\n");
  }
  html.raw("</tbody></table>");
  if (!table.note.empty()) html.element("p", table.note, {{"class", "note"}});
  html.raw("</div>\n");
}

// ---- names

bool one_input(const lab::Run& run) { return run.data->columns() == 1; }

// The row of a parameter: the column's name where there is more than one, and b last.
TableRow parameter_row(const lab::Run& run, std::size_t j, std::vector<std::string> cells) {
  if (j == run.data->columns()) return {"b", std::move(cells)};
  if (one_input(run)) return {"w", std::move(cells)};
  return {run.data->inputs()[j], std::move(cells), true};
}

// Which parameters are shown: all, or the first of them and b.
std::vector<std::size_t> shown_parameters(const lab::Run& run) {
  const std::size_t d = run.data->columns();
  std::vector<std::size_t> shown;
  for (std::size_t j = 0; j < std::min(d, most_parameters); ++j) shown.push_back(j);
  shown.push_back(d);
  return shown;
}

std::string left_out_note(const lab::Run& run, std::string_view where) {
  const std::size_t d = run.data->columns();
  if (d <= most_parameters) return "";
  return figure::concat({count(d - most_parameters), " more ", where, "."});
}

std::string right_cell(const lab::Run& run, double accuracy) {
  if (!std::isfinite(accuracy)) return "";
  const auto rows = static_cast<double>(run.data->length());
  const auto right = static_cast<std::uint64_t>(std::llround(accuracy * rows));
  return figure::concat(
      {count(right), " of ", count(run.data->length()), " (", percent(accuracy), ")"});
}

// ---- one table after the other

std::string order_of(const lab::Settings& settings) {
  return settings.shuffle ? "a new one each epoch" : "as in the data";
}

Table settings_table(const lab::Run& run) {
  const lab::Settings& s = run.training->settings;
  Table table{"settings", "What was asked", {"setting", "value"}, {}, {}, true};
  const auto add = [&](std::string head, std::string value) {
    table.rows.push_back({std::move(head), {std::move(value)}});
  };
  add("data", cut(run.data->name(), most_of_a_name));
  add("rows", count(run.data->length()));
  add("inputs", count(run.data->columns()));
  if (s.noise) add("noise", number(*s.noise));
  add("loss", loss_title(s.loss));
  if (s.epsilon != 0) add("epsilon", number(s.epsilon));
  add("solver", solver_title(s.solver));
  if (s.learning_rate) add("learning rate", number(*s.learning_rate));
  if (s.momentum) add("momentum", number(*s.momentum));
  if (s.schedule) add("schedule", *s.schedule);
  if (s.batch_size) {
    add("batch size", *s.batch_size == 0 ? "all rows" : count(*s.batch_size));
    add("order of the rows", order_of(s));
  }
  if (s.drop_last) add("last, smaller batch", "left out");
  add("epochs", count(s.epochs));
  add("seed", std::to_string(s.seed));
  add("precision", std::string(to_string(s.precision)));
  const Window& w = run.window;
  add("window", figure::concat({number(w.u_low), " to ", number(w.u_high), ", ", number(w.v_low),
                                " to ", number(w.v_high)}));
  add("plane", cut(run.settings.plane, most_of_a_name));
  return table;
}

Table result_table(const lab::Run& run) {
  const lab::Training& training = *run.training;
  const lab::TrainingResult& r = training.result;
  const lab::Columns& c = training.columns;
  Table table{"result", "Start and end", {"", "start", "end"}, {}};
  table.rows.push_back({"loss", {number(c.loss.front()), number(r.loss)}});
  table.rows.push_back(
      {"right", {right_cell(run, c.accuracy.front()), right_cell(run, r.accuracy)}});
  table.rows.push_back({"length of the gradient",
                        {number(c.gradient_norm.front()), number(c.gradient_norm.back())}});
  const CVec from = training.trajectory.w_at(0);
  for (const std::size_t j : shown_parameters(run)) {
    table.rows.push_back(parameter_row(run, j, {number(from[j]), number(r.w[j])}));
  }
  table.note = left_out_note(run, "weights in steps.csv");
  return table;
}

Table course_table(const lab::Run& run) {
  const lab::TrainingResult& r = run.training->result;
  Table table{"course", "How it went", {"", "value"}, {}, {}, true};
  const auto add = [&](std::string head, std::string value) {
    if (!value.empty()) table.rows.push_back({std::move(head), {std::move(value)}});
  };
  add("steps", count(r.steps));
  add("epochs", count(r.epochs));
  add("first step with all right", r.steps == 0 ? "" : count(r.first_perfect_step));
  add("all right to the end from step", count(r.perfect_from_step));
  add("first step without a finite value", count(r.non_finite_step));
  add("reason of the end", std::string(to_string(r.reason)));
  add("detail", r.detail);
  add("separable", std::string(lab::to_string(run.separable.kind)));
  add("steps kept", run.training->trajectory.thinned
                        ? figure::concat({count(run.training->trajectory.length()), ", thinned"})
                        : std::string("all"));
  return table;
}

Table comparisons_table(const lab::Run& run) {
  Table table{"comparisons",
              "Runs from the same start",
              {"loss", "solver", "steps", "loss at the end", "right at the end",
               "all right from step", "starts that reach 100 %"},
              {}};
  const auto add = [&](const lab::Training& training) {
    const lab::TrainingResult& r = training.result;
    table.rows.push_back(
        {loss_title(training.settings.loss),
         {solver_title(training.settings.solver), count(r.steps), number(r.loss),
          right_cell(run, r.accuracy), count(r.perfect_from_step),
          training.basin_map ? percent(training.basin_map->reached()) : std::string()}});
  };
  add(*run.training);
  for (const lab::Training& rival : run.comparisons) add(rival);
  return table;
}

Table gradient_table(const lab::Run& run) {
  const std::vector<double>& a = run.start.gradient_cross_entropy;
  const std::vector<double>& b = run.start.gradient_squared_error;
  Table table{
      "gradient", "The gradient at the start", {"along", "cross-entropy", "squared error"}, {}};
  if (a.size() != run.data->columns() + 1 || b.size() != a.size()) return table;
  for (const std::size_t j : shown_parameters(run)) {
    table.rows.push_back(parameter_row(run, j, {number(a[j]), number(b[j])}));
  }
  table.rows.push_back({"length", {number(lab::length_of(a)), number(lab::length_of(b))}});
  table.note = left_out_note(run, "parts in run.json");
  return table;
}

Table direction_table(const lab::Run& run) {
  const std::vector<double>& direction = run.separable.direction;
  Table table{"direction", "A direction that separates the classes", {"along", "part"}, {}};
  if (direction.size() != run.data->columns() + 1) return table;
  for (const std::size_t j : shown_parameters(run)) {
    table.rows.push_back(parameter_row(run, j, {number(direction[j])}));
  }
  table.note = left_out_note(run, "parts in run.json");
  return table;
}

// The shares of both maps by accuracy; the most frequent ones, in ascending order.
Table starts_table(const lab::Run& run) {
  Table table{"starts", "Where starts of the window end", {"accuracy at the end"}, {}};
  std::vector<const lab::Training*> maps;
  if (run.training->basin_map) maps.push_back(&*run.training);
  for (const lab::Training& rival : run.comparisons) {
    if (rival.basin_map) maps.push_back(&rival);
  }
  struct Line {
    double accuracy, most = 0;
    std::vector<std::string> cells;
  };
  std::vector<Line> lines;
  for (std::size_t k = 0; k < maps.size(); ++k) {
    table.columns.push_back(loss_title(maps[k]->settings.loss));
    for (const BasinMap::Share& share : maps[k]->basin_map->share_by_accuracy()) {
      auto line = std::ranges::find(lines, share.accuracy, &Line::accuracy);
      if (line == lines.end()) {
        lines.push_back({share.accuracy, 0, std::vector(maps.size(), percent(0))});
        line = lines.end() - 1;
      }
      line->most = std::max(line->most, share.share);
      line->cells[k] = percent(share.share);
    }
  }
  const std::size_t all = lines.size();
  std::ranges::sort(lines, [](const Line& a, const Line& b) {
    return a.most != b.most ? a.most > b.most : a.accuracy < b.accuracy;
  });
  lines.resize(std::min(all, most_shares));
  std::ranges::sort(lines, std::ranges::less{}, &Line::accuracy);
  for (Line& line : lines) {
    table.rows.push_back({std::isfinite(line.accuracy) ? percent(line.accuracy) : "not reached",
                          std::move(line.cells)});
  }
  if (all > most_shares) {
    table.note = figure::concat({count(all - most_shares), " rarer ones in run.json."});
  }
  return table;
}

Table steps_table(const lab::Run& run) {
  const Trajectory& t = run.training->trajectory;
  const lab::Columns& c = run.training->columns;
  const std::size_t d = run.data->columns();
  const bool all_weights = d <= most_weights_a_step;
  Table table{"steps", "The first and the last steps", {"step", "epoch", "batch"}, {}};
  for (std::size_t j = 0; all_weights && j < d; ++j) {
    table.columns.push_back(d == 1 ? std::string("w") : "w" + std::to_string(j + 1));
  }
  if (!all_weights) table.columns.emplace_back("length of w");
  for (const char* name : {"b", "loss of the batch", "loss", "gradient", "right"}) {
    table.columns.emplace_back(name);
  }
  for (std::size_t k = 0; k < t.length(); ++k) {
    if (k > first_steps && k + last_steps < t.length()) continue;
    const CVec w = t.w_at(k);
    TableRow row{count(t.step[k]), {}};
    row.cells.push_back(k == 0 ? "" : count(t.epoch[k]));
    row.cells.push_back(k == 0 ? "" : count(t.batch[k]));
    for (std::size_t j = 0; all_weights && j < d; ++j) row.cells.push_back(number(w[j]));
    if (!all_weights) row.cells.push_back(number(lab::length_of(w.first(d))));
    for (const double value : {w[d], t.batch_value[k], c.loss[k], c.gradient_norm[k]}) {
      row.cells.push_back(number(value));
    }
    row.cells.push_back(right_cell(run, c.accuracy[k]));
    table.rows.push_back(std::move(row));
  }
  if (t.length() > first_steps + last_steps + 1) table.note = "All of them in steps.csv.";
  return table;
}

}  // namespace

void write_tables(const lab::Run& run, Html& html) {
  assert(run.training.has_value());
  html.raw("<div class=\"pair\">\n<div>\n");
  for (const Table& table : {settings_table(run), course_table(run)}) write(table, html);
  html.raw("</div>\n<div>\n");
  for (const Table& table :
       {result_table(run), gradient_table(run), direction_table(run), starts_table(run)}) {
    write(table, html);
  }
  html.raw("</div>\n</div>\n");
  write(comparisons_table(run), html);
  write(steps_table(run), html);
}

}  // namespace logitlab::page

// SPDX-License-Identifier: MIT
#include "logitlab/lab/link.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "logitlab/base/sort.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/options.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

// ---- the keys that are options, in the order of the canonical form. `text`: the value where it is
// not the default, in the option's own spelling.

using Written = std::optional<std::string>;

struct KeyRow {
  std::string_view key, flag;
  Written (*text)(const Settings&);
};

Written whole(std::optional<std::uint64_t> value, std::uint64_t fallback) {
  return value.value_or(fallback) == fallback ? Written() : std::to_string(*value);
}
Written real(std::optional<double> value, double fallback) {
  return value.value_or(fallback) == fallback ? Written() : shortest(*value);
}
// Of a data set where nothing is said of it; none of a file.
double noise_of(std::string_view data) {
  const DatasetRow* row = find_dataset(data);
  return row != nullptr ? row->noise : 0;
}
Written word(std::string_view value, std::string_view fallback) {
  return value == fallback ? Written() : std::string(value);
}
Written on(bool value) { return value ? Written("1") : Written(); }

const Settings& defaults() {
  static const Settings settings;
  return settings;
}

const SolverRow& solver_of(const Settings& s) { return *find_solver(s.solver); }

Written window_text(const Settings& s) {
  if (!s.window) return {};
  const Window& w = *s.window;
  return text_of({shortest(w.u_low), ",", shortest(w.u_high), ",", shortest(w.v_low), ",",
                  shortest(w.v_high)});
}

Written compare_text(const Settings& s) {
  if (s.compare.empty() || s.compare == std::vector{std::string(default_rival(s.loss))}) return {};
  std::vector<std::string_view> names(s.compare.begin(), s.compare.end());
  return listed(names, ",");
}

using S = const Settings&;

// Those before step, run and hide, and those after the points.
constexpr std::array before_step = {
    KeyRow{"lr", "--learning-rate",
           [](S s) { return real(s.learning_rate, solver_of(s).default_learning_rate); }},
    KeyRow{"bs", "--batch-size",
           [](S s) { return whole(s.batch_size, LoaderOptions().batch_size); }},
    KeyRow{"epochs", "--epochs", [](S s) { return whole(s.epochs, defaults().epochs); }},
    KeyRow{"loss", "--loss", [](S s) { return word(s.loss, defaults().loss); }},
    KeyRow{"epsilon", "--epsilon", [](S s) { return real(s.epsilon, defaults().epsilon); }},
    KeyRow{"solver", "--solver", [](S s) { return word(s.solver, defaults().solver); }},
    KeyRow{"momentum", "--momentum",
           [](S s) { return real(s.momentum, solver_of(s).default_momentum); }},
    KeyRow{
        "schedule", "--schedule",
        [](S s) { return s.schedule ? word(*s.schedule, schedule_table()[0].name) : Written(); }},
    KeyRow{"shuffle", "--shuffle", [](S s) { return on(s.shuffle); }},
    KeyRow{"seed", "--seed", [](S s) { return whole(s.seed, defaults().seed); }},
    KeyRow{"precision", "--precision",
           [](S s) { return word(to_string(s.precision), to_string(defaults().precision)); }},
    KeyRow{"droplast", "--drop-last", [](S s) { return on(s.drop_last); }},
    KeyRow{"data", "--data", [](S s) { return word(s.data, defaults().data); }},
    KeyRow{"window", "--window", window_text},
};

constexpr std::array after_points = {
    KeyRow{"rows", "--rows", [](S s) { return whole(s.rows, GeneratorOptions().rows); }},
    KeyRow{"inputs", "--inputs", [](S s) { return whole(s.inputs, GeneratorOptions().inputs); }},
    KeyRow{"noise", "--noise", [](S s) { return real(s.noise, noise_of(s.data)); }},
    KeyRow{"compare", "--compare", compare_text},
};

const KeyRow* find_key(std::string_view key) {
  for (const KeyRow& row : before_step) {
    if (row.key == key) return &row;
  }
  for (const KeyRow& row : after_points) {
    if (row.key == key) return &row;
  }
  return nullptr;
}

// ---- percent-encoding: what RFC 3986 allows in a fragment stays readable, but for & and %.

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t k = 0; k < text.size(); ++k) {
    const bool escape = text[k] == '%' && k + 2 < text.size() && hex_digit(text[k + 1]) >= 0 &&
                        hex_digit(text[k + 2]) >= 0;
    if (escape) {
      out.push_back(static_cast<char>(16 * hex_digit(text[k + 1]) + hex_digit(text[k + 2])));
      k += 2;
    } else {
      out.push_back(text[k]);
    }
  }
  return out;
}

std::string encoded(std::string_view text) {
  constexpr std::string_view plain_marks = "-._~!$'()*+,;:@/?";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || plain_marks.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(digits[byte / 16]);
      out.push_back(digits[byte % 16]);
    }
  }
  return out;
}

// ---- reading

bool is_start_key(std::string_view key) {
  if (key == "w" || key == "b") return true;
  return key.size() > 1 && key[0] == 'w' && key[1] != '0' && parse_unsigned(key.substr(1));
}

std::vector<std::string_view> split(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(between);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

Error in_link(Error error, std::string_view key) {
  error.where = text_of({"key ", key});
  return error;
}

// "x:y,x:y": d inputs and the label of each row, all rows of the same length.
Result<std::vector<std::vector<double>>> read_points(std::string_view text) {
  std::vector<std::vector<double>> points;
  for (const std::string_view part : split(text, ',')) {
    std::vector<double> point;
    for (const std::string_view field : split(part, ':')) {
      const ParsedNumber number = parse_number(field);
      if (!number.ok()) {
        return usage_error(text_of({"expected finite numbers x:y, found ", quoted(part)}));
      }
      point.push_back(number.value);
    }
    if (point.size() < 2 || (!points.empty() && point.size() != points[0].size())) {
      return usage_error(
          text_of({"expected points of the same length, x:y, found ", quoted(part)}));
    }
    if (point.back() != 0 && point.back() != 1) {
      return usage_error(text_of({"expected a label 0 or 1 at the end of ", quoted(part)}));
    }
    points.push_back(std::move(point));
  }
  return points;
}

class Reader {
 public:
  Link read(std::string_view text) {
    if (text.starts_with('#')) text.remove_prefix(1);
    for (const std::string_view pair : split(text, '&')) {
      if (pair.empty()) continue;
      const std::size_t equals = std::min(pair.find('='), pair.size());
      const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
      take(decoded(pair.substr(0, equals)), decoded(value));
    }
    link_.settings = std::move(request_.settings);
    return std::move(link_);
  }

 private:
  void take(const std::string& key, const std::string& value) {
    if (const KeyRow* row = find_key(key)) return option(*row, value);
    if (is_start_key(key)) return start(key, value);
    if (key == "step") return step(value);
    if (key == "run") return void(link_.run = value);
    if (key == "hide") return void(link_.hide = value);
    if (key == "points") return points(value);
    const auto same = std::ranges::find(link_.unknown, key, [](const auto& p) { return p.first; });
    if (same != link_.unknown.end()) return void(same->second = value);
    link_.unknown.emplace_back(key, value);
  }

  void option(const KeyRow& key, const std::string& value) {
    const OptionRow& row = *find_option(key.flag);
    const bool is_switch = std::holds_alternative<Switch>(row.value);
    if (is_switch && value == "0") return;
    if (is_switch && value != "1") {
      return refuse(usage_error(text_of({"expected 1 or 0, found ", quoted(value)})), key.key);
    }
    // An option that is given twice may leave half of the first value behind: onto a copy.
    Request tried = request_;
    if (const Status status = apply(row, is_switch ? "" : value, tried); !status) {
      return refuse(status.error(), key.key);
    }
    request_ = std::move(tried);
  }

  void start(const std::string& key, const std::string& value) {
    const ParsedNumber number = parse_number(value);
    if (!number.ok()) {
      return refuse(usage_error(text_of({"expected a finite number, found ", quoted(value)})), key);
    }
    const auto same = std::ranges::find(link_.start, key, [](const auto& p) { return p.first; });
    if (same != link_.start.end()) return void(same->second = number.value);
    link_.start.emplace_back(key, number.value);
  }

  void step(const std::string& value) {
    link_.step = parse_unsigned(value);
    if (!link_.step) {
      refuse(usage_error(text_of({"expected a whole number, found ", quoted(value)})), "step");
    }
  }

  void points(const std::string& value) {
    auto read = read_points(value);
    if (!read) return refuse(read.error(), "points");
    link_.points = std::move(*read);
  }

  void refuse(Error error, std::string_view key) {
    link_.refused.push_back(in_link(std::move(error), key));
  }

  Request request_;
  Link link_;
};

// ---- writing

void append(std::string& out, std::string_view key, std::string_view value) {
  if (!out.empty()) out.push_back('&');
  out.append(encoded(key)).append("=").append(encoded(value));
}

template <class Rows>
void append_options(std::string& out, const Rows& rows, const Settings& settings) {
  for (const KeyRow& row : rows) {
    if (const Written text = row.text(settings)) append(out, row.key, *text);
  }
}

std::string points_text(const std::vector<std::vector<double>>& points) {
  std::string text;
  for (const std::vector<double>& point : points) {
    if (!text.empty()) text.push_back(',');
    for (std::size_t k = 0; k < point.size(); ++k) {
      if (k > 0) text.push_back(':');
      text.append(shortest(point[k]));
    }
  }
  return text;
}

// w, b, w1, ..., wd.
std::uint64_t order_of(std::string_view key) {
  if (key == "w") return 0;
  if (key == "b") return 1;
  return 1 + parse_unsigned(key.substr(1)).value_or(0);
}

// In the order in which they are written.
std::vector<std::pair<std::string, double>> sorted_start(const Link& link) {
  auto start = link.start;
  sort_by(start, [](const auto& p) { return order_of(p.first); });
  return start;
}

// Where the data set has a start of its own, what equals it is left out.
void append_start(std::string& out, const Link& link, bool wanted_w_and_b) {
  const auto start = sorted_start(link);
  const std::string& data = link.settings.data;
  const bool usual = link.points.empty() && (data == "lab" || data == "lab-float32");
  const std::vector<double> own = default_start(data, 1, 0);
  for (const auto& [key, value] : start) {
    const bool w_or_b = key == "w" || key == "b";
    const bool left_out = usual && w_or_b && value == own[key == "w" ? 0 : 1];
    if (w_or_b == wanted_w_and_b && !left_out) append(out, key, shortest(value));
  }
}

}  // namespace

Link read_link(std::string_view text) { return Reader().read(text); }

std::string write_link(const Link& link) {
  std::string out;
  append_start(out, link, true);
  append_options(out, before_step, link.settings);
  if (link.step) append(out, "step", std::to_string(*link.step));
  if (!link.run.empty()) append(out, "run", link.run);
  if (!link.hide.empty()) append(out, "hide", link.hide);
  append_start(out, link, false);
  if (!link.points.empty()) append(out, "points", points_text(link.points));
  append_options(out, after_points, link.settings);
  for (const auto& [key, value] : link.unknown) append(out, key, value);
  return out;
}

std::optional<Link> link_of(const Settings& given, const Settings& resolved, const Dataset& data,
                            std::size_t most_numbers) {
  Link link;
  link.settings = given;
  const std::size_t d = data.columns();
  const bool named = find_dataset(given.data) != nullptr;
  if (!named) {
    if (data.length() * (d + 1) > most_numbers) return std::nullopt;
    link.settings.data = defaults().data;
    for (std::size_t i = 0; i < data.length(); ++i) {
      link.points.emplace_back(data[i].x.begin(), data[i].x.end()).push_back(data[i].y);
    }
  }
  const auto& start = named ? given.start : resolved.start;
  for (std::size_t j = 0; start && j <= d; ++j) {
    const std::string weight = d == 1 ? "w" : text_of({"w", std::to_string(j + 1)});
    link.start.emplace_back(j == d ? "b" : weight, (*start)[j]);
  }
  return link;
}

Result<Dataset> data_of(const Link& link) {
  if (link.points.empty()) {
    const DatasetRow* row = find_dataset(link.settings.data);
    if (row == nullptr) {
      return in_link(usage_error(text_of({"expected the name of a data set, found ",
                                          quoted(link.settings.data)}),
                                 "", "A link reads no file; paste the points instead"),
                     "data");
    }
    return row->make(generator_options(link.settings));
  }
  const std::size_t d = link.points[0].size() - 1;
  std::vector<std::string> inputs;
  for (std::size_t j = 0; j < d; ++j) inputs.push_back(text_of({"x", std::to_string(j + 1)}));
  std::vector<double> x, y;
  for (const std::vector<double>& point : link.points) {
    x.insert(x.end(), point.begin(), point.end() - 1);
    y.push_back(point.back());
  }
  Dataset data("points", std::move(inputs), std::move(x), std::move(y));
  if (data.length() < 2 || data.positives() == 0 || data.positives() == data.length()) {
    return in_link(data_error("expected points of both classes", "",
                              "Flip or add a point: with one class there is nothing to learn"),
                   "points");
  }
  return data;
}

Result<Settings> settings_of(const Link& link, const Dataset& data) {
  Settings settings = link.settings;
  if (link.start.empty()) return resolve(settings, data);
  const auto open = resolve(settings, data);
  if (!open) return open.error();
  std::vector<double> start = *open->start;
  const std::size_t d = data.columns();
  // Not in the order of the text: w and w1 may both be there, and their canonical form is the same
  // run.
  for (const auto& [key, value] : sorted_start(link)) {
    const std::uint64_t number = key == "w" ? 1 : parse_unsigned(key.substr(1)).value_or(0);
    const bool known = key == "b" || (key == "w" ? d == 1 : number >= 1 && number <= d);
    if (!known) {
      return in_link(usage_error(text_of({"the data have ", std::to_string(d),
                                          d == 1 ? " input" : " inputs", ", no ", key})),
                     key);
    }
    start[key == "b" ? d : static_cast<std::size_t>(number - 1)] = value;
  }
  settings.start = std::move(start);
  return resolve(settings, data);
}

}  // namespace logitlab::lab

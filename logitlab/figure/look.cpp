// SPDX-License-Identifier: MIT
#include "logitlab/figure/look.hpp"

#include <algorithm>
#include <utility>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {
namespace {

// The part before `between`, which is cut off `rest` with it.
std::string_view next_part(std::string_view& rest, char between) {
  const std::string_view part = rest.substr(0, rest.find(between));
  rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  return part;
}

bool read_angle(std::string_view text, double low, double high, double& into) {
  const auto value = parse_double(text);
  if (!value) return false;
  into = std::clamp(*value, low, high);
  return true;
}

bool read_probe(std::string_view text, Look& look) {
  const auto u = parse_double(next_part(text, ':')), v = parse_double(text);
  if (!u || !v) return false;
  look.probe = {*u, *v};
  return true;
}

bool read_shown(std::string_view list, Look& look) {
  const std::pair<std::string_view, bool*> shown[] = {
      {"gradient", &look.gradient},   {"newton", &look.newton}, {"ring", &look.ring},
      {"recession", &look.recession}, {"pulls", &look.pulls},   {"batches", &look.batches}};
  for (const auto& [name, flag] : shown) *flag = false;
  bool all_known = true;
  while (!list.empty()) {
    const std::string_view asked = next_part(list, ',');
    bool known = asked.empty();
    for (const auto& [name, flag] : shown) {
      if (name != asked) continue;
      *flag = known = true;
    }
    all_known = all_known && known;
  }
  return all_known;
}

// The place of `text` in a list of words, or their number.
template <std::size_t n>
bool read_word(std::string_view text, const std::string_view (&words)[n], std::size_t& place) {
  place = static_cast<std::size_t>(std::find(words, words + n, text) - words);
  return place < n;
}

bool read_pair(std::string_view key, std::string_view value, Look& look) {
  constexpr std::string_view grounds[] = {"loss", "starts"}, curves[] = {"loss", "slope", "size"},
                             switches[] = {"0", "1"};
  std::size_t place = 0;
  if (key == "step") {
    const auto step = parse_unsigned(value);
    if (step) look.step = step;
    return step.has_value();
  }
  if (key == "sample") {
    const auto row = parse_unsigned(value);
    if (row) look.sample = static_cast<std::size_t>(*row);
    return row.has_value();
  }
  if (key == "probe") return read_probe(value, look);
  if (key == "show") return read_shown(value, look);
  if (key == "azimuth") return read_angle(value, -3600, 3600, look.azimuth);
  if (key == "elevation") return read_angle(value, 5, 90, look.elevation);
  if (key == "beneath" && read_word(value, grounds, place)) {
    look.beneath = static_cast<Look::Beneath>(place);
    return true;
  }
  if (key == "curve" && read_word(value, curves, place)) {
    look.curve = static_cast<Look::Curve>(place);
    return true;
  }
  if (key == "dragging" && read_word(value, switches, place)) {
    look.dragging = place == 1;
    return true;
  }
  return false;
}

}  // namespace

Look read_look(std::string_view text, std::string& notes) {
  Look look;
  while (!text.empty()) {
    const std::string_view pair = next_part(text, '&');
    std::string_view value = pair;
    const std::string_view key = next_part(value, '=');
    // An empty value takes a key back to how it is at first.
    if (value.empty() || read_pair(key, value, look)) continue;
    // What comes from outside is quoted as far as a line goes.
    constexpr std::size_t longest = 60;
    notes += concat({notes.empty() ? "" : "\n", "look: \"", pair.substr(0, longest),
                     pair.size() > longest ? "...\"" : "\"", " could not be read"});
  }
  return look;
}

}  // namespace logitlab::figure

// SPDX-License-Identifier: MIT
// SVG 1.1 with paint-order (SVG 2) for the halos of letters. Elements are written in their order;
// neighbours with the same clip and, for dense paths, the same stroke share a <g>, and dense paths
// are written in whole tenths of a pixel, which halves a file of ten thousand points.
#include "logitlab/figure/svg.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

#include "logitlab/base/function_ref.hpp"
#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {
namespace {

constexpr std::string_view family =
    "'Helvetica Neue',Helvetica,Arial,'Liberation Sans',Arimo,sans-serif";

// Far outside every canvas, and still exact in hundredths.
constexpr double farthest = 1e6;

std::string short_number(double value, int decimals) {
  std::int64_t power = 1;
  for (int k = 0; k < decimals; ++k) power *= 10;
  const double clamped = std::clamp(value, -farthest, farthest);
  const auto units =
      static_cast<std::int64_t>(std::floor(clamped * static_cast<double>(power) + 0.5));
  const std::int64_t size = units < 0 ? -units : units;
  std::string text = units < 0 ? "-" : "";
  if (size / power != 0 || size == 0) text += std::to_string(size / power);
  std::string digits = std::to_string(power + size % power).substr(1);
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  if (!digits.empty()) text += "." + digits;
  return text;
}

std::string pixels(double value) { return short_number(value, 2); }

std::string attribute(std::string_view name, std::string_view value) {
  std::string text(1, ' ');
  text.append(name).append("=\"").append(value).append("\"");
  return text;
}

bool finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

struct IsFinite {
  bool operator()(const Path& path) const {
    return !path.points.empty() && std::ranges::all_of(path.points, finite);
  }
  bool operator()(const Rectangle& r) const {
    return finite({r.box.left, r.box.top}) && finite({r.box.right, r.box.bottom});
  }
  bool operator()(const Text& text) const { return finite(text.at) && !text.text.empty(); }
  bool operator()(const auto& mark) const { return finite(mark.centre); }
};

// Moves and lines between whole units of a tenth or a hundredth of a pixel. Differences are taken
// between rounded places, so that no error gathers along a path.
std::string path_data(const Path& path) {
  const double unit = path.dense ? 10 : 100;
  const int decimals = path.dense ? 0 : 2;
  const auto snapped = [unit](double v) {
    return std::floor(std::clamp(v, -farthest, farthest) * unit + 0.5);
  };
  std::string data;
  const auto append = [&](double units) {
    const std::string number = short_number(path.dense ? units : units / unit, decimals);
    const bool after_digit = !data.empty() && data.back() >= '0' && data.back() <= '9';
    if (after_digit && number.front() != '-') data += ' ';
    data += number;
  };
  char command = 'M';  // the last one written; numbers that follow are more of it
  const auto begin = [&](char next) {
    if (command != next) data += next;
    command = next;
  };
  std::size_t next_break = 0;
  double x = 0, y = 0;
  for (std::size_t i = 0; i < path.points.size(); ++i) {
    const bool first = i == 0 || (next_break < path.breaks.size() && path.breaks[next_break] == i);
    const double px = snapped(path.points[i].x), py = snapped(path.points[i].y);
    if (first) {
      if (i > 0) ++next_break;
      if (i > 0 && path.closed) data += 'z';
      data += 'M';
      command = 'M';
      append(px);
      append(py);
    } else if (px == x && py == y) {
      continue;
    } else if (py == y || px == x) {
      begin(py == y ? 'h' : 'v');
      append(py == y ? px - x : py - y);
    } else {
      begin('l');
      append(px - x);
      append(py - y);
    }
    x = px;
    y = py;
  }
  if (path.closed) data += 'z';
  return data;
}

// What stands for a colour in an attribute.
using NamedColour = FunctionRef<std::string(const Paint&)>;

class Writer {
 public:
  Writer(const Scene& scene, NamedColour colour) : scene_(scene), colour_(colour) {
    for (const char c : scene.name) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      id_ += plain ? c : '-';
    }
  }

  std::string document() {
    head();
    for (const Element& element : scene_.elements) {
      if (!std::visit(IsFinite{}, element.shape)) continue;
      enter(group_of(element));
      std::visit([this](const auto& shape) { write(shape); }, element.shape);
      out_ += '\n';
    }
    enter({});
    out_ += "</svg>\n";
    return std::move(out_);
  }

 private:
  struct Group {
    std::size_t clip = 0;
    bool dense = false;
    std::string stroke;  // attributes that dense neighbours share
    friend bool operator==(const Group&, const Group&) = default;
  };

  void head() {
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", pixels(scene_.width)) +
           attribute("height", pixels(scene_.height)) +
           attribute("viewBox", "0 0 " + pixels(scene_.width) + " " + pixels(scene_.height)) +
           (scene_.overlay ? attribute("aria-hidden", "true")
                           : attribute("role", "img") +
                                 attribute("aria-labelledby", id_ + "-t " + id_ + "-d")) +
           attribute("font-family", family) + attribute("stroke-linejoin", "round") + ">\n";
    if (!scene_.overlay) {
      out_ += "<title id=\"" + id_ + "-t\">" + escape_xml(scene_.title) + "</title>\n";
      out_ += "<desc id=\"" + id_ + "-d\">" + escape_xml(scene_.description) + "</desc>\n";
    }
    std::string clips;
    for (std::size_t k = 0; k < scene_.panels.size(); ++k) {
      clips += "<clipPath" + attribute("id", clip_id(k + 1)) + "><rect" +
               box(scene_.panels[k].frame) + "/></clipPath>";
    }
    if (!clips.empty()) out_ += "<defs>" + clips + "</defs>\n";
    if (scene_.overlay) return;
    out_ += "<rect" + box({0, 0, scene_.width, scene_.height}) + paint("fill", Paint{Role::paper}) +
            "/>\n";
  }

  Group group_of(const Element& element) const {
    Group group{element.clip, false, {}};
    if (const Path* path = std::get_if<Path>(&element.shape); path != nullptr && path->dense) {
      group.dense = true;
      group.stroke = path->sealed
                         ? attribute("fill", "currentColor") + attribute("stroke", "currentColor") +
                               attribute("stroke-width", pixels(10 * sealed_width))
                         : stroke(path->stroke, 10);
    }
    return group;
  }

  void enter(const Group& group) {
    if (group == open_) return;
    if (open_.dense) out_ += "</g>";
    if (open_.clip != group.clip && open_.clip != 0) out_ += "</g>";
    if (open_.clip != group.clip && group.clip != 0) {
      out_ += "<g" + attribute("clip-path", "url(#" + clip_id(group.clip) + ")") + ">";
    }
    if (group.dense) out_ += "<g transform=\"scale(.1)\"" + group.stroke + ">";
    out_ += '\n';
    open_ = group;
  }

  void write(const Path& path) {
    out_ += "<path" + attribute("d", path_data(path));
    out_ += path.sealed ? attribute("color", colour_(path.fill)) : paint("fill", path.fill);
    if (path.fill.role != Role::none && !path.breaks.empty()) {
      out_ += attribute("fill-rule", "evenodd");
    }
    if (!path.dense) out_ += stroke(path.stroke, 1);
    out_ += "/>";
  }

  void write(const Circle& circle) {
    out_ += "<circle" + attribute("cx", pixels(circle.centre.x)) +
            attribute("cy", pixels(circle.centre.y)) + attribute("r", pixels(circle.radius)) +
            paint("fill", circle.fill) + stroke(circle.stroke, 1) + "/>";
  }

  void write(const Triangle& triangle) {
    // Corners at 1.5 radii from the middle: about the area of the circle of that radius.
    const double r = 1.5 * triangle.radius, up = triangle.down ? -1 : 1;
    const Point c = triangle.centre;
    constexpr double half_side = 0.8660254037844386;  // sin 60 degrees
    Path path;
    path.points = {{c.x, c.y - up * r},
                   {c.x + half_side * r, c.y + up * r / 2},
                   {c.x - half_side * r, c.y + up * r / 2}};
    path.closed = true;
    path.fill = triangle.fill;
    path.stroke = triangle.stroke;
    write(path);
  }

  void write(const Rectangle& rectangle) {
    out_ += "<rect" + box(rectangle.box);
    if (rectangle.corner > 0) out_ += attribute("rx", pixels(rectangle.corner));
    out_ += paint("fill", rectangle.fill) + stroke(rectangle.stroke, 1) + "/>";
  }

  void write(const Text& text) {
    out_ += "<text" + attribute("x", pixels(text.at.x)) + attribute("y", pixels(text.at.y)) +
            attribute("font-size", pixels(text.size));
    if (text.bold) out_ += attribute("font-weight", "700");
    if (text.anchor == Anchor::middle) out_ += attribute("text-anchor", "middle");
    if (text.anchor == Anchor::end) out_ += attribute("text-anchor", "end");
    if (text.rotation != 0) {
      out_ += attribute("transform", "rotate(" + pixels(text.rotation) + " " + pixels(text.at.x) +
                                         " " + pixels(text.at.y) + ")");
    }
    out_ += paint("fill", text.fill);
    if (text.halo.role != Role::none) {
      out_ += paint("stroke", text.halo) + attribute("stroke-width", pixels(text.halo_width)) +
              attribute("paint-order", "stroke");
    }
    // Else readers may drop a space behind a part that is raised.
    if (text.text.find(superscript_on) != std::string::npos) {
      out_ += attribute("xml:space", "preserve");
    }
    out_ += ">";
    runs(text);
    out_ += "</text>";
  }

  // The letters, with italic and raised parts as <tspan>.
  void runs(const Text& text) {
    const double lift = 0.38 * text.size;
    double pending = 0;  // by how much the next part has to come down again
    std::string_view rest = text.text;
    while (!rest.empty()) {
      const char mark = rest.front();
      const bool italic = mark == italic_on, raised = mark == superscript_on;
      const std::size_t end = std::min(
          rest.size(), italic   ? rest.find(italic_off)
                       : raised ? rest.find(superscript_off)
                                : std::min(rest.find(italic_on), rest.find(superscript_on)));
      const std::string part = escape_xml(rest.substr(0, end));
      rest.remove_prefix(std::min(rest.size(), end + (italic || raised ? 1 : 0)));
      std::string style;
      if (italic) style += attribute("font-style", "italic");
      if (raised) {
        style += attribute("dy", pixels(pending - lift)) +
                 attribute("font-size", pixels(superscript_share * text.size));
      } else if (pending != 0) {
        style += attribute("dy", pixels(pending));
      }
      pending = raised ? lift : 0;
      out_ += style.empty() ? part : "<tspan" + style + ">" + part + "</tspan>";
    }
  }

  static std::string box(const Box& b) {
    return attribute("x", pixels(b.left)) + attribute("y", pixels(b.top)) +
           attribute("width", pixels(b.width())) + attribute("height", pixels(b.height()));
  }

  std::string paint(std::string_view name, const Paint& paint) const {
    if (paint.role == Role::none) return name == "fill" ? attribute(name, "none") : "";
    std::string text = attribute(name, colour_(paint));
    if (paint.opacity < 1) {
      text += attribute(std::string(name) + "-opacity", pixels(paint.opacity));
    }
    return text;
  }

  std::string stroke(const Stroke& stroke, double unit) const {
    if (stroke.paint.role == Role::none) return "";
    std::string text = paint("stroke", stroke.paint);
    if (stroke.width * unit != 1) {
      text += attribute("stroke-width", pixels(stroke.width * unit));
    }
    if (stroke.dash > 0) {
      text += attribute("stroke-dasharray",
                        pixels(stroke.dash * unit) + " " + pixels(stroke.gap * unit));
    }
    return text;
  }

  std::string clip_id(std::size_t panel) const { return id_ + "-c" + std::to_string(panel); }

  const Scene& scene_;
  NamedColour colour_;
  std::string id_, out_;
  Group open_;
};

// Marks, embeddings, overrides and isolates of the bidirectional algorithm (Unicode Standard Annex
// 9): a name that holds one could show the text around it in another order.
bool turns_direction(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string to_svg(const Scene& scene, Theme theme) {
  const auto colour = [theme](const Paint& paint) { return hex(resolve(paint, theme)); };
  return Writer(scene, colour).document();
}

std::string to_svg(const Scene& scene, ColourVariables& colours) {
  const auto colour = [&colours](const Paint& paint) { return colours.use(paint); };
  return Writer(scene, colour).document();
}

std::string escape_xml(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t c = next_code_point(text);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\'') {
      out += "&#39;";
    } else if (c == '\t' || c == '\n' || c == '\r') {
      out += ' ';
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || turns_direction(c)) {
      continue;
    } else if (c == 0xFFFD || c == 0xFFFE || c == 0xFFFF) {
      out += "\uFFFD";
    } else {
      out += before.substr(0, before.size() - text.size());
    }
  }
  return out;
}

}  // namespace logitlab::figure

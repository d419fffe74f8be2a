// SPDX-License-Identifier: MIT
// The one writer of the page. Markup is what stands in our sources; everything else is text, and is
// escaped. Nothing that a user can choose can become markup: the types do not allow it.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "logitlab/figure/colour_variables.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::page {

// A string literal of our own source, known when it is compiled: no text from outside is one.
class Markup {
 public:
  template <std::size_t size>
  consteval Markup(const char (&text)[size]) : text_(text, size - 1) {}
  constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

struct Attribute {
  Markup name;
  std::string_view value;
  bool whole = false;  // not cut: its length is bounded by who made it
};

class Html {
 public:
  // As it is.
  Html& raw(Markup markup);
  // Escaped; and at most `most_characters` of it, "…" where there was more.
  Html& text(std::string_view text);
  // The same for a name that a user gave: set apart, so that the direction of its letters stays its
  // own matter (<bdi>), and cut where it is longer than a name should be.
  Html& name(std::string_view text);

  // <tag attribute="value" ...>, values escaped.
  Html& open(Markup tag, std::initializer_list<Attribute> attributes = {});
  Html& close(Markup tag);
  // <tag ...>text</tag>
  Html& element(Markup tag, std::string_view text,
                std::initializer_list<Attribute> attributes = {});
  // A link to a file of the page's own folder.
  Html& link(std::string_view file, std::string_view text);

  // The scene as inline SVG, if it takes at most `most_bytes`; whether it did.
  bool figure(const figure::Scene& scene, figure::ColourVariables& colours, std::size_t most_bytes);
  // The rules for the variables that were used.
  Html& rules(const figure::ColourVariables& colours);
  // A script or a sheet of our own that the build made: as it is, in a tag of its own, hidden from
  // who reads the page as XML. Neither holds the end of its tag nor "]]>" (asserted).
  Html& script(std::string_view program, std::initializer_list<Attribute> attributes = {});
  Html& style(std::string_view sheet, std::initializer_list<Attribute> attributes = {});
  // Any bytes as text: each four, the last of them filled up with zeros, are a number, the first
  // byte its highest, and five digits to base 85, the highest first. No digit means anything to
  // HTML or XML.
  Html& base85(std::string_view bytes);
  // What another writer made.
  Html& append(const Html& other);

  const std::string& bytes() const { return out_; }

 private:
  std::string out_;
};

// Where a text ends whose length nobody controls.
inline constexpr std::size_t most_characters = 4000, most_of_a_name = 60;

// The first `most` characters of a UTF-8 text, "…" behind them where there were more.
std::string cut(std::string_view text, std::size_t most);

}  // namespace logitlab::page

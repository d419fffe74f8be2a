// SPDX-License-Identifier: MIT
#include "logitlab/page/html.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

#include "logitlab/figure/svg.hpp"
#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::page {
namespace {

// A file name as a path of a URL: nothing in it can be a scheme, a folder, a query or a fragment.
std::string url_of(std::string_view file) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string url;
  for (const char c : file) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    if (plain) {
      url += c;
    } else {
      url += '%';
      url += digits[byte >> 4U];
      url += digits[byte & 15U];
    }
  }
  return url;
}

}  // namespace

std::string cut(std::string_view text, std::size_t most) {
  std::string_view rest = text;
  for (std::size_t k = 0; k < most && !rest.empty(); ++k) figure::next_code_point(rest);
  if (rest.empty()) return std::string(text);
  return std::string(text.substr(0, text.size() - rest.size())) + "…";
}

Html& Html::raw(Markup markup) {
  out_ += markup.view();
  return *this;
}

Html& Html::text(std::string_view text) {
  out_ += figure::escape_xml(cut(text, most_characters));
  return *this;
}

Html& Html::name(std::string_view text) { return element("bdi", cut(text, most_of_a_name)); }

Html& Html::open(Markup tag, std::initializer_list<Attribute> attributes) {
  out_.append("<").append(tag.view());
  for (const Attribute& attribute : attributes) {
    out_.append(" ").append(attribute.name.view()).append("=\"");
    out_ += figure::escape_xml(attribute.whole ? std::string(attribute.value)
                                               : cut(attribute.value, most_characters));
    out_ += '"';
  }
  out_ += '>';
  return *this;
}

Html& Html::close(Markup tag) {
  out_.append("</").append(tag.view()).append(">");
  return *this;
}

Html& Html::element(Markup tag, std::string_view words,
                    std::initializer_list<Attribute> attributes) {
  return open(tag, attributes).text(words).close(tag);
}

Html& Html::link(std::string_view file, std::string_view words) {
  return element("a", words, {{"href", url_of(file)}});
}

bool Html::figure(const figure::Scene& scene, figure::ColourVariables& colours,
                  std::size_t most_bytes) {
  const std::string svg = to_svg(scene, colours);
  if (svg.size() > most_bytes) return false;
  out_ += svg;
  return true;
}

Html& Html::rules(const figure::ColourVariables& colours) {
  out_ += colours.style_block();
  return *this;
}

Html& Html::script(std::string_view program, std::initializer_list<Attribute> attributes) {
  assert(program.find("</script") == std::string_view::npos &&
         program.find("]]>") == std::string_view::npos);
  open("script", attributes);
  out_.append("/*<![CDATA[*/").append(program).append("/*]]>*/");
  return close("script").raw("\n");
}

Html& Html::style(std::string_view sheet, std::initializer_list<Attribute> attributes) {
  assert(sheet.find("</style") == std::string_view::npos &&
         sheet.find("]]>") == std::string_view::npos);
  open("style", attributes);
  out_.append("/*<![CDATA[*/").append(sheet).append("/*]]>*/");
  return close("style").raw("\n");
}

Html& Html::base85(std::string_view bytes) {
  constexpr std::string_view digits =
      "!#%()*+,./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";
  static_assert(digits.size() == 85);
  out_.reserve(out_.size() + bytes.size() / 4 * 5 + 5);
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    std::uint32_t word = 0;
    for (std::size_t k = i; k < i + 4; ++k) {
      word = word << 8 | (k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0U);
    }
    std::array<char, 5> written{};
    for (std::size_t k = written.size(); k-- > 0; word /= 85) written[k] = digits[word % 85];
    out_.append(written.data(), written.size());
  }
  return *this;
}

Html& Html::append(const Html& other) {
  out_ += other.out_;
  return *this;
}

}  // namespace logitlab::page

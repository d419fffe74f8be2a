// SPDX-License-Identifier: MIT
// Where the command talks: two streams, a width, colours where they are wanted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "logitlab/base/result.hpp"
#include "logitlab/lab/options.hpp"

namespace logitlab::cli {

enum class Style { plain, bold, dim, warning };

// Standard error as a person sees it. Writing to it never fails: there is nobody to tell.
class Terminal {
 public:
  explicit Terminal(lab::Color color);

  bool is_terminal() const { return is_terminal_; }
  std::size_t width() const { return width_; }
  std::string styled(std::string_view text, Style style) const;
  void say(std::string_view text) const;  // as it is

 private:
  bool is_terminal_, colored_;
  std::size_t width_;
};

// Writes all of it to standard output. Errors (output): it could not be written, a full disk. Where
// the reader has gone the program ends as one does that never heard of it: by SIGPIPE, in silence.
Status print(std::string_view text);

// `text` in lines of at most `width` characters, broken at spaces; lines after the first start with
// `indent` spaces, the first has room for as many already taken. A word longer than a line has its
// own.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace logitlab::cli

// SPDX-License-Identifier: MIT
#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace logitlab::cli {
namespace {

constexpr std::size_t widest = 100;    // longer lines are hard to read
constexpr std::size_t narrowest = 40;  // below it, wrapping costs more than it helps
constexpr std::size_t without_terminal = 80;

bool set_in_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool wants_color(lab::Color color, bool is_terminal) {
  if (color != lab::Color::automatic) return color == lab::Color::always;
  const char* kind = std::getenv("TERM");
  const bool dumb = kind == nullptr || std::strcmp(kind, "dumb") == 0;
  return is_terminal && !dumb && !set_in_environment("NO_COLOR");
}

std::size_t width_of(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return without_terminal;
  return std::clamp<std::size_t>(size.ws_col, narrowest, widest);
}

// All of it, or errno.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

}  // namespace

Terminal::Terminal(lab::Color color)
    : is_terminal_(isatty(STDERR_FILENO) == 1),
      colored_(wants_color(color, is_terminal_)),
      width_(is_terminal_ ? width_of(STDERR_FILENO) : without_terminal) {}

std::string Terminal::styled(std::string_view text, Style style) const {
  std::string_view code;
  if (style == Style::bold) code = "1";
  if (style == Style::dim) code = "2";
  if (style == Style::warning) code = "1;31";
  if (!colored_ || code.empty()) return std::string(text);
  return fmt::format("\033[{}m{}\033[0m", code, text);
}

void Terminal::say(std::string_view text) const { write_all(STDERR_FILENO, text); }

Status print(std::string_view text) {
  const int trouble = write_all(STDOUT_FILENO, text);
  if (trouble == 0) return {};
  if (trouble == EPIPE) {
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
  }
  return output_error(fmt::format("could not be written: {}", std::strerror(trouble)),
                      "standard output");
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  bool first = true;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, space);
    const std::size_t length = characters(word);
    if (!first && column + 1 + length > width) {
      out.append("\n").append(indent, ' ');
      column = indent;
    } else if (!first) {
      out += ' ';
      ++column;
    }
    out += word;
    column += length;
    first = false;
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return out;
}

}  // namespace logitlab::cli

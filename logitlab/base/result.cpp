// SPDX-License-Identifier: MIT
#include "logitlab/base/result.hpp"

namespace logitlab {

std::string to_string(const Error& error) {
  std::string text = error.where;
  if (!text.empty() && !error.message.empty()) text += ": ";
  text += error.message;
  if (error.advice.empty()) return text;
  if (!text.empty()) text += text.back() == '.' || text.back() == '?' ? " " : ". ";
  return text + error.advice;
}

Error usage_error(std::string message, std::string where, std::string advice) {
  return {ErrorKind::usage, std::move(message), std::move(where), std::move(advice)};
}

Error data_error(std::string message, std::string where, std::string advice) {
  return {ErrorKind::data, std::move(message), std::move(where), std::move(advice)};
}

Error output_error(std::string message, std::string where, std::string advice) {
  return {ErrorKind::output, std::move(message), std::move(where), std::move(advice)};
}

Error internal_error(std::string message, std::string where, std::string advice) {
  return {ErrorKind::internal, std::move(message), std::move(where), std::move(advice)};
}

}  // namespace logitlab

// SPDX-License-Identifier: MIT
//
// Result<T>: a value, or an Error that tells a person what went wrong. It is how the library
// reports bad input; it never throws. The member names are those of std::expected (C++23), so that
// one day it can be replaced by it.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace logitlab {

// What kind of thing went wrong; the command turns it into its exit status.
enum class ErrorKind {
  usage,    // an option or a setting: unknown, out of range, contradictory
  data,     // the data or a model file: missing, malformed, not fit for the task
  output,   // something could not be written
  internal  // a resource failed, or the library broke its own promise
};

struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string message;  // what was expected and what was found, no full stop at the end
  std::string where;    // "file.csv:3:7" (line and column from 1) or "--epochs"; may be empty
  std::string advice;   // what to do about it, a sentence; may be empty
};

// "where: message. advice", each part only where there is one.
std::string to_string(const Error& error);

Error usage_error(std::string message, std::string where = {}, std::string advice = {});
Error data_error(std::string message, std::string where = {}, std::string advice = {});
Error output_error(std::string message, std::string where = {}, std::string advice = {});
Error internal_error(std::string message, std::string where = {}, std::string advice = {});

// Asking for the value of an error, or for the error of a value, is a bug in the caller and
// asserts.
template <class T>
class [[nodiscard]] Result {
  static_assert(!std::is_reference_v<T> && !std::is_same_v<std::remove_cv_t<T>, Error>);

 public:
  using value_type = T;
  using error_type = Error;

  template <class U = T>
    requires(std::is_constructible_v<T, U> && !std::is_same_v<std::remove_cvref_t<U>, Result> &&
             !std::is_same_v<std::remove_cvref_t<U>, Error>)
  explicit(!std::is_convertible_v<U, T>) Result(U&& value)
      : state_(std::in_place_index<0>, std::forward<U>(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return checked(); }
  const T& value() const& { return checked(); }
  T&& value() && { return std::move(checked()); }

  T& operator*() & { return checked(); }
  const T& operator*() const& { return checked(); }
  T&& operator*() && { return std::move(checked()); }
  T* operator->() { return &checked(); }
  const T* operator->() const { return &checked(); }

  template <class U>
  T value_or(U&& otherwise) const& {
    return has_value() ? checked() : static_cast<T>(std::forward<U>(otherwise));
  }

  Error& error() & { return checked_error(); }
  const Error& error() const& { return checked_error(); }
  Error&& error() && { return std::move(checked_error()); }

  // f(value) gives the next Result; an error passes by.
  template <class F>
  auto and_then(F&& f) && -> std::invoke_result_t<F, T&&> {
    if (!has_value()) return std::move(checked_error());
    return std::forward<F>(f)(std::move(checked()));
  }

  // f(value) gives the next value; an error passes by.
  template <class F>
  auto transform(F&& f) && -> Result<std::remove_cvref_t<std::invoke_result_t<F, T&&>>> {
    if (!has_value()) return std::move(checked_error());
    return std::forward<F>(f)(std::move(checked()));
  }

 private:
  T& checked() {
    assert(has_value() && "value of a Result that holds an error");
    return *std::get_if<0>(&state_);
  }
  const T& checked() const {
    assert(has_value() && "value of a Result that holds an error");
    return *std::get_if<0>(&state_);
  }
  Error& checked_error() {
    assert(!has_value() && "error of a Result that holds a value");
    return *std::get_if<1>(&state_);
  }
  const Error& checked_error() const {
    assert(!has_value() && "error of a Result that holds a value");
    return *std::get_if<1>(&state_);
  }

  std::variant<T, Error> state_;
};

// Done, or why not: `return {};` says done.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;
  using error_type = Error;

  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  void value() const { assert(has_value() && "value of a Status that holds an error"); }

  Error& error() & {
    assert(!has_value() && "error of a Status that is done");
    return *error_;
  }
  const Error& error() const& {
    assert(!has_value() && "error of a Status that is done");
    return *error_;
  }
  Error&& error() && {
    assert(!has_value() && "error of a Status that is done");
    return std::move(*error_);
  }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace logitlab

// SPDX-License-Identifier: MIT
//
// FunctionRef<R(A...)>: a borrowed callable, two pointers wide. It owns nothing and allocates
// nothing, so it is a parameter type only: the callable must outlive it. A lambda written in the
// call's argument list does.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace logitlab {

template <class Signature>
class FunctionRef;

template <class R, class... A>
class FunctionRef<R(A...)> {
 public:
  // From a function object, const or not, named or temporary.
  template <class F>
    requires(!std::same_as<std::remove_cvref_t<F>, FunctionRef> &&
             !std::is_function_v<std::remove_reference_t<F>> &&
             !std::is_pointer_v<std::remove_cvref_t<F>> && std::is_invocable_r_v<R, F&, A...>)
  FunctionRef(F&& f)  // NOLINT(bugprone-forwarding-reference-overload): constrained above
      : call_([](Target target, A... arguments) -> R {
          using Callable = std::remove_reference_t<F>;  // const where f is
          return std::invoke(*static_cast<Callable*>(const_cast<void*>(target.object)),
                             std::forward<A>(arguments)...);
        }) {
    target_.object = std::addressof(f);
  }

  // From a plain function.
  FunctionRef(R (*f)(A...))
      : call_([](Target target, A... arguments) -> R {
          return target.function(std::forward<A>(arguments)...);
        }) {
    target_.function = f;
  }

  R operator()(A... arguments) const { return call_(target_, std::forward<A>(arguments)...); }

 private:
  union Target {
    const void* object;
    R (*function)(A...);
  };

  Target target_;
  R (*call_)(Target, A...);
};

}  // namespace logitlab

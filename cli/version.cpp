// SPDX-License-Identifier: MIT
#include "cli/version.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

#include "cli/pictures.hpp"
#include "logitlab/io/run_json.hpp"

namespace logitlab::cli {
namespace {

constexpr int threads = 1;  // the engine's sums are serial

std::string compiler() {
#if defined(__clang__)
  return fmt::format("clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  return fmt::format("g++ {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
}

std::string_view instruction_set() {
#if defined(__AVX512F__) && defined(__AVX512VL__)
  return "x86-64-v4";
#elif defined(__AVX2__) && defined(__FMA__)
  return "x86-64-v3";
#elif defined(__SSE4_2__)
  return "x86-64-v2";
#elif defined(__x86_64__)
  return "x86-64";
#elif defined(__aarch64__)
  return "aarch64";
#else
  return "generic";
#endif
}

}  // namespace

Build this_build() {
  return {LOGITLAB_VERSION, compiler(), LOGITLAB_BUILD_FLAGS, std::string(instruction_set())};
}

std::string version_text() {
  const Build build = this_build();
  const std::string pictures = picture_library();
  const std::string parts = pictures.empty() ? "none" : pictures + ": png, pdf";
  return fmt::format(
      "logitlab {}\n"
      "compiler         {} {}\n"
      "instruction set  {}\n"
      "threads          {}\n"
      "optional parts   {}\n",
      build.version, build.compiler, build.flags, build.isa, threads, parts);
}

std::string version_json() {
  const Build build = this_build();
  std::vector<std::string> parts;
  if (std::string pictures = picture_library(); !pictures.empty())
    parts.push_back(std::move(pictures));
  return build_json({build.version, build.compiler, build.flags, build.isa, {}, {}}, threads,
                    parts);
}

}  // namespace logitlab::cli

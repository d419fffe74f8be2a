// SPDX-License-Identifier: MIT
//
// The problem: a constant rate circles the minimum of a sum at a distance; one that falls comes to
// it. Given: the epoch e = 1, 2, ... and the number of epochs E. The rate is multiplied with
//     constant   1
//     step       1, from half of the epochs on 0.1, from three quarters on 0.01
//     inverse    1 / (1 + (e - 1) / 10)
//     cosine     (1 + cos(pi (e - 1) / E)) / 2
// step: the tenths and where they begin are those of G. Huang, Z. Liu, L. van der Maaten,
// K. Weinberger, "Densely connected convolutional networks", CVPR 2017, section 4.2. inverse: rates
// whose sum is infinite and whose squares have a sum, H. Robbins, S. Monro, Ann. Math. Statist. 22,
// 1951; half after ten epochs is our choice. cosine: I. Loshchilov, F. Hutter, "SGDR: stochastic
// gradient descent with warm restarts", ICLR 2017, equation 5, without restarts.
#include "logitlab/solver/schedule.hpp"

#include <array>
#include <numbers>
#include <string>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"

namespace logitlab {
namespace {

double constant(std::uint64_t /*epoch*/, std::uint64_t /*epochs*/) { return 1; }

double step(std::uint64_t epoch, std::uint64_t epochs) {
  const std::uint64_t done = epoch - 1;
  if (done >= epochs - epochs / 4) return 0.01;  // 4 done >= 3 epochs
  return done >= epochs - epochs / 2 ? 0.1 : 1;  // 2 done >= epochs
}

double inverse(std::uint64_t epoch, std::uint64_t /*epochs*/) {
  return 1 / (1 + static_cast<double>(epoch - 1) / 10);
}

double cosine(std::uint64_t epoch, std::uint64_t epochs) {
  const std::uint64_t done = epoch - 1;
  if (done >= epochs) return 0;
  const double share = static_cast<double>(done) / static_cast<double>(epochs);
  return (1 + math::cos(std::numbers::pi * share)) / 2;
}

constexpr std::array schedule_rows = {
    ScheduleRow{"constant", "as it is", false, constant},
    ScheduleRow{"step", "a tenth from half of the epochs on, a hundredth from three quarters on",
                true, step},
    ScheduleRow{"inverse", "divided by 1 + (epoch - 1)/10", false, inverse},
    ScheduleRow{"cosine", "times (1 + cos(pi (epoch - 1)/epochs))/2", true, cosine},
};

}  // namespace

std::span<const ScheduleRow> schedule_table() { return schedule_rows; }

const ScheduleRow* find_schedule(std::string_view name) {
  for (const ScheduleRow& row : schedule_rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

Error unknown_schedule(std::string_view name) {
  std::vector<std::string_view> names;
  std::string list;
  for (const ScheduleRow& row : schedule_rows) {
    names.push_back(row.name);
    list += (list.empty() ? "" : " | ") + std::string(row.name);
  }
  const auto nearest = did_you_mean(name, names);
  return usage_error("expected " + list + ", found \"" + std::string(name) + "\"", "--schedule",
                     nearest ? "Did you mean " + std::string(*nearest) + "?" : "");
}

}  // namespace logitlab

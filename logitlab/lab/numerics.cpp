// SPDX-License-Identifier: MIT
//
// The problem: the first representable margin, going outwards from 0, at which the loss as written
// is off by a given share of the true loss. It is not the only crossing: p is rounded to a grid, so
// that the value goes down in stairs while the true loss glides, and the difference swings. Given:
// the loss code, and the bound below on its rounding. First the margin is found up to which the
// bound forbids the difference; from there the stairs are walked one by one, each found by doubling
// and halving. On a stair the value is constant and the true loss monotone, so that the ends of the
// stair decide. Cost: some thousand stairs of some dozen evaluations. What happens once and stays
// (infinite, not a number, a slope of 0) is found by halving alone.
//
// The bound: with u half a unit in the last place of 1 and q = 1 - p, e^-eta is off by at most 2 u
// of itself, the sum 1 + e^-eta and the division by u each, so that p is off by u (2 + 2 q) of
// itself; 1 - p adds u of itself, an epsilon its own size and u more. In a logarithm these relative
// errors become absolute ones; the last roundings are 2 u of the value.
#include "logitlab/lab/numerics.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <type_traits>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/lab/columns.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/cross_entropy.hpp"
#include "logitlab/loss/cross_entropy_as_written.hpp"
#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {
namespace {

template <class Real>
class Search {
 public:
  // Positive numbers of a precision are in the order of their bits.
  using Bits = std::conditional_t<sizeof(Real) == 4, std::uint32_t, std::uint64_t>;

  Search(double epsilon, int y, bool right)
      : loss_{epsilon},
        epsilon_(static_cast<Real>(epsilon)),
        y_(static_cast<Real>(y)),
        sign_((y == 1) == right ? Real{1} : Real{-1}) {}

  std::optional<double> first_infinite() const {
    return margin(first([&](Bits m) { return std::isinf(value(m)); }));
  }
  std::optional<double> first_undefined() const {
    return margin(first([&](Bits m) { return std::isnan(value(m)); }));
  }
  std::optional<double> first_without_slope() const {
    return margin(first([&](Bits m) {
      const Real slope = terms(m).slope;
      return !(slope < 0 || slope > 0);
    }));
  }
  std::optional<double> first_off(double share) const {
    const auto end = first([&](Bits m) { return !std::isfinite(value(m)); });
    const auto begin = first([&](Bits m) { return !(bound(m) <= share); });
    if (!begin || (end && *end <= *begin)) return margin(end);
    return margin(walk(*begin, end.value_or(largest), share));
  }

 private:
  static constexpr Bits largest = std::bit_cast<Bits>(std::numeric_limits<Real>::max());

  Real signed_margin(Bits m) const { return sign_ * std::bit_cast<Real>(m); }
  std::optional<double> margin(std::optional<Bits> m) const {
    if (!m) return std::nullopt;
    return static_cast<double>(signed_margin(*m));
  }

  Terms<Real> terms(Bits m) const { return loss_.terms(signed_margin(m), y_, Real{1}); }
  Real value(Bits m) const { return terms(m).value; }
  double safe(Bits m) const {
    return CrossEntropy{}
        .terms(static_cast<double>(signed_margin(m)), static_cast<double>(y_), 1.0)
        .value;
  }
  bool off(Bits m, double share) const {
    const double true_loss = safe(m);
    return !(std::fabs(static_cast<double>(value(m)) - true_loss) <= share * true_loss);
  }

  // Of the difference, as a share of the true loss.
  double bound(Bits m) const {
    constexpr double u = static_cast<double>(std::numeric_limits<Real>::epsilon()) / 2;
    const auto eta = static_cast<double>(signed_margin(m));
    const double p = 1 / (1 + math::exp(-eta)), q = 1 / (1 + math::exp(eta));
    const double of_p = u * (2 + 2 * q);
    const double relative = y_ == 1 ? of_p : (of_p * p + u * q) / q;
    const double shift = static_cast<double>(epsilon_) / (y_ == 1 ? p : q);
    return (relative + math::log1p(shift) + (epsilon_ > 0 ? u : 0)) / safe(m) + 2 * u;
  }

  // The smallest margin for which it holds, if it holds from there to the largest.
  template <class Predicate>
  std::optional<Bits> first(const Predicate& holds) const {
    if (!holds(largest)) return std::nullopt;
    return holds(0) ? 0 : between(0, largest, holds);
  }

  // The smallest in (low, high], where it does not hold at low and holds at high.
  template <class Predicate>
  static Bits between(Bits low, Bits high, const Predicate& holds) {
    while (high - low > 1) {
      const Bits middle = low + (high - low) / 2;
      (holds(middle) ? high : low) = middle;
    }
    return high;
  }

  // From stair to stair; `end` is not on one.
  std::optional<Bits> walk(Bits at, Bits end, double share) const {
    while (at < end) {
      if (off(at, share)) return at;
      const Bits last = end_of_stair(at, end);
      const auto is_off = [&](Bits m) { return off(m, share); };
      if (is_off(last)) return between(at, last, is_off);
      at = last + 1;
    }
    return end == largest ? std::nullopt : std::optional(end);
  }

  // The last margin below `end` with the same value.
  Bits end_of_stair(Bits at, Bits end) const {
    const Real level = value(at);
    const auto leaves = [&](Bits m) { return m >= end || value(m) != level; };
    Bits low = at, width = 1;
    while (!leaves(low + width)) {
      low += width;
      width = std::min<Bits>(2 * width, largest - low);
    }
    return between(low, low + width, leaves) - 1;
  }

  CrossEntropyAsWritten loss_;
  Real epsilon_, y_, sign_;
};

template <class Real>
BreakingPoints search(Precision precision, double epsilon, int y, bool right) {
  const Search<Real> search(epsilon, y, right);
  return {.precision = precision,
          .epsilon = epsilon,
          .y = y,
          .right = right,
          .off_thousandth = search.first_off(0.001),
          .off_hundredth = search.first_off(0.01),
          .infinite = search.first_infinite(),
          .undefined = search.first_undefined(),
          .slope_lost = search.first_without_slope()};
}

std::string cell(std::string_view text, std::size_t width) {
  const auto shown = static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
  return text_of({std::string(shown < width ? width - shown : 0, ' '), text});
}

// Three decimals: enough to tell a stair from the next.
std::string margin_cell(const std::optional<double>& margin) {
  return cell(margin ? minus_sign(fixed(*margin, 3)) : std::string("-"), 10);
}

void note(BreakingSteps& steps, std::uint64_t step) {
  if (steps.count == 0) steps.first = step;
  steps.last = step;
  ++steps.count;
}

// Whether some point of class y lies beyond the limit.
bool reaches(CVec margin, CVec y, const BreakingPoints& row) {
  if (!row.off_hundredth) return false;
  const double limit = *row.off_hundredth;
  const bool up = (row.y == 1) == row.right;
  for (std::size_t i = 0; i < margin.size(); ++i) {
    if (y[i] == row.y && (up ? margin[i] >= limit : margin[i] <= limit)) return true;
  }
  return false;
}

}  // namespace

BreakingPoints breaking_points(Precision precision, double epsilon, int y, bool right) {
  return precision == Precision::float32 ? search<float>(precision, epsilon, y, right)
                                         : search<double>(precision, epsilon, y, right);
}

std::vector<BreakingPoints> numerics_table(std::span<const double> epsilons) {
  std::vector<BreakingPoints> table;
  for (const Precision precision : {Precision::float32, Precision::float64}) {
    for (const double epsilon : epsilons) {
      for (const bool right : {false, true}) {
        for (const int y : {0, 1}) table.push_back(breaking_points(precision, epsilon, y, right));
      }
    }
  }
  return table;
}

std::string numerics_text(std::span<const BreakingPoints> table) {
  std::string text =
      text_of({"precision  epsilon  class  side ", cell("0.1 % off", 10), cell("1 % off", 10),
               cell("infinite", 10), cell("undefined", 11), cell("no slope", 10), "\n"});
  for (const BreakingPoints& row : table) {
    text += text_of({to_string(row.precision), cell(shortest(row.epsilon), 11),
                     cell(std::to_string(row.y), 7), row.right ? "  right" : "  wrong",
                     margin_cell(row.off_thousandth), margin_cell(row.off_hundredth),
                     margin_cell(row.infinite), " ", margin_cell(row.undefined),
                     margin_cell(row.slope_lost), "\n"});
  }
  return text;
}

std::vector<BreakingPoints> rows_of(std::span<const BreakingPoints> table, Precision precision,
                                    double epsilon) {
  std::vector<BreakingPoints> rows;
  std::ranges::copy_if(table, std::back_inserter(rows), [&](const BreakingPoints& row) {
    return row.precision == precision && row.epsilon == epsilon;
  });
  return rows;
}

Numerics numerics_of(const Dataset& data, const Settings& settings, const Trajectory& path) {
  std::vector<double> epsilons = {0, 1e-16};
  if (std::ranges::count(epsilons, settings.epsilon) == 0) epsilons.push_back(settings.epsilon);
  Numerics numerics{.table = numerics_table(epsilons), .wrong = {}, .right = {}};

  const auto rows = rows_of(numerics.table, settings.precision, settings.epsilon);
  const DenseDesign x(data.x());
  std::vector<double> margin(data.length());
  for (const std::size_t r : column_rows(path.length(), data.length(), data.columns())) {
    margins(x, path.w_at(r), margin);
    for (const bool right : {false, true}) {
      const bool any = std::ranges::any_of(rows, [&](const BreakingPoints& row) {
        return row.right == right && reaches(margin, data.y(), row);
      });
      if (any) note(right ? numerics.right : numerics.wrong, path.step[r]);
    }
  }
  return numerics;
}

}  // namespace logitlab::lab

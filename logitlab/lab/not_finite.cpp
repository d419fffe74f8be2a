// SPDX-License-Identifier: MIT
//
// The problem: a training ended at a step without a value; what was it that has none? The step's
// batch is found again (its order depends on seed and epoch alone) and looked at with the
// parameters that were kept. Cost: one batch.
#include "logitlab/lab/not_finite.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/data/loader.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

enum class Cause { infinite, undefined, gradient, parameters };

template <class Real>
Cause cause_in(const Experiment& experiment, const Settings& settings, CVec kept,
               std::span<const Row> batch) {
  const auto rows =
      make_row_mean<Real>(experiment.model(), make_loss(settings.loss, settings.epsilon).value());
  std::vector<Real> w(kept.size()), gradient(kept.size());
  std::ranges::transform(kept, w.begin(), [](double v) { return static_cast<Real>(v); });
  const Real value = rows->value_and_gradient(batch, w, gradient);
  if (std::isnan(value)) return Cause::undefined;
  if (!std::isfinite(value)) return Cause::infinite;
  const bool finite = std::ranges::all_of(gradient, [](Real g) { return std::isfinite(g); });
  return finite ? Cause::parameters : Cause::gradient;
}

Cause find_cause(const Dataset& data, const Training& training) {
  const Settings& settings = training.settings;
  const Experiment experiment(data);
  DataLoader loader(data.length(), loader_options(settings));
  const std::uint64_t each = loader.batches_per_epoch();
  loader.start_epoch(training.result.steps / each + 1);
  const auto batch = loader.batch(training.result.steps % each);
  return settings.precision == Precision::float32
             ? cause_in<float>(experiment, settings, training.result.w, batch)
             : cause_in<double>(experiment, settings, training.result.w, batch);
}

std::string what_has_no_value(const LossRow& loss, Cause cause, std::string_view precision) {
  if (cause == Cause::parameters) {
    return text_of({"the parameters leave what ", precision,
                    " can hold; a smaller learning rate keeps them."});
  }
  if (loss.finite_everywhere) {
    return text_of({"the margins leave what ", precision, " can hold."});
  }
  const std::string_view what = cause == Cause::infinite    ? "log 0."
                                : cause == Cause::undefined ? "0 \u00D7 log 0."
                                                            : "0 / 0.";
  return text_of({what, " The formula as written has no value in ", precision, "."});
}

}  // namespace

std::string not_finite_sentence(const Run& run, const Training& training) {
  const Settings& settings = training.settings;
  const std::uint64_t step = training.result.steps + 1;
  const std::string_view precision = to_string(settings.precision);
  const LossRow& loss = *find_loss(settings.loss);
  const std::string_view kept = run.data->columns() == 1
                                    ? " w and b of the step before are kept."
                                    : " The parameters of the step before are kept.";
  if (find_solver(settings.solver)->unit == StepUnit::iteration) {
    return text_of(
        {"Iteration ", grouped(step), ": the loss has no value in ", precision, ".", kept});
  }
  const std::uint64_t epoch = (step - 1) / steps_per_epoch(settings, run.data->length()) + 1;
  return text_of({"Step ", grouped(step), ", epoch ", grouped(epoch), ": ",
                  what_has_no_value(loss, find_cause(*run.data, training), precision), kept});
}

bool safe_formula_goes_on(const Run& run, const Training& training) {
  const Settings& settings = training.settings;
  if (find_loss(settings.loss)->finite_everywhere) return false;
  if (find_solver(settings.solver)->unit == StepUnit::iteration) {
    return std::isfinite(training.columns.loss.back());
  }
  return find_cause(*run.data, training) != Cause::parameters;
}

}  // namespace logitlab::lab

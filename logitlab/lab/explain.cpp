// SPDX-License-Identifier: MIT
#include "logitlab/lab/explain.hpp"

#include <algorithm>
#include <cmath>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/step_words.hpp"
#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/update_text.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/solver/vectors.hpp"

namespace logitlab::lab {
namespace {

constexpr std::size_t most_rows = 12;  // of a table that is read at a glance

// A sample as the table has it, by how hard it pulls.
struct Pull {
  Row row = 0;
  double output = 0, pull = 0;
};

class Explainer {
 public:
  Explainer(const Run& run, const Training& training, std::uint64_t step)
      : step_(run, training, step), facts_(step_.facts), data_(*run.data) {}

  Explanation explain() {
    Explanation told;
    told.title = text_of({capital(name_of_step(step_)), ", explained"});
    told.subtitle = subtitle();
    if (facts_.row == 0) {
      told.sections.push_back(what_samples_say("What the samples say", all_rows(), step_.after()));
      told.sections.push_back({"What they ask for", {}, what_all_ask_for(step_.after()) + "."});
      return told;
    }
    if (!facts_.has_before) {
      told.sections.push_back({"What is known of it", {}, without_before()});
      return told;
    }
    if (step_.solver != nullptr) {
      const bool batch = facts_.rows.size() < step_.n && !step_.iterates;
      told.sections.push_back(
          what_samples_say(batch ? "What the batch saw" : "What all samples saw",
                           batch ? facts_.rows : all_rows(), step_.before()));
    }
    told.sections.push_back(what_it_did());
    told.sections.push_back({why_heading(), {}, why()});
    return told;
  }

 private:
  std::string subtitle() const;
  std::string where_samples_are() const;
  std::uint64_t ones_among(std::span<const Row> rows) const;
  std::string classes(std::span<const Row> rows) const;
  std::vector<Row> all_rows() const;
  std::vector<Pull> pulls_of(std::span<const Row> rows, CVec w) const;
  std::string place_of(Row i) const;
  Explanation::Section what_samples_say(std::string heading, const std::vector<Row>& rows,
                                        CVec w) const;
  Explanation::Section what_it_did() const;
  std::string asked(CVec gradient) const;
  std::string what_all_ask_for(CVec w) const;
  std::string without_before() const;
  std::string why_heading() const;
  std::string what_batch_asks_for() const;
  std::string what_came_of_it() const;
  std::string why() const;
  std::string next_step() const;
  std::string flatness() const;

  StepContext step_;
  const StepFacts& facts_;
  const Dataset& data_;
};

std::string Explainer::subtitle() const {
  if (facts_.row == 0) return text_of({"before any step: ", parameters_text(step_.after())});
  if (facts_.rows.empty()) {
    return step_.iterates ? text_of({"all ", grouped(step_.n), " samples"}) : std::string();
  }
  return text_of({"epoch ", grouped(facts_.epoch), ", batch ", grouped(facts_.batch), ": ",
                  where_samples_are(), ", ", classes(facts_.rows)});
}

// "samples at x = −0.1, 0 and 0.1"; of many or of several inputs only how many.
std::string Explainer::where_samples_are() const {
  constexpr std::size_t most_listed = 4;
  const std::size_t m = facts_.rows.size();
  if (!step_.line || m > most_listed) return counted(m, "sample", "samples");
  std::string text = m == 1 ? "sample at x = " : "samples at x = ";
  for (std::size_t k = 0; k < m; ++k) {
    if (k > 0) text += k + 1 == m ? " and " : ", ";
    text += parameter_text(data_[facts_.rows[k]].x[0]);
  }
  return text;
}

std::uint64_t Explainer::ones_among(std::span<const Row> rows) const {
  std::uint64_t ones = 0;
  for (const Row i : rows) ones += data_[i].y == 1 ? 1U : 0U;
  return ones;
}

// "all class 0", "2 of them class 1".
std::string Explainer::classes(std::span<const Row> rows) const {
  const std::uint64_t ones = ones_among(rows);
  if (rows.size() == 1) return ones == 1 ? "class 1" : "class 0";
  if (ones == 0) return "all class 0";
  if (ones == rows.size()) return "all class 1";
  return text_of({grouped(ones), " of them class 1"});
}

std::vector<Row> Explainer::all_rows() const {
  std::vector<Row> rows(step_.n);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<Row>(i);
  return rows;
}

// The hardest first, where not all are shown; else in their order.
std::vector<Pull> Explainer::pulls_of(std::span<const Row> rows, CVec w) const {
  const BatchGradient gradient(step_.experiment, step_.training.settings, rows);
  std::vector<Pull> pulls;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Sample sample = data_[rows[i]];
    const double eta = dot(sample.x, w.first(w.size() - 1)) + w.back();
    pulls.push_back({rows[i], math::sigmoid(eta), gradient.of_one(i, w).back()});
    if (pulls.size() <= most_rows) continue;
    // Keep the hardest: the weakest goes.
    std::size_t weakest = 0;
    for (std::size_t k = 1; k < pulls.size(); ++k) {
      if (!(std::fabs(pulls[k].pull) >= std::fabs(pulls[weakest].pull))) weakest = k;
    }
    pulls.erase(pulls.begin() + static_cast<std::ptrdiff_t>(weakest));
  }
  return pulls;
}

std::string Explainer::place_of(Row i) const {
  const Sample sample = data_[i];
  const std::size_t d = sample.x.size();
  if (d == 1) return text_of({"x = ", parameter_text(sample.x[0])});
  if (d == 2) {
    return text_of({"x1 = ", parameter_text(sample.x[0]), ", x2 = ", parameter_text(sample.x[1])});
  }
  return text_of({"row ", grouped(std::uint64_t{i} + 1)});
}

Explanation::Section Explainer::what_samples_say(std::string heading, const std::vector<Row>& rows,
                                                 CVec w) const {
  Explanation::Section section{std::move(heading), {}, ""};
  for (const Pull& pull : pulls_of(rows, w)) {
    section.rows.push_back({place_of(pull.row),
                            text_of({"class ", data_[pull.row].y == 1 ? "1" : "0"}),
                            text_of({"output ", probability_text(pull.output)}),
                            text_of({"pull ", probability_text(pull.pull)})});
  }
  if (rows.size() > most_rows) {
    section.text =
        text_of({"The ", grouped(most_rows), " that pull hardest of ", grouped(rows.size()),
                 ", of which ", grouped(ones_among(rows)), " are class 1."});
  }
  return section;
}

Explanation::Section Explainer::what_it_did() const {
  Explanation::Section section{"What it did", {}, ""};
  constexpr std::size_t most_parameters = 8;
  const std::size_t d = step_.before().size();
  // b is always shown.
  for (std::size_t j = 0; j < d; ++j) {
    if (j + 1 < d && j + 1 >= most_parameters) continue;
    const std::string name = j + 1 == d   ? std::string("b")
                             : step_.line ? std::string("w")
                                          : text_of({"w", std::to_string(j + 1)});
    section.rows.push_back({name, update_text(step_, j)});
  }
  section.text = update_note(step_);
  if (d > most_parameters) {
    section.text = text_of({section.text, section.text.empty() ? "" : " ",
                            grouped(d - most_parameters), " more parameters are not listed."});
  }
  return section;
}

// "a larger w and a smaller b": what lowers a loss of that gradient.
std::string Explainer::asked(CVec gradient) const {
  const auto more = [](double g) { return g < 0 ? "a larger " : "a smaller "; };
  const double w = gradient[0], b = gradient[1];
  if (w == 0 && b == 0) return "nothing";
  if (w == 0) return text_of({more(b), "b"});
  if (b == 0) return text_of({more(w), "w"});
  return text_of({more(w), "w and ", more(b), "b"});
}

std::string Explainer::what_all_ask_for(CVec w) const {
  std::vector<double> gradient(w.size());
  step_.experiment.safe_risk(step_.training.settings.loss)->value_and_gradient(w, gradient);
  const std::string slope = slope_text(length_of(gradient));
  if (!step_.line) {
    return text_of({"All ", grouped(step_.n), " together have a slope of ", slope});
  }
  return text_of(
      {"All ", grouped(step_.n), " together ask for ", asked(gradient), "; the slope is ", slope});
}

std::string Explainer::without_before() const {
  return text_of({"The step before it was not kept. After it the loss is ",
                  loss_text(facts_.loss_after), "; ", right_at(step_, step_.after()), "."});
}

std::string Explainer::why_heading() const {
  if (facts_.loss_after > facts_.loss_before) return "Why the loss rose";
  if (facts_.loss_after < facts_.loss_before) return "Why the loss fell";
  return "Why the loss stayed";
}

// "Three samples of class 0 can only ask for a smaller b."
std::string Explainer::what_batch_asks_for() const {
  const std::uint64_t m = facts_.rows.size();
  if (m == 0 || m == step_.n) return "";
  const bool zeros = facts_.ones == 0, ones = facts_.ones == m;
  const double b = facts_.batch_gradient.back();
  if ((zeros && b > 0) || (ones && b < 0)) {
    return text_of({capital(number_word(m)), m == 1 ? " sample" : " samples", " of class ",
                    zeros ? "0" : "1", " can only ask for a ", zeros ? "smaller" : "larger",
                    " b. "});
  }
  if (!step_.line || zeros || ones) return "";
  return text_of(
      {batch_text(step_), "; together they ask for ", asked(facts_.batch_gradient), ". "});
}

// "All 20 together ask for a larger w and a larger b, so the step went 124° off and their loss rose
// from 0.323 to 0.374."
std::string Explainer::what_came_of_it() const {
  const std::vector<double> way = way_of(step_);
  const auto degrees = degrees_between(way, facts_.gradient);
  std::string text;
  if (step_.line) {
    text = text_of({"All ", grouped(step_.n), " together ask for ", asked(facts_.gradient)});
  } else {
    text = text_of({"All ", grouped(step_.n), " together have a slope of ",
                    slope_text(length_of(facts_.gradient))});
  }
  if (degrees == 0U) {
    text += "; the step went that way";
  } else if (degrees) {
    text += text_of({"; the step went ", std::to_string(*degrees), "\u00B0 off that"});
  }
  if (facts_.loss_after == facts_.loss_before) {
    return text_of({text, ", and their loss stayed at ", loss_text(facts_.loss_after), "."});
  }
  return text_of({text, ", and their loss ",
                  facts_.loss_after > facts_.loss_before ? "rose: " : "fell: ",
                  change_text(facts_.loss_before, facts_.loss_after), "."});
}

// Of squared error: what it multiplies each pull with.
std::string Explainer::flatness() const {
  if (step_.convex || facts_.rows.empty()) return "";
  double largest = 0;
  const CVec w = step_.before();
  for (const Row i : facts_.rows) {
    const Sample sample = data_[i];
    const double p = math::sigmoid(dot(sample.x, w.first(w.size() - 1)) + w.back());
    largest = std::max(largest, p * (1 - p));
  }
  constexpr double flat = 0.01;
  if (!(largest < flat)) return "";
  return text_of({" Squared error multiplies each pull by p (1 \u2212 p), which is at most ",
                  slope_text(largest), " here: where the model is sure, right or wrong, it ",
                  "hardly pulls."});
}

std::string Explainer::next_step() const {
  if (step_.is_last() || step_.iterates || step_.solver == nullptr) return "";
  const StepFacts next =
      facts_of_step(step_.run, step_.experiment, step_.training, facts_.step + 1);
  if (next.step != facts_.step + 1 || next.rows.size() == step_.n) return "";
  const std::uint64_t ones = next.ones, zeros = next.rows.size() - next.ones;
  const std::string holds = ones == 0 ? std::string("zeros only")
                            : zeros == 0
                                ? std::string("ones only")
                                : text_of({number_word(ones), ones == 1 ? " one" : " ones"});
  if (next.loss_after == facts_.loss_after) return text_of({" The next batch holds ", holds, "."});
  constexpr std::string_view arrow = "\u2192 ";
  const std::string change = change_text(facts_.loss_after, next.loss_after);
  return text_of({" The next batch holds ", holds, " and brings it to ",
                  std::string_view(change).substr(change.find(arrow) + arrow.size()), "."});
}

std::string Explainer::why() const {
  std::string text = text_of({what_batch_asks_for(), what_came_of_it()});
  if (step_.solver != nullptr) {
    const bool rose = facts_.loss_after > facts_.loss_before;
    const std::string more = step_.iterates ? why_it_fell(step_)
                             : rose         ? why_beyond_the_batch(step_)
                                            : std::string();
    if (!more.empty()) text += text_of({" ", more});
  }
  return text_of({text, flatness(), next_step()});
}

}  // namespace

Explanation explain(const Run& run, const Training& training, std::uint64_t step) {
  return Explainer(run, training, step).explain();
}

Explanation explain(const Run& run, std::uint64_t step) {
  const Training* training = shown_path(run);
  return training == nullptr ? Explanation{} : explain(run, *training, step);
}

}  // namespace logitlab::lab

// SPDX-License-Identifier: MIT
//
// The parts of the page in the order in which they are read: what came out, the story, the figures,
// the numbers, the files, and how it was made.
#include "logitlab/page/lab_page.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/figure_table.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/link.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/story.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/page/html.hpp"
#include "logitlab/page/style.hpp"
#include "logitlab/page/tables.hpp"

namespace logitlab::page {
namespace {

using figure::ColourVariables;
using figure::concat;
using figure::Role;
using figure::Scene;

// In the order in which they are shown.
constexpr std::array<std::string_view, 4> inline_figures = {"path", "curves", "losses", "basins"};
// The first of them beside an engine, which draws all of them: with the others the file would be
// 80 KB longer.
constexpr std::size_t beside_engine = 2;

// Figures are below this (a test of theirs holds it); one that is not would be a link.
constexpr std::size_t most_of_a_figure = 160'000;

constexpr std::size_t most_of_a_command = 2000;

// 2,000 rows of one input. A number takes 10 bytes, so that the page stays below 350 KB and the
// link within what browsers and people pass on.
constexpr std::size_t most_numbers_of_a_link = 4000;

std::string plural(std::uint64_t n, const char* one, const char* many) {
  return lab::counted(n, one, many);
}

class Page {
 public:
  Page(const lab::Run& run, std::span<const Scene> scenes, const RunJsonContext& context,
       const Live* live)
      : run_(run), training_(*run.training), scenes_(scenes), context_(context), live_(live) {}

  std::string whole() {
    // The body first: it uses the colours that the head has to name.
    Html body;
    body.raw("<body>\n");
    body.raw("<div id=\"text\">\n");
    write_header(body);
    body.raw("<main id=\"main\">\n");
    write_title(body);
    write_outcome(body);
    write_story(body);
    write_figures(body);
    write_numbers(body);
    write_files(body);
    write_origin(body);
    body.raw("</main>\n</div>\n");
    write_engine(body);
    body.raw("</body>\n</html>\n");
    Html page;
    write_head(page);
    page.append(body);
    return page.bytes();
  }

 private:
  void write_head(Html& html);
  void write_header(Html& html);
  void write_title(Html& html);
  void write_outcome(Html& html);
  void write_outcome_of(const lab::Training& training, Html& html);
  void write_story(Html& html);
  void write_figures(Html& html);
  void write_figure(const Scene& scene, Html& html);
  void write_numbers(Html& html);
  void write_files(Html& html);
  void write_origin(Html& html);
  void write_engine(Html& html);
  bool write_links(const Scene& scene, Html& html);

  bool trains() const { return live_ != nullptr && live_->link.has_value(); }
  bool has_file(std::string_view name) const {
    return std::ranges::find(context_.files, name) != context_.files.end();
  }
  std::string steps_text() const {
    const bool iterations = by_iterations();
    return plural(training_.result.steps, iterations ? "iteration" : "step",
                  iterations ? "iterations" : "steps");
  }
  bool by_iterations() const {
    return find_solver(training_.settings.solver)->unit == StepUnit::iteration;
  }
  std::string title() const {
    return concat({plural(run_.data->length(), "point", "points"), ", ", steps_text()});
  }

  const lab::Run& run_;
  const lab::Training& training_;
  std::span<const Scene> scenes_;
  const RunJsonContext& context_;
  const Live* live_;
  ColourVariables colours_;
};

void Page::write_head(Html& html) {
  // Every role of the sheet has its colour, whether a figure uses it or not.
  for (const Role role : roles_of_the_sheet) (void)colours_.use({role});
  html.raw(
      "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
      "<meta charset=\"utf-8\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; base-uri 'none'; form-action 'none'");
  if (trains()) {
    html.raw(
        "; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src blob:; img-src data: "
        "blob:");
  }
  html.raw(
      "\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
      "<meta name=\"referrer\" content=\"no-referrer\"/>\n");
  html.element("title",
               concat({title(), " (", cut(run_.data->name(), most_of_a_name), "): logitlab lab"}));
  html.raw("\n<style>\n").rules(colours_).raw(sheet).raw("</style>\n");
  if (trains()) {
    // The text is what is seen first; the engine takes its place when it has something to show.
    html.style(live_->engine.sheet, {{"id", "page-style"}});
  }
  html.raw("</head>\n");
}

void Page::write_header(Html& html) {
  html.raw(
      "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n"
      "<header><p><b>logitlab</b> lab</p>\n<nav aria-label=\"Parts of this page\">"
      "<a href=\"#story\">Story</a> <a href=\"#figures\">Figures</a> "
      "<a href=\"#numbers\">Numbers</a> <a href=\"#files\">Files</a></nav></header>\n");
}

void Page::write_title(Html& html) {
  const lab::Settings& s = training_.settings;
  html.element("h1", title()).raw("\n<p class=\"under\">Logistic regression on ");
  html.name(run_.data->name());
  html.text(concat({": ", figure::solver_title(s.solver), " on ", figure::loss_title(s.loss),
                    ", from ", lab::parameters_text(training_.trajectory.w_at(0))}));
  html.raw("</p>\n");
  if (live_ != nullptr && !trains()) {
    html.raw("<p class=\"under\">")
        .text(concat({"Text and figures alone: this run has ", grouped(run_.data->length()),
                      " rows, and a page trains by itself on ", grouped(most_numbers_of_a_link),
                      " numbers of a file at most."}))
        .raw("</p>\n");
  }
}

// ---- what came out: a few numbers in large

void write_number(std::string_view name, std::string_view large, std::string_view small,
                  std::string_view of_loss, Html& html) {
  html.open("div", {{"class", of_loss}});
  html.element("dt", name).element("dd", large, {{"class", "large"}});
  if (!small.empty()) html.element("dd", small);
  html.raw("</div>\n");
}

void Page::write_outcome_of(const lab::Training& training, Html& html) {
  const lab::TrainingResult& r = training.result;
  if (!std::isfinite(r.accuracy)) return;
  const bool other_solver = training.settings.solver != training_.settings.solver;
  const std::string name = other_solver ? figure::solver_title(training.settings.solver)
                                        : figure::loss_title(training.settings.loss);
  const std::uint64_t rows = run_.data->length();
  const auto right =
      static_cast<std::uint64_t>(std::llround(r.accuracy * static_cast<double>(rows)));
  const bool squared = training.settings.loss == "squared-error";
  write_number(figure::capitalised(name), concat({grouped(right), " of ", grouped(rows), " right"}),
               concat({"loss ", lab::loss_text(training.columns.loss.front()), " → ",
                       lab::loss_text(r.loss)}),
               other_solver ? ""
               : squared    ? "squared-error"
                            : "cross-entropy",
               html);
}

void Page::write_outcome(Html& html) {
  html.raw("<dl class=\"outcome\">\n");
  write_outcome_of(training_, html);
  for (const lab::Training& rival : run_.comparisons) {
    if (&rival - run_.comparisons.data() < 3) write_outcome_of(rival, html);
  }
  const lab::TrainingResult& r = training_.result;
  if (r.perfect_from_step && r.steps > 0) {
    write_number(
        "All right", concat({"from step ", grouped(*r.perfect_from_step)}),
        concat({"to the end; for the first time after step ", grouped(*r.first_perfect_step)}), "",
        html);
  }
  const std::string ratio = lab::ratio_text(lab::length_of(run_.start.gradient_squared_error),
                                            lab::length_of(run_.start.gradient_cross_entropy));
  if (!ratio.empty()) {
    write_number("Slope at the start", ratio, "for squared error, beside cross-entropy", "", html);
  }
  html.raw("</dl>\n");
}

// ---- the story

void Page::write_story(Html& html) {
  html.raw(
      "<section id=\"story\" aria-labelledby=\"story-h\">\n<h2 id=\"story-h\">Story</h2>\n<dl "
      "class=\"story\">\n");
  for (const lab::Sentence& sentence : lab::tell(run_)) {
    html.open("div", {{"class", sentence.warning ? "warning" : ""}});
    html.element("dt", lab::heading(sentence.part)).raw("<dd>");
    if (sentence.warning) html.raw("<b>Warning.</b> ");
    html.text(sentence.text).raw("</dd></div>\n");
  }
  html.raw("</dl>\n");
  const std::vector<lab::Suggestion> next = lab::what_next(run_);
  if (!next.empty()) html.raw("<h3>Try next</h3>\n<dl class=\"next\">\n");
  for (const lab::Suggestion& suggestion : next) {
    html.raw("<div><dt>").element("code", suggestion.command).raw("</dt>");
    html.element("dd", suggestion.why).raw("</div>\n");
  }
  if (!next.empty()) html.raw("</dl>\n");
  html.raw("</section>\n");
}

// ---- the figures

constexpr std::array<std::string_view, 6> endings = {".svg",      ".png",      ".pdf",
                                                     "-dark.svg", "-dark.png", "-dark.pdf"};

bool Page::write_links(const Scene& scene, Html& html) {
  bool any = false;
  for (const std::string_view ending : endings) {
    const std::string file = concat({scene.name, ending});
    if (!has_file(file)) continue;
    if (any) html.raw(" ");
    html.link(file, file);
    any = true;
  }
  return any;
}

void Page::write_figure(const Scene& scene, Html& html) {
  Html drawing;
  if (!drawing.figure(scene, colours_, most_of_a_figure)) return;
  html.raw("<figure>\n").element("h3", scene.title, {{"class", "heard"}}).raw("\n");
  // Wider than a narrow screen, it is scrolled there, so that its letters stay as large as they
  // are.
  html.open("div", {{"class", "drawing"},
                    {"tabindex", "0"},
                    {"role", "region"},
                    {"aria-label", scene.title},
                    {"style", concat({"--w:", fixed(scene.width, 0), "px"})}});
  html.raw("\n").append(drawing).raw("</div>\n<figcaption>");
  if (const figure::FigureRow* row = figure::find_figure(scene.name)) {
    html.element("p", row->summary);
  }
  html.raw("<p class=\"links\">");
  write_links(scene, html);
  html.raw("</p></figcaption>\n</figure>\n");
}

void Page::write_figures(Html& html) {
  html.raw(
      "<section id=\"figures\" aria-labelledby=\"figures-h\">\n<h2 "
      "id=\"figures-h\">Figures</h2>\n");
  for (const std::string_view name :
       std::span(inline_figures).first(trains() ? beside_engine : inline_figures.size())) {
    const auto scene = std::ranges::find(scenes_, name, &Scene::name);
    if (scene != scenes_.end()) write_figure(*scene, html);
  }
  html.raw(
      "<p>More of them stand in the <a href=\"#files\">files</a> beside this "
      "page.</p>\n</section>\n");
}

// ---- numbers, files, origin

void Page::write_numbers(Html& html) {
  html.raw(
      "<section id=\"numbers\" aria-labelledby=\"numbers-h\">\n<h2 "
      "id=\"numbers-h\">Numbers</h2>\n");
  write_tables(run_, html);
  html.raw("</section>\n");
}

void Page::write_files(Html& html) {
  html.raw(
      "<section id=\"files\" aria-labelledby=\"files-h\">\n<h2 id=\"files-h\">Files</h2>\n"
      "<p>They lie in the folder of this page.</p>\n<dl class=\"files\">\n");
  for (const Scene& scene : scenes_) {
    Html links;
    if (!write_links(scene, links)) continue;
    html.raw("<div>").element("dt", scene.title).raw("<dd>").append(links).raw("</dd></div>\n");
  }
  struct Known {
    std::string_view name, what;
  };
  for (const Known& known :
       {Known{"steps.csv", "Every step"}, Known{"surface.csv", "The loss over the window"},
        Known{run_json_name, "The whole run, for a program to read"}}) {
    if (!has_file(known.name) && known.name != run_json_name) continue;
    html.raw("<div>").element("dt", known.what).raw("<dd>").link(known.name, known.name);
    html.raw("</dd></div>\n");
  }
  html.raw("</dl>\n</section>\n");
}

void Page::write_origin(Html& html) {
  std::string command;
  for (const std::string& word : context_.command) {
    if (!command.empty()) command += ' ';
    command += lab::shell_word(word);
  }
  html.raw(
      "<section id=\"origin\" aria-labelledby=\"origin-h\">\n<h2 id=\"origin-h\">How this was "
      "made</h2>\n<pre><code>");
  html.text(cut(command, most_of_a_command)).raw("</code></pre>\n<dl class=\"origin\">\n");
  const auto add = [&html](std::string_view what, std::string_view value) {
    html.raw("<div>").element("dt", what).raw("<dd>").element("code", value);
    html.raw("</dd></div>\n");
  };
  add("Trajectory, SHA-256", training_.trajectory.sha256);
  add("Data, SHA-256", run_.data->sha256());
  add("Program",
      concat({"logitlab ", context_.version, ", ", context_.compiler, ", ", context_.isa}));
  html.raw(
      "</dl>\n<p>The hash of the trajectory is that of w and b at every step, as little-endian "
      "float64: the same on every machine.</p>\n</section>\n");
}

// The engine is text until the program asks for it; both are the last of the file, so that what is
// to be read comes first.
void Page::write_engine(Html& html) {
  if (!trains()) return;
  html.open("script", {{"type", "text/plain"},
                       {"id", "engine"},
                       {"data-sizes", live_->engine.sizes},
                       {"data-link", *live_->link, true},
                       {"data-run", training_.trajectory.sha256}});
  html.base85(live_->engine.packed).raw("</script>\n");
  html.script(live_->engine.loader, {{"id", "loader"}});
}

}  // namespace

std::optional<std::string> live_link(const lab::Settings& given, const lab::Run& run) {
  const auto link = lab::link_of(given, run.settings, *run.data, most_numbers_of_a_link);
  return link ? std::optional(lab::write_link(*link)) : std::nullopt;
}

std::string lab_page(const lab::Run& run, std::span<const Scene> scenes,
                     const RunJsonContext& context, const Live* live) {
  assert(run.training.has_value());
  return Page(run, scenes, context, live).whole();
}

}  // namespace logitlab::page

/* SPDX-License-Identifier: MIT
 *
 * The engine for other languages: plain C functions, numbers as arrays of double, texts as UTF-8
 * that end with a zero byte. The page calls it as WebAssembly.
 *
 * What a function returns by pointer belongs to the run and lives as long as it; a text of
 * logitlab_run_figure lives until the next call of that function with the same run. A run is used
 * by one thread at a time; different runs by any threads at once. */
#ifndef LOGITLAB_H
#define LOGITLAB_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__wasm__)
#define LOGITLAB_API(name) __attribute__((export_name(#name)))
#elif defined(__GNUC__)
#define LOGITLAB_API(name) __attribute__((visibility("default")))
#else
#define LOGITLAB_API(name)
#endif

typedef struct logitlab_run logitlab_run;

/* "0.1.0". */
LOGITLAB_API(logitlab_version) const char* logitlab_version(void);

/* Trains what the link says: the part after its '#', `length` bytes,
 * "w=-5&b=-10&loss=squared-error"; the keys are those of the page's links, docs/links.md. Null only
 * where memory ran out. A run that was refused says so in logitlab_run_error, and all else of it is
 * empty. A data set of the link's own points is made of them alone: no file is read. */
LOGITLAB_API(logitlab_run_new) logitlab_run* logitlab_run_new(const char* link, size_t length);
/* The same without what takes longer than the training and no panel below needs: the maps of
 * starts and how the losses bend. Its figures lack what needs those. */
LOGITLAB_API(logitlab_run_train) logitlab_run* logitlab_run_train(const char* link, size_t length);
/* A link in its canonical form, nothing trained; lives until the next call. */
LOGITLAB_API(logitlab_link_canonical)
const char* logitlab_link_canonical(const char* link, size_t length);
/* About how many seconds logitlab_run_train would take on one core; NaN where the link is refused.
 */
LOGITLAB_API(logitlab_link_seconds) double logitlab_link_seconds(const char* link, size_t length);
/* "0.1:0,0.2:1" of a pasted table (comma, semicolon, tab or blanks; a header line may be there; the
 * label, 0 or 1, last): what `points=` of a link takes. Starts with "error: " and says what was
 * expected, found, and in which line, where it is no such table. Lives until the next call. */
LOGITLAB_API(logitlab_points_of_table)
const char* logitlab_points_of_table(const char* text, size_t length);
LOGITLAB_API(logitlab_run_free) void logitlab_run_free(logitlab_run* run); /* null is fine */

/* Why the run was refused, a sentence, and what to do; empty where it was not. */
LOGITLAB_API(logitlab_run_error) const char* logitlab_run_error(const logitlab_run* run);
/* What of the link could not be read and has no effect, a line each; empty where all could. */
LOGITLAB_API(logitlab_run_notes) const char* logitlab_run_notes(const logitlab_run* run);
/* The link in its canonical form. */
LOGITLAB_API(logitlab_run_link) const char* logitlab_run_link(const logitlab_run* run);
/* SHA-256 of the parameters of all steps, 64 hexadecimal digits: trajectory_sha256 of run.json. */
LOGITLAB_API(logitlab_run_sha256) const char* logitlab_run_sha256(const logitlab_run* run);
/* What a person reads about the run: a sentence a line. */
LOGITLAB_API(logitlab_run_story) const char* logitlab_run_story(logitlab_run* run);

/* The path: `rows` kept steps, the start first, of `parameters` numbers each, the intercept last.
 */
LOGITLAB_API(logitlab_run_rows) size_t logitlab_run_rows(const logitlab_run* run);
LOGITLAB_API(logitlab_run_parameters) size_t logitlab_run_parameters(const logitlab_run* run);
LOGITLAB_API(logitlab_run_path)
const double* logitlab_run_path(const logitlab_run* run); /* rows x parameters */
/* After each kept step, over all rows of the data; NaN where it was not computed. */
LOGITLAB_API(logitlab_run_losses) const double* logitlab_run_losses(const logitlab_run* run);
LOGITLAB_API(logitlab_run_accuracies)
const double* logitlab_run_accuracies(const logitlab_run* run);
LOGITLAB_API(logitlab_run_gradient_norms)
const double* logitlab_run_gradient_norms(const logitlab_run* run);

/* The data: `samples` rows of `inputs` numbers each, and a label, 0 or 1, of each row. */
LOGITLAB_API(logitlab_run_samples) size_t logitlab_run_samples(const logitlab_run* run);
LOGITLAB_API(logitlab_run_inputs) size_t logitlab_run_inputs(const logitlab_run* run);
LOGITLAB_API(logitlab_run_x) const double* logitlab_run_x(const logitlab_run* run);
LOGITLAB_API(logitlab_run_y) const double* logitlab_run_y(const logitlab_run* run);

/* The figures that this run has, a name a line: "contour", "iteration-0147". Drawing them all takes
 * as long as the command does. */
LOGITLAB_API(logitlab_run_figures) const char* logitlab_run_figures(logitlab_run* run);
/* A figure as SVG, the bytes of the command's file; dark: 0 or 1. Null: the run has no figure of
 * that name. */
LOGITLAB_API(logitlab_run_figure)
const char* logitlab_run_figure(logitlab_run* run, const char* name, int dark);

/* ---- The run step by step, for a page. All texts are made here, so that every page and the
 * command say the same. A text lives until the next call of the same function with the same run. */

/* What can be chosen, as JSON: losses, solvers, schedules, data sets; docs/engine.md has the keys.
 */
LOGITLAB_API(logitlab_choices) const char* logitlab_choices(void);
/* What a page has to know of the run, as JSON: docs/engine.md has the keys. */
LOGITLAB_API(logitlab_run_facts) const char* logitlab_run_facts(logitlab_run* run);
/* What happened in that step, how much, and why: "Step 18: the loss rose, 0.323 -> 0.374. ...". */
LOGITLAB_API(logitlab_run_status) const char* logitlab_run_status(logitlab_run* run, uint64_t step);
/* The same with the numbers, as JSON: title, subtitle, sections of a heading and rows of cells. */
LOGITLAB_API(logitlab_run_explain)
const char* logitlab_run_explain(logitlab_run* run, uint64_t step);
/* The row of the data whose mark in the panel "data" is nearest to a place of it; -1: none near. */
LOGITLAB_API(logitlab_run_sample_at)
int64_t logitlab_run_sample_at(logitlab_run* run, double x, double y);
/* The losses, the slope and its direction at (u, v) of the plane, a sentence. */
LOGITLAB_API(logitlab_run_probe)
const char* logitlab_run_probe(logitlab_run* run, double u, double v);
/* The settings in another language; as: "command", "cpp", "pytorch", "json". Null: no such. */
LOGITLAB_API(logitlab_run_code) const char* logitlab_run_code(logitlab_run* run, const char* as);
/* What a panel shows as a table, tab-separated, the first line names: for who does not see it.
 * Null: no such panel. */
LOGITLAB_API(logitlab_run_table)
const char* logitlab_run_table(logitlab_run* run, const char* panel);

/* How the panels look from now on, as "step=18&sample=3&probe=1.2:-4&beneath=starts&curve=slope&
 * show=gradient,newton,ring&azimuth=-50&elevation=27&dragging=1"; what is not named is as at first.
 * Returns what could not be read, a line each; empty: all could. */
LOGITLAB_API(logitlab_run_look) const char* logitlab_run_look(logitlab_run* run, const char* look);
/* The panels of this run, a name a line: "surface", "above", "above-rival", "data", "curves". */
LOGITLAB_API(logitlab_run_panels) const char* logitlab_run_panels(logitlab_run* run);
/* A panel as SVG of that size in CSS pixels, by the look. layer 0: what a step does not change
 * (map, lines of equal loss, axes); layer 1: the rest (path, marks). Null: no such panel. */
LOGITLAB_API(logitlab_run_panel)
const char* logitlab_run_panel(logitlab_run* run, const char* panel, double width, double height,
                               int layer, int dark);
/* Of the panel as last drawn, layer 0 or 1, 4 numbers of the frame (left, top, right, bottom) and
 * for x and y kind (0 linear, 1 log, 2 log10(1 + value)), low, high: 10 numbers. Null before. */
LOGITLAB_API(logitlab_run_scales)
const double* logitlab_run_scales(logitlab_run* run, const char* panel);
/* The surface of the panel "surface" as width x height pixels of 4 bytes, red, green, blue, alpha,
 * not premultiplied, row by row from the top: what lies beneath layer 1, above layer 0. Sizes in
 * device pixels; `css_width` is the panel's width as given to logitlab_run_panel. */
LOGITLAB_API(logitlab_run_raster)
const uint8_t* logitlab_run_raster(logitlab_run* run, uint32_t width, uint32_t height,
                                   double css_width, int dark);
/* The point of the plane that the raster shows at a pixel, written to `u_v`, 2 numbers; 0 where it
 * shows none, else 1. */
LOGITLAB_API(logitlab_run_pick)
int logitlab_run_pick(logitlab_run* run, double x, double y, double* u_v);
/* Takes over from another run what is true of both (the loss over the same window and data), so
 * that a run of another start need not compute it again. */
LOGITLAB_API(logitlab_run_share) void logitlab_run_share(logitlab_run* run, logitlab_run* other);

#ifdef __cplusplus
}
#endif

#endif

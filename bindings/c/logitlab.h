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
LOGITLAB_API(logitlab_run_story) const char* logitlab_run_story(const logitlab_run* run);

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

/* The figures that this run has, a name a line: "contour", "iteration-0147". Drawing them all takes
 * as long as the command does. */
LOGITLAB_API(logitlab_run_figures) const char* logitlab_run_figures(logitlab_run* run);
/* A figure as SVG, the bytes of the command's file; dark: 0 or 1. Null: the run has no figure of
 * that name. */
LOGITLAB_API(logitlab_run_figure)
const char* logitlab_run_figure(logitlab_run* run, const char* name, int dark);

#ifdef __cplusplus
}
#endif

#endif

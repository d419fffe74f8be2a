/* SPDX-License-Identifier: MIT
 *
 * A C program on the library: argv[1] is the folder that the command left of the same runs. */
#include "bindings/c/logitlab.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures = 0;

static void check(int holds, const char* what) {
  if (!holds) {
    fprintf(stderr, "FAILED: %s\n", what);
    ++failures;
  }
}

/* A whole file with a zero byte at its end; null where it cannot be read. */
static char* read_file(const char* folder, const char* name) {
  char path[4096];
  if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) return NULL;
  FILE* file = fopen(path, "rb");
  if (file == NULL) return NULL;
  char* bytes = NULL;
  size_t length = 0, capacity = 0, got = 0;
  do {
    capacity += 65536;
    char* larger = realloc(bytes, capacity + 1);
    if (larger == NULL) break;
    bytes = larger;
    got = fread(bytes + length, 1, capacity - length, file);
    length += got;
  } while (got > 0);
  fclose(file);
  if (bytes != NULL) bytes[length] = '\0';
  return bytes;
}

static logitlab_run* run_of(const char* link) { return logitlab_run_new(link, strlen(link)); }

static void the_run_is_the_commands(const char* folder) {
  logitlab_run* run = run_of("#epochs=40&solver=momentum&lr=0.5");
  check(strcmp(logitlab_run_error(run), "") == 0, "the run is not refused");
  check(strcmp(logitlab_run_link(run), "lr=0.5&epochs=40&solver=momentum") == 0,
        "its link is canonical");

  char* json = read_file(folder, "run.json");
  check(json != NULL && strstr(json, logitlab_run_sha256(run)) != NULL,
        "its hash stands in run.json");
  free(json);

  char* svg = read_file(folder, "contour.svg");
  const char* ours = logitlab_run_figure(run, "contour", 0);
  check(svg != NULL && ours != NULL && strcmp(svg, ours) == 0,
        "its figure has the bytes of the file");
  free(svg);
  check(strstr(logitlab_run_figures(run), "contour") != NULL, "its figures are listed");
  check(logitlab_run_figure(run, "no such figure", 0) == NULL, "another name is no figure");
  logitlab_run_free(run);
}

static void its_numbers_are_there(void) {
  logitlab_run* run = run_of("epochs=2");
  check(logitlab_run_rows(run) == 15, "two epochs of seven steps and the start are kept");
  check(logitlab_run_parameters(run) == 2, "w and b");
  const double* path = logitlab_run_path(run);
  check(path[0] == -5 && path[1] == -10, "the path begins at the start");
  /* All of class 0 but seven: -log of the probability is the margin itself there, on average over
   * those seven. */
  double loss = 0;
  for (int i = 0; i < 20; ++i) {
    const double margin = -5 * (i - 10) / 10.0 - 10;
    loss += log1p(exp(i >= 13 ? -margin : margin)) / 20;
  }
  check(fabs(logitlab_run_losses(run)[0] - loss) < 1e-12, "the first loss is that of the start");
  check(logitlab_run_accuracies(run)[0] == 0.65, "13 of 20 are right at the start");
  check(logitlab_run_gradient_norms(run)[0] > 0, "the start has a slope");
  check(strlen(logitlab_run_story(run)) > 100, "there is a story");
  logitlab_run_free(run);
}

static void what_is_wrong_is_said(void) {
  logitlab_run* run = run_of("data=nowhere.csv");
  check(strstr(logitlab_run_error(run), "nowhere.csv") != NULL, "a file is refused by its name");
  check(logitlab_run_rows(run) == 0 && logitlab_run_path(run) == NULL, "a refused run has no path");
  check(strcmp(logitlab_run_sha256(run), "") == 0, "and no hash");
  check(strcmp(logitlab_run_figures(run), "") == 0, "and no figure");
  logitlab_run_free(run);

  run = run_of("epochs=zero");
  check(strcmp(logitlab_run_error(run), "") == 0, "a value that cannot be read has no effect");
  check(strstr(logitlab_run_notes(run), "epochs") != NULL, "and is named");
  check(logitlab_run_rows(run) == 701, "the default stands in its place");
  logitlab_run_free(run);
  logitlab_run_free(NULL);
}

static void the_page_is_told(void) {
  const char* link = "seed=3&run=efd4a870e328";
  logitlab_run* run = logitlab_run_train(link, strlen(link));
  logitlab_run* whole = run_of(link);
  check(strcmp(logitlab_run_sha256(run), logitlab_run_sha256(whole)) == 0,
        "a training alone is the training of the whole run");
  check(strstr(logitlab_run_figures(run), "basins") == NULL, "it has no map of starts");
  check(strstr(logitlab_run_figures(whole), "basins") != NULL, "the whole run has one");
  check(strstr(logitlab_run_facts(run), "\"same_run\":true") != NULL, "the link's run is this one");
  check(strstr(logitlab_choices(), "\"squared-error\"") != NULL, "the losses can be chosen");
  check(strncmp(logitlab_run_status(run, 18), "Step 18:", 8) == 0, "a step is told");
  check(strstr(logitlab_run_panels(run), "curves") != NULL, "there are panels");
  check(logitlab_run_panel(run, "nothing", 300, 200, 0, 0) == NULL, "another name is no panel");
  check(logitlab_run_scales(run, "above") == NULL, "what was not drawn has no scales");
  check(strstr(logitlab_run_panel(run, "above", 300, 200, 0, 0), "<svg") != NULL, "one is drawn");
  const double* scales = logitlab_run_scales(run, "above");
  check(scales != NULL && scales[5] == -15 && scales[6] == 15, "its scales are the window's");
  const uint8_t* pixels = logitlab_run_raster(run, 300, 200, 300, 0);
  double u_v[2] = {99, 99};
  check(pixels != NULL && pixels[3] == 0 && logitlab_run_pick(run, 0, 0, u_v) == 0,
        "the corner is beside the landscape");
  check(pixels[4 * (100 * 300 + 150) + 3] == 255, "the middle is painted");
  check(logitlab_run_pick(run, 150, 100, u_v) == 1 && fabs(u_v[0]) <= 15 && fabs(u_v[1]) <= 13,
        "and is a place of the window");
  logitlab_run* moved = logitlab_run_train("w=3&window=-15,15,-13,13", 24);
  check(logitlab_run_pick(moved, 150, 100, u_v) == 0, "what was not drawn shows nothing");
  logitlab_run_share(moved, run);
  check(logitlab_run_pick(moved, 150, 100, u_v) == 1, "another start has the same landscape");
  logitlab_run_free(moved);
  check(strcmp(logitlab_run_look(run, "step=3"), "") == 0, "a look is read");
  check(strstr(logitlab_run_look(run, "step=x"), "step") != NULL, "or what is wrong with it said");
  check(logitlab_run_samples(run) == 20 && logitlab_run_inputs(run) == 1, "20 rows of one input");
  check(logitlab_run_x(run)[0] == -1 && logitlab_run_y(run)[19] == 1, "and their numbers");
  const char* mixed = "hide=loss&run=efd4a870e328&b=-9&step=3&compare=squared-error&w=1";
  check(strcmp(logitlab_link_canonical(mixed, strlen(mixed)),
               "w=1&b=-9&step=3&run=efd4a870e328&hide=loss") == 0,
        "a link is put into its order");
  check(logitlab_link_seconds(link, strlen(link)) < 0.1, "the lab is quick");
  check(isnan(logitlab_link_seconds("data=no.csv", 11)), "a refused link takes no time");
  logitlab_run_free(run);
  logitlab_run_free(whole);

  run = logitlab_run_train("data=no.csv", 11);
  check(strstr(logitlab_run_facts(run), "\"error\":\"") != NULL, "a refusal is told");
  check(logitlab_run_panel(run, "above", 300, 200, 0, 0) == NULL, "and has no panels");
  logitlab_run_free(run);
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: logitlab_c_test FOLDER\n");
    return 2;
  }
  check(strlen(logitlab_version()) >= 5, "there is a version");
  the_run_is_the_commands(argv[1]);
  its_numbers_are_there();
  what_is_wrong_is_said();
  the_page_is_told();
  return failures == 0 ? 0 : 1;
}

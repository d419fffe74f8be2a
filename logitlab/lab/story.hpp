// SPDX-License-Identifier: MIT
// The sentences that a person reads about a run, made here once: terminal, page and Python say the
// same. Each is true of the run it is about, whatever the run; a sentence that would say nothing is
// left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// What a sentence is about, in the order in which they are told.
enum class Part {
  data,        // what there is to learn from
  path,        // what another program's path came to
  start,       // where it begins, and how that does
  slope,       // how the two losses pull there
  training,    // what was done, and why it ended
  accuracy,    // when all rows were right
  end,         // where it came to
  curvature,   // how the losses bend, and which learning rates they bear
  numerics,    // where the formula as written breaks
  separable,   // that there is no end to come to
  minimum,     // that there is one
  comparison,  // what others made of it, one sentence each
  plane,       // which plane the pictures show, and how much of the path
  looking      // what was looked at without training
};

struct Sentence {
  Part part;
  bool warning = false;  // it changes what the answer is worth
  std::string text;      // UTF-8, one or more whole sentences
};

std::vector<Sentence> tell(const Run& run);

// A command to try next, ready for a shell, and what it shows.
struct Suggestion {
  std::string command, why;
};

std::vector<Suggestion> what_next(const Run& run);

// The options that make these settings out of the defaults, ready for a shell: "--epochs 600
// --lr 0.5". Those of a training leave the window open where none was asked for; those of a run
// name the one that was chosen.
std::string options_of(const Settings& settings);

// The word in front of a part where a column of them is wanted: "Start".
std::string_view heading(Part part);

}  // namespace logitlab::lab

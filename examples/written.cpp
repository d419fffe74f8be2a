// SPDX-License-Identifier: MIT
// Written by logitlab, to be built with it: find_package(logitlab), logitlab::logitlab.
// Prints the SHA-256 of the parameters of all steps:
// 8ff7814bb8b85579fd7200a94768598659ce7bd9b74fa58dd8b9d238e5140ee2
#include <cstdio>
#include <logitlab/logitlab.hpp>
#include <memory>
#include <vector>

using namespace logitlab;

int main() {
  // 1. The recipe.
  lab::Settings settings;
  settings.loss = "cross-entropy";
  settings.solver = "nesterov";
  settings.learning_rate = 0.5;
  settings.momentum = 0.5;
  settings.schedule = "cosine";
  settings.batch_size = 3;
  settings.epochs = 30;
  settings.shuffle = true;
  settings.seed = 7u;
  settings.start = {1.0, -1.0};
  settings.compare = {"none"};

  // 2. The data.
  const std::vector<double> x = {0.0, 0.5, 1.0, 2.0};
  const std::vector<double> y = {0.0, 1.0, 0.0, 1.0};
  const Result<Dataset> data = Dataset("points", {"x1"}, x, y);
  if (!data) {
    std::fprintf(stderr, "%s\n", to_string(data.error()).c_str());
    return 1;
  }

  // 3. The training.
  lab::Watch nobody;
  const auto run =
      lab::run(settings, std::make_shared<const Dataset>(*data), nobody, lab::Extent::training);
  if (!run) {
    std::fprintf(stderr, "%s\n", to_string(run.error()).c_str());
    return 1;
  }
  std::fprintf(stdout, "%s\n", run->training->trajectory.sha256.c_str());
  return 0;
}

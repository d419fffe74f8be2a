// SPDX-License-Identifier: MIT
// The lab: logistic regression on 20 points, trained by minimising the cross-entropy, and watched.
#include <cstdio>
#include <logitlab/logitlab.hpp>
#include <memory>
#include <vector>

using namespace logitlab;

// Hears every step of the training and speaks after epochs 1, 21, 41, 61 and 81.
struct Narrator final : Observer {
  Wants wants() const override { return {.value = true}; }  // the loss of all rows, at every step
  Flow on_step(const Step& step) override {
    if (step.batch == 7 && step.epoch % 20 == 1)
      std::printf("iteration %3d: w = %7.4f, b = %7.4f, loss %.4f\n", static_cast<int>(step.index),
                  step.w[0], step.w[1], step.value);
    return Flow::proceed;
  }
};

int main() {
  // 1. The data: x = -1, -0.9, ..., 0.9, and y = 1 where x > 0.2.
  const Dataset data = make_lab();
  std::printf("%zu samples, %zu of class 1; the last is (%g, %g)\n", data.length(),
              data.positives(), data[19].x[0], data[19].y);

  // 2. The model, one linear layer and a sigmoid, and the loss over the data: the mean
  // cross-entropy.
  const DenseDesign x(data.x());
  const LinearModel model{.x = x, .y = data.y()};
  const auto loss = make_empirical_risk(model, CrossEntropy{});
  const auto rows = make_row_mean<double>(model, CrossEntropy{});  // the same loss, batch by batch

  // 3. Before training: the gradient at the start, and the loss seen from above.
  std::vector<double> w{-5, -10}, gradient(2);
  const double at_start = loss->value_and_gradient(w, gradient);
  std::printf("start: loss %.4f, gradient (%.4f, %.4f)\n", at_start, gradient[0], gradient[1]);
  const Plane plane = coordinate_plane(w, 0, 1, "w", "b");
  const Surface surface = sample_surface(*loss, plane, {-15, 15, 30}, {-13, 13, 30});
  std::printf("loss surface: %.4f at (-15, -13), %.4f at (15, 13)\n", surface.at(0, 0),
              surface.at(29, 29));

  // 4. Training by hand: one epoch of mini-batches of three, in file order, at learning rate 2.
  DataLoader loader(data.length(), {.batch_size = 3});
  loader.start_epoch(1);
  for (std::size_t k = 0; k < loader.batches_per_epoch(); ++k) {
    rows->value_and_gradient(loader.batch(k), w, gradient);
    for (std::size_t j = 0; j < w.size(); ++j) w[j] -= 2 * gradient[j];
  }
  std::printf("one epoch by hand:  w = %.4f, b = %.4f\n", w[0], w[1]);

  // 5. The same by a solver, for 100 epochs, with someone listening.
  w = {-5, -10};
  Narrator narrator;
  const auto sgd = make_solver("sgd", {.learning_rate = 2, .loader = {.batch_size = 3}}).value();
  const Outcome end =
      sgd->minimize({.smooth = *loss, .rows = rows.get()}, w, {.max_steps = 700}, narrator);
  std::printf("%d steps: w = %.4f, b = %.4f, loss %.4f\n", static_cast<int>(end.steps), w[0], w[1],
              loss->value(w));

  // 6. The class of each sample (1 where p > 0.5), and how many are right.
  int right = 0;
  for (std::size_t i = 0; i < data.length(); ++i) {
    const double p = math::sigmoid(w[0] * data[i].x[0] + w[1]);
    right += (p > 0.5) == (data[i].y == 1) ? 1 : 0;
  }
  std::printf("%d of %zu right\n", right, data.length());

  // 7. All of this in one call, and all its pictures.
  lab::Watch nobody;
  const lab::Run run = lab::run({}, std::make_shared<const Dataset>(data), nobody).value();
  figure::FigureInputs inputs(run);
  for (const figure::Scene& scene : figure::draw_all(inputs))
    if (!write_file(scene.name + ".svg", figure::to_svg(scene, figure::Theme::light))) return 1;
  return 0;
}

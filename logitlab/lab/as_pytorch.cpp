// SPDX-License-Identifier: MIT
//
// A script that trains the same model by the same recipe in PyTorch, and says in comments where
// that takes other steps. The formulas of the rates are those of solver/schedule.cpp, the constants
// of the optimisers those of solver/*.cpp, which are PyTorch's defaults.
#include <string>
#include <string_view>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/code_parts.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

bool is_float32(const Settings& s) { return s.precision == Precision::float32; }

constexpr std::string_view table_in_file =
    R"(# points.csv: the points, a row each, the label last; without a line of names.
with open("points.csv") as file:
    table = torch.tensor([[float(field) for field in line.split(",")] for line in file])
x, y = table[:, :)";

std::string data_text(const Run& run) {
  constexpr std::size_t most_numbers = 2000;  // some screens full
  const Dataset& data = *run.data;
  const std::string d = std::to_string(data.columns());
  if (data.length() * (data.columns() + 1) > most_numbers) {
    return text_of({table_in_file, d, "], table[:, ", d, ":]\n"});
  }
  const CMat x = data.x();
  return text_of({"x = torch.tensor([", numbers_text({x.data, x.rows * x.columns}),
                  "]).reshape(-1, ", d, ")\ny = torch.tensor([", numbers_text(data.y()),
                  "]).reshape(-1, 1)\n"});
}

// The loss as a function of the margins z and the labels y.
std::string loss_text_of(const Settings& s) {
  if (s.loss == "squared-error") {
    return "def criterion(z, y):\n    return torch.mean((torch.sigmoid(z) - y) ** 2)\n";
  }
  if (s.loss == "cross-entropy") {
    return "criterion = nn.BCEWithLogitsLoss()  # the safe formula, from the margin\n";
  }
  const std::string epsilon = s.epsilon > 0 ? text_of({" + ", real_text(s.epsilon)}) : "";
  return text_of({"def criterion(z, y):\n    p = torch.sigmoid(z)\n", "    return -torch.mean(y * ",
                  "torch.log(p", epsilon, ") + (1 - y) * torch.log(1 - p", epsilon, "))\n"});
}

std::string optimiser_text(const Settings& s) {
  const std::string rate = real_text(s.learning_rate.value_or(0));
  const std::string momentum = real_text(s.momentum.value_or(0));
  const auto make = [](std::string_view name, std::string_view options) {
    return text_of({"optimizer = torch.optim.", name, "(model.parameters(), ", options, ")\n"});
  };
  const std::string lr = text_of({"lr=", rate});
  const bool fast = s.momentum.value_or(0) > 0;
  if (s.solver == "momentum" && fast) return make("SGD", text_of({lr, ", momentum=", momentum}));
  if (s.solver == "nesterov" && fast) {
    return make("SGD", text_of({lr, ", momentum=", momentum, ", nesterov=True"}));
  }
  if (s.solver == "adagrad") return make("Adagrad", text_of({lr, ", eps=1e-10"}));
  if (s.solver == "rmsprop") return make("RMSprop", text_of({lr, ", alpha=0.99, eps=1e-8"}));
  if (s.solver == "adam") return make("Adam", text_of({lr, ", betas=(0.9, 0.999), eps=1e-8"}));
  return make("SGD", lr);
}

// A factor on the rate for each epoch; `done` of them are done.
std::string schedule_text(const Settings& s) {
  const std::string epochs = std::to_string(s.epochs);
  std::string factor;
  if (s.schedule == "step") {
    factor =
        text_of({"0.01 if done >= ", std::to_string(s.epochs - s.epochs / 4),
                 " else 0.1 if done >= ", std::to_string(s.epochs - s.epochs / 2), " else 1.0"});
  } else if (s.schedule == "inverse") {
    factor = "1 / (1 + done / 10)";
  } else if (s.schedule == "cosine") {
    factor = text_of({"(1 + math.cos(math.pi * done / ", epochs, ")) / 2"});
  }
  if (factor.empty()) return "";
  return text_of(
      {"scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda done: ", factor, ")\n"});
}

constexpr std::string_view batches_body = R"(    for x_batch, y_batch in loader:
        loss = criterion(model(x_batch), y_batch)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
)";
constexpr std::string_view other_orders =
    R"(# PyTorch draws other orders than logitlab does: the run is alike, not the same.
torch.manual_seed()";

std::string batches_loop(const Run& run) {
  const Settings& s = run.training->settings;
  const std::uint64_t n = run.data->length(), asked = s.batch_size.value_or(0);
  const std::uint64_t batch = asked == 0 || asked > n ? n : asked;
  const std::string schedule = schedule_text(s);
  std::string text = text_of({optimiser_text(s), schedule});
  if (s.shuffle) text += text_of({other_orders, std::to_string(s.seed), ")\n"});
  return text_of(
      {text, "loader = DataLoader(TensorDataset(x, y), batch_size=", std::to_string(batch),
       s.shuffle ? ", shuffle=True" : "", s.drop_last && batch < n ? ", drop_last=True" : "",
       ")\n\nfor epoch in range(", std::to_string(s.epochs), "):\n", batches_body,
       schedule.empty() ? "" : "    scheduler.step()\n"});
}

constexpr std::string_view lbfgs_head =
    R"(# PyTorch's L-BFGS searches along its directions in another way: other steps, the same aim.
optimizer = torch.optim.LBFGS(model.parameters(), history_size=10, line_search_fn="strong_wolfe",
                              max_iter=)";
constexpr std::string_view lbfgs_body = R"()


def closure():
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    return loss


optimizer.step(closure)
)";

constexpr std::string_view newton_head =
    R"(# PyTorch has no Newton's method: by hand, with half the step until the loss falls. logitlab
# searches in another way, so these are other steps with the same aim.


def value(parameters):
    return criterion(x @ parameters[:-1].reshape(-1, 1) + parameters[-1], y)


parameters = torch.cat([model.weight.detach().flatten(), model.bias.detach()])
for iteration in range()";
constexpr std::string_view newton_body = R"():
    gradient = torch.autograd.functional.jacobian(value, parameters)
    if gradient.norm() < 1e-8:
        break
    hessian = torch.autograd.functional.hessian(value, parameters)
    direction = torch.linalg.pinv(hessian) @ -gradient
    if direction @ gradient > 0:
        direction = -gradient
    length = 1.0
    while length > 1e-12 and not value(parameters + length * direction) <= value(parameters):
        length /= 2
    parameters = parameters + length * direction
with torch.no_grad():
    model.weight.copy_(parameters[:-1].reshape(1, -1))
    model.bias.copy_(parameters[-1:])
)";

std::string training_loop(const Run& run) {
  const Settings& s = run.training->settings;
  const std::string epochs = std::to_string(s.epochs);
  if (s.solver == "lbfgs") return text_of({lbfgs_head, epochs, lbfgs_body});
  if (s.solver == "newton") return text_of({newton_head, epochs, newton_body});
  return batches_loop(run);
}

constexpr std::string_view same_in_float32 =
    R"(# In float32 the steps agree to about seven digits; where both do the same operations in the
# same order, in every bit.
)";
constexpr std::string_view same_in_float64 =
    R"(# In float64 the steps agree to about twelve digits, unless the rate is so high that roundings
# grow.
)";
constexpr std::string_view imports = R"(import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.set_default_dtype(torch.)";

std::string header(const Run& run) {
  const Training& training = *run.training;
  const Settings& s = training.settings;
  const bool same = !s.shuffle && find_solver(s.solver)->unit == StepUnit::mini_batch;
  const std::string_view how_near = is_float32(s) ? same_in_float32 : same_in_float64;
  return text_of({"# Written by logitlab: the recipe of its run in PyTorch.\n",
                  same ? how_near : std::string_view(), stopped_note(training, "# "),
                  s.schedule == "cosine" ? "import math\n\n" : "", imports, to_string(s.precision),
                  ")\n"});
}

std::string model_text(const Run& run) {
  const CVec start = *run.training->settings.start;
  const std::string d = std::to_string(run.data->columns());
  return text_of({"model = nn.Linear(", d, ", 1)\nwith torch.no_grad():\n",
                  "    model.weight.copy_(torch.tensor([[",
                  numbers_text(start.first(start.size() - 1)),
                  "]]))\n    model.bias.copy_(torch.tensor([", real_text(start.back()), "]))\n\n"});
}

constexpr std::string_view telling = R"(
with torch.no_grad():
    print("w =", model.weight.flatten().tolist())
    print("b =", model.bias.item())
    right = ((model(x) > 0) == (y == 1)).sum().item()
    print(right, "of", len(y), "right")
)";

}  // namespace

std::string as_pytorch(const Run& run) {
  const Training& training = *run.training;
  const CVec end = training.result.w;
  return text_of({header(run), "\n# 1. The data.\n", data_text(run),
                  "\n# 2. The model and its start.\n", model_text(run),
                  "\n# 3. The loss of the margins z = x w + b.\n", loss_text_of(training.settings),
                  "\n\n# 4. The training.\n", training_loop(run),
                  "\n# 5. What it came to. In logitlab: w = ",
                  numbers_text(end.first(end.size() - 1), ", ", ""),
                  "; b = ", real_text(end.back()), telling});
}

}  // namespace logitlab::lab

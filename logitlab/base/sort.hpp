// SPDX-License-Identifier: MIT
// Sorting for everything but inner loops. One heap sort serves all: std::sort is twice as fast, but
// each of its instantiations is 3 to 6 KB of machine code, which a page's engine has to carry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace logitlab {

// Ascending. O(n log n) comparisons at worst, no memory. No value is NaN.
void sort(std::span<double> values);
void sort(std::span<std::uint32_t> values);

// The numbers of the keys in ascending order of the keys; equal ones as they stand.
std::vector<std::uint32_t> ascending(std::span<const double> keys);

// Items in ascending order of a number that `key` gives for each; equal ones as they stand.
template <class Item, class Key>
void sort_by(std::vector<Item>& items, Key key) {
  std::vector<double> keys;
  for (const Item& item : items) keys.push_back(static_cast<double>(std::invoke(key, item)));
  std::vector<Item> sorted;
  sorted.reserve(items.size());
  for (const std::uint32_t k : ascending(keys)) sorted.push_back(std::move(items[k]));
  items = std::move(sorted);
}

}  // namespace logitlab

// SPDX-License-Identifier: MIT
//
// The problem: order numbers in place. Heap sort (J. W. J. Williams, Algorithm 232, CACM 7, 1964,
// with the heap made bottom up: R. W. Floyd, Algorithm 245, CACM 7, 1964). Cost: at most
// 2 n log2 n comparisons, no memory.
#include "logitlab/base/sort.hpp"

namespace logitlab {
namespace {

// Lets items[root] sink to its place in the heap of the first `end` items, the largest on top.
template <class Item, class Less>
void sink(std::span<Item> items, std::size_t root, std::size_t end, Less less) {
  const Item item = items[root];
  while (2 * root + 1 < end) {
    std::size_t child = 2 * root + 1;
    if (child + 1 < end && less(items[child], items[child + 1])) ++child;
    if (!less(item, items[child])) break;
    items[root] = items[child];
    root = child;
  }
  items[root] = item;
}

template <class Item, class Less>
void heap_sort(std::span<Item> items, Less less) {
  for (std::size_t root = items.size() / 2; root-- > 0;) sink(items, root, items.size(), less);
  for (std::size_t end = items.size(); end-- > 1;) {
    std::swap(items[0], items[end]);
    sink(items, 0, end, less);
  }
}

}  // namespace

void sort(std::span<double> values) { heap_sort(values, std::less<>{}); }

void sort(std::span<std::uint32_t> values) { heap_sort(values, std::less<>{}); }

std::vector<std::uint32_t> ascending(std::span<const double> keys) {
  std::vector<std::uint32_t> order(keys.size());
  for (std::uint32_t k = 0; k < order.size(); ++k) order[k] = k;
  heap_sort(std::span(order), [keys](std::uint32_t a, std::uint32_t b) {
    return keys[a] != keys[b] ? keys[a] < keys[b] : a < b;
  });
  return order;
}

}  // namespace logitlab

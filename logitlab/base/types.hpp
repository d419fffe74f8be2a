// SPDX-License-Identifier: MIT
//
// The few types that every module speaks: views of numbers that somebody else owns.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>

namespace logitlab {

using Vec = std::span<double>;
using CVec = std::span<const double>;

// The number of a row (a sample) of a data set.
using Row = std::uint32_t;

// "Not known, or not computed." Files write it as an empty field or as null.
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// A row-major view of rows x columns numbers; row i starts at data + i * stride, stride >= columns.
template <class T>
struct Block {
  T* data = nullptr;
  std::size_t rows = 0, columns = 0, stride = 0;

  T& operator()(std::size_t i, std::size_t j) const {
    assert(i < rows && j < columns);
    return data[i * stride + j];
  }

  std::span<T> row(std::size_t i) const {
    assert(i < rows);
    return {data + i * stride, columns};
  }

  // A block that may be written is also one that may only be read.
  operator Block<const T>() const
    requires(!std::is_const_v<T>)
  {
    return {data, rows, columns, stride};
  }
};

using Mat = Block<double>;
using CMat = Block<const double>;

}  // namespace logitlab

// SPDX-License-Identifier: MIT
//
// A change of any bit of these functions changes every result that is built on them; this test says
// so. If the change is meant, replace the hash. Dense algebra is left out here: its bits belong to
// the version of Eigen.
#include "logitlab/base/bit_hashes.hpp"

#include <gtest/gtest.h>

namespace logitlab {
namespace {

TEST(BitHashes, AreThoseOfEveryOtherBuild) {
  Sha256 all;
  for (const NamedHash& hash : base_bit_hashes()) {
    if (hash.name != "dense") all.update(hash.name + ' ' + hash.hex + '\n');
  }
  EXPECT_EQ(all.hex(), "45ff399f84bf826af626851c5c06ffaae1f600c9fa1abff8301bded9e2a36437");
}

}  // namespace
}  // namespace logitlab

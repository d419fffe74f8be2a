// SPDX-License-Identifier: MIT
//
// Includes all of the library, links it and calls it once: the test vector "abc" of FIPS 180-4.

#include "logitlab/logitlab.hpp"

int main() {
  const char* expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  return logitlab::Sha256().update("abc").hex() == expected ? 0 : 1;
}

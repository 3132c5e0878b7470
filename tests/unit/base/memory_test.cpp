#include "base/memory.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace gongshi;

TEST_CASE("room in large pages holds what is put there, and is asked for once") {
  std::vector<std::string> texts;
  reserve_large(texts, 300'000);  // some megabytes
  const std::string* at = texts.data();
  for (int i = 0; i < 300'000; ++i) texts.push_back(std::to_string(i));
  CHECK(texts.data() == at);
  CHECK(texts.back() == "299999");
  reserve_large(texts, 10);
  CHECK(texts.data() == at);
}

TEST_CASE("a hint about any memory changes no byte of it") {
  std::string bytes(5'000'000, 'x');
  advise_large_pages(bytes.data(), bytes.size());
  advise_large_pages(bytes.data() + 1, 10);
  advise_large_pages(nullptr, 0);
  CHECK(std::ranges::all_of(bytes, [](char c) { return c == 'x'; }));
}

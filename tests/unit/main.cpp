#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "repository.hpp"

std::filesystem::path gongshi::test::repository() { return GONGSHI_REPOSITORY; }

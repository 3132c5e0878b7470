// The roots of the five documents (tests/cases), against what an independent script counted in their files.
#include <nlohmann/json.hpp>

#include "../repository.hpp"
#include "rules/assess.hpp"
#include "rules/deadlines/eligibility.hpp"
#include "rules/wordings.hpp"
#include "small_root.hpp"

using namespace gongshi;
using test::RootRead;

namespace {

const std::filesystem::path cases = test::repository() / "tests/cases";

RootRead read_case(std::string_view name) {
  RootRead read;
  std::filesystem::path root = cases / name / "root";
  read.data = read_root(root, 0, read.out);
  resolve_places(root, *read.data, read.out);
  read.out.sort();
  return read;
}

nlohmann::json expected(std::string_view name, std::string_view file) {
  std::ifstream in(cases / name / file);
  REQUIRE(in.good());
  return nlohmann::json::parse(in);
}

constexpr std::array<std::string_view, 5> documents{"pingdingshan-2020", "wuzhi-2021", "huojia-2023", "lingchuan-2024", "zezhou-2024"};

}  // namespace

TEST_CASE("each document's root is read without error and counted as the script counts it") {
  for (std::string_view name : documents) {
    CAPTURE(name);
    RootRead read = read_case(name);
    CAPTURE(read.words());
    CHECK_FALSE(read.out.errors());
    nlohmann::json counts = expected(name, "expected-counts.json");
    Date as_of = *Date::parse(counts.at("as_of").get<std::string>());
    CHECK(read.data->site.as_of == as_of);

    std::map<std::string, int> standings;
    const Dataset& data = *read.data;
    for (const Result& r : data.results) {
      auto task = std::ranges::find(data.tasks, r.task_id, &Task::id);
      REQUIRE(task != data.tasks.end());
      constexpr std::array names{"eligible", "withheld", "embargoed", "undated"};
      ++standings[names.at(static_cast<std::size_t>(standing(r, &*task, *data.profile, as_of)))];
    }
    int withdrawn = counts.at("withdrawn").get<int>();
    for (std::string state : {"eligible", "withheld", "embargoed", "undated"}) {
      CAPTURE(state);
      CHECK(standings[state] == counts.at(state).get<int>() + (state == "eligible" ? withdrawn : 0));
    }

    auto site = assess(data, data.ledger, Audience::preview, as_of, 0, read.out);
    CAPTURE(read.words());
    CHECK_FALSE(read.out.errors());
    CHECK(site->results.size() == counts.at("eligible").get<std::size_t>() + static_cast<std::size_t>(withdrawn));
    CHECK(std::ranges::count(site->results, true, &ShownResult::withdrawn) == withdrawn);
    nlohmann::json by_category = nlohmann::json::object();
    int approximate = 0;
    for (const ShownResult& r : site->results) {
      if (r.withdrawn) continue;
      std::string slug(facts(r.category).slug);
      by_category[slug] = by_category.value(slug, 0) + 1;
      approximate += r.approximate ? 1 : 0;
    }
    CHECK(by_category == counts.at("by_category"));
    CHECK(approximate == counts.at("approximate").get<int>());
    CHECK(site->objects.size() == counts.at("objects").get<std::size_t>());

    auto live = assess(data, data.ledger, Audience::live, as_of, 0, read.out);
    CHECK_FALSE(read.out.errors());  // the ledger, once written, is one that later versions can read
    CHECK(live->results.size() == counts.at("published").get<std::size_t>());
  }
}

TEST_CASE("ids that were not given are the ones that the script derived") {
  for (std::string_view name : documents) {
    CAPTURE(name);
    RootRead read = read_case(name);
    std::size_t derived = 0;
    for (const nlohmann::json& row : expected(name, "expected-derived-ids.json")) {
      std::string id = row.at("id");
      CAPTURE(id);
      const Result* r = read.result(id);
      REQUIRE(r != nullptr);
      CHECK(r->derived_id);
      CHECK(read.data->files[r->origin.file] == row.at("file").get<std::string>());
      CHECK(r->number == row.value("number", ""));
      ++derived;
    }
    CHECK(std::ranges::count(read.data->results, true, &Result::derived_id) == static_cast<std::ptrdiff_t>(derived));
  }
}

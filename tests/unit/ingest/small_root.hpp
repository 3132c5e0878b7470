// A root in a temporary folder: the least that is without fault, and what a test lays over it.
#pragma once
#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/catalogue.hpp"
#include "ingest/places.hpp"
#include "ingest/read.hpp"

namespace gongshi::test {

/// What came of reading a root: its places resolved, its diagnostics sorted.
struct RootRead {
  std::unique_ptr<Dataset> data;
  Diagnostics out;

  std::vector<const Diagnostic*> all(Code code) const {
    std::vector<const Diagnostic*> found;
    for (const Diagnostic& d : out.items())
      if (d.code == code) found.push_back(&d);
    return found;
  }
  /// The only diagnostic; the test fails where there are others, or none.
  const Diagnostic& only(Code code) const {
    std::string others;
    for (const Diagnostic& d : out.items())
      if (d.code != code) others += code_name(d.code) + " " + message_of(d, Language::english) + "; ";
    CAPTURE(others);
    CHECK(others.empty());
    auto found = all(code);
    REQUIRE(found.size() == 1);
    return *found.front();
  }
  /// All of it, in words, for a test that fails.
  std::string words() const {
    std::string text;
    for (const Diagnostic& d : out.items()) text += place_of(d) + " " + code_name(d.code) + " " + message_of(d, Language::english) + "\n";
    return text;
  }
  const Result* result(std::string_view id) const {
    auto found = std::ranges::find(data->results, id, &Result::id);
    return found == data->results.end() ? nullptr : &*found;
  }
  /// Its arguments, with `|` between them, and between the words of a list.
  static std::string args_of(const Diagnostic& d) {
    std::string text;
    for (const std::string& arg : d.args) text += (text.empty() ? "" : "|") + arg;
    std::ranges::replace(text, '\x1f', '|');
    return text;
  }
  /// `content/results/a.csv:3:2`
  static std::string place_of(const Diagnostic& d) {
    return d.place.file + ":" + std::to_string(d.place.line) + ":" + std::to_string(d.place.column);
  }
};

class SmallRoot {
 public:
  SmallRoot() {
    std::string name = (std::filesystem::temp_directory_path() / "gongshi-root-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
    put("site/site.json", R"({"organisation": {"name": "虚构县生态环境局"}, "site": {"name": "公示"},
  "base_url": "https://gongshi.example/", "profile": "sample", "sample": true, "as_of": "2024-06-28"})");
    put("content/tasks/2024.json", R"([{"id": "T1", "name": "第二季度抽查", "kind": "internal",
  "from": "2024-05-06", "to": "2024-06-14", "ended_on": "2024-06-14", "completed_on": "2024-06-14"}])");
  }
  ~SmallRoot() { std::filesystem::remove_all(path_); }
  SmallRoot(const SmallRoot&) = delete;
  SmallRoot& operator=(const SmallRoot&) = delete;

  const std::filesystem::path& path() const { return path_; }

  void put(const std::string& file, std::string_view bytes) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    std::ofstream(path_ / file, std::ios::binary) << bytes;
  }
  void remove(const std::string& file) const { std::filesystem::remove(path_ / file); }

  RootRead read(unsigned jobs = 1) const {
    RootRead read;
    read.data = read_root(path_, jobs, read.out);
    resolve_places(path_, *read.data, read.out);
    read.out.sort();
    return read;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace gongshi::test

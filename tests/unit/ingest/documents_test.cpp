#include "ingest/documents.hpp"

#include "ingest/own_files.hpp"
#include "small_root.hpp"

using namespace gongshi;
using test::RootRead;
using test::SmallRoot;

namespace {

const TemplateFile* find_template(const Dataset& data, std::string_view name) {
  auto found = std::ranges::find(data.templates, name, &TemplateFile::name);
  return found == data.templates.end() ? nullptr : &*found;
}

const StaticFile* find_static(const Dataset& data, std::string_view path) {
  auto found = std::ranges::find(data.statics, path, &StaticFile::path);
  return found == data.statics.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a root of two files is without fault, and takes the rest from the program") {
  SmallRoot root;
  RootRead read = root.read();
  CHECK(read.words() == "");
  REQUIRE(read.data->profile != nullptr);
  CHECK(read.data->profile->id == "sample");
  CHECK(std::ranges::find(read.data->calendar, 2024, &CalendarYear::year) != read.data->calendar.end());
  CHECK(std::ranges::is_sorted(read.data->calendar, {}, &CalendarYear::year));
  CHECK_FALSE(read.data->local_calendar);
  CHECK(find_template(*read.data, "layout.html") != nullptr);
  CHECK(find_template(*read.data, "pages/result.html") != nullptr);
  CHECK(read.data->site.organisation.name == "虚构县生态环境局");
}

TEST_CASE("no site.json") {
  SmallRoot root;
  root.remove("site/site.json");
  RootRead read = root.read();
  CHECK(read.only(Code::site_missing).place.file == "site/site.json");
  CHECK(read.data->profile == nullptr);
}

TEST_CASE("base_url ends with a slash, whatever the file says") {
  SmallRoot root;
  root.put("site/site.json",
           R"({"organisation": {"name": "局"}, "site": {"name": "公示"}, "base_url": "https://a.example/x", "profile": "sample"})");
  CHECK(root.read().data->site.base_url == "https://a.example/x/");
}

TEST_CASE("a profile that is not there is named with those that are") {
  SmallRoot root;
  root.put("site/site.json",
           "{\"organisation\": {\"name\": \"局\"}, \"site\": {\"name\": \"公示\"},\n \"base_url\": \"https://a.example/\", \"profile\": "
           "\"zezou-2024\"}");
  const RootRead read = root.read();
  const Diagnostic& d = read.only(Code::unknown_profile);
  CHECK(RootRead::place_of(d) == "site/site.json:2:47");
  CHECK(d.args[0] == "zezou-2024");
  CHECK(d.args[1] == "zezhou-2024");
  CHECK(d.args[2].find("sample") != std::string::npos);
}

TEST_CASE("the root's own profiles and calendars stand over the program's") {
  SmallRoot root;
  auto profile = [](std::string_view id) {
    return R"({"id": ")" + std::string(id) +
           R"(", "name": "本县", "source": "本县〔2024〕1号", "allowed_results": {"好": {"category": "no-problem"}},
      "deadline": {"days": 7, "unit": "working", "from": "inspected_on", "article": "第一条"}})";
  };
  root.put("site/profiles/sample.json", profile("sample"));
  root.put("content/calendar/2024.json", R"({"year": 2024, "off": ["2024-03-03"]})");
  root.put("content/calendar/local.json", R"({"source": "本县通知", "off": ["2024-07-01"]})");
  RootRead read = root.read();
  CHECK(read.words() == "");
  CHECK(read.data->profile->name == "本县");
  CHECK(std::ranges::count(read.data->profiles, "sample", &Profile::id) == 1);
  CHECK(std::ranges::count(read.data->profiles, "zezhou-2024", &Profile::id) == 1);  // those it lacks are still there
  REQUIRE(std::ranges::count(read.data->calendar, 2024, &CalendarYear::year) == 1);
  CHECK(std::ranges::find(read.data->calendar, 2024, &CalendarYear::year)->off == std::vector<Date>{Date(2024, 3, 3)});
  REQUIRE(read.data->local_calendar);
  CHECK(read.data->local_calendar->off.size() == 1);
}

TEST_CASE("it is the id, or the year, that a root lacks or not, not the name of the file") {
  SmallRoot root;
  root.put("site/profiles/county.json",
           R"({"id": "sample", "name": "本县", "source": "本县〔2024〕1号", "allowed_results": {"好": {"category": "no-problem"}},
      "deadline": {"days": 7, "unit": "working", "from": "inspected_on", "article": "第一条"}})");
  root.put("content/calendar/national-2024.json", R"({"year": 2024, "off": ["2024-03-03"]})");
  RootRead read = root.read();
  CHECK(read.words() == "");
  CHECK(read.data->profile->name == "本县");
  CHECK(std::ranges::count(read.data->profiles, "sample", &Profile::id) == 1);
  CHECK(std::ranges::count(read.data->calendar, 2024, &CalendarYear::year) == 1);
}

TEST_CASE("a root's own template and static file override the program's, one by one") {
  SmallRoot root;
  root.put("templates/pages/result.html", "\xef\xbb\xbf<p>本县</p>\n");
  root.put("templates/notes.txt", "not read");
  root.put("site/static/own.css", "p{}");
  RootRead read = root.read();
  CHECK(read.only(Code::stray_file).place.file == "templates/notes.txt");
  CHECK_FALSE(read.out.errors());
  REQUIRE(find_template(*read.data, "pages/result.html") != nullptr);
  CHECK(find_template(*read.data, "pages/result.html")->text == "<p>本县</p>\n");  // the mark would land inside a page
  CHECK(std::ranges::count(read.data->templates, "pages/result.html", &TemplateFile::name) == 1);
  CHECK(find_template(*read.data, "layout.html") != nullptr);
  CHECK(find_template(*read.data, "notes.txt") == nullptr);
  const StaticFile* own = find_static(*read.data, "static/own.css");
  REQUIRE(own != nullptr);
  CHECK(own->size == 3);
  CHECK(own->source == (root.path() / "site/static/own.css").string());
  for (const OwnFile& file : own_files()) {
    if (!file.path.starts_with("site/static/")) continue;
    const StaticFile* carried = find_static(*read.data, file.path.substr(5));
    REQUIRE(carried != nullptr);
    CHECK(carried->bytes == file.bytes);
  }
}

TEST_CASE("the program's own files are sorted, and hold no local calendar") {
  CHECK(std::ranges::is_sorted(own_files(), {}, &OwnFile::path));
  CHECK(std::ranges::find(own_files(), "site/profiles/sample.json", &OwnFile::path) != own_files().end());
  CHECK(std::ranges::find(own_files(), "content/calendar/local.json", &OwnFile::path) == own_files().end());
}

TEST_CASE("a notice") {
  SmallRoot root;
  root.put(
      "content/notices/2024-plan.md",
      "---\r\ntitle: \"关于抽查的公告\"\r\ndate: 2024-05-14\r\ndocument_number: 虚环〔2024〕1号\r\nattachments:\r\n  - static/a.pdf\r\n"
      "revisions:\r\n  - 2024-05-20 改正附件\r\n---\r\n\r\n正文。\r\n");
  root.put("site/static/a.pdf", "x");
  root.put("content/notices/old.md", "---\ntitle: 旧\ndate: 2023-01-01\n---\nx\n");
  RootRead read = root.read();
  CHECK(read.words() == "");
  REQUIRE(read.data->notices.size() == 2);
  const Notice& n = read.data->notices[0];  // newest first
  CHECK(n.slug == "2024-plan");
  CHECK(n.title == "关于抽查的公告");
  CHECK(n.date == Date(2024, 5, 14));
  CHECK(n.attachments == std::vector<std::string_view>{"static/a.pdf"});
  REQUIRE(n.revisions.size() == 1);
  CHECK(n.revisions[0].on == Date(2024, 5, 20));
  CHECK(n.revisions[0].note == "改正附件");
  CHECK(n.body.find("正文。") != std::string_view::npos);
  CHECK(n.body_line == 10);
}

TEST_CASE("the name of a notice's file is its address: Chinese is an error that says what to do") {
  SmallRoot root;
  root.put("content/notices/公告.md", "---\ntitle: 公告\ndate: 2024-05-14\n---\nx\n");
  RootRead read = root.read();
  const Diagnostic& d = read.only(Code::file_name);
  CHECK(d.place.file == "content/notices/公告.md");
  CHECK(d.args[0] == "公告");
  CHECK(read.out.errors());
}

TEST_CASE("faults of front matter, each with its line") {
  SmallRoot root;
  auto read = [&](std::string_view text) {
    root.put("content/notices/a.md", text);
    return root.read();
  };
  RootRead none = read("正文\n");
  CHECK(RootRead::place_of(none.only(Code::front_matter)) == "content/notices/a.md:1:1");
  RootRead open = read("---\ntitle: 公告\ndate: 2024-05-14\n");
  CHECK(open.only(Code::front_matter).place.line == 1);
  RootRead unknown = read("---\ntitle: 公告\ndatum: 2024-05-14\ndate: 2024-05-14\n---\n");
  CHECK(RootRead::place_of(unknown.only(Code::unknown_key)) == "content/notices/a.md:3:1");
  CHECK(RootRead::args_of(unknown.only(Code::unknown_key)).starts_with("datum||title|date|document_number|"));
  RootRead typo = read("---\ntitel: 公告\ntitle: 公告\ndate: 2024-05-14\n---\n");
  CHECK(typo.only(Code::unknown_key).args[1] == "title");  // a swap is one edit
  RootRead plural = read("---\ntitles: 公告\ntitle: 公告\ndate: 2024-05-14\n---\n");
  CHECK(plural.only(Code::unknown_key).args[1] == "title");
  RootRead missing = read("---\ntitle: 公告\n---\n");
  CHECK(missing.only(Code::missing_key).args[0] == "date");
  RootRead no_day = read("---\ntitle: 公告\ndate: 2024-02-30\n---\n");
  CHECK(RootRead::place_of(no_day.only(Code::bad_date)) == "content/notices/a.md:3:1");
  RootRead empty = read("---\ntitle:\ndate: 2024-05-14\n---\n");
  CHECK(RootRead::place_of(empty.only(Code::empty_value)) == "content/notices/a.md:2:1");
  RootRead revision = read("---\ntitle: 公告\ndate: 2024-05-14\nrevisions:\n  - 2024-05-20 好\n  - 五月改正\n---\n");
  CHECK(RootRead::place_of(revision.only(Code::bad_format)) == "content/notices/a.md:6:1");
  RootRead scalar = read("---\ntitle: 公告\ndate: 2024-05-14\nattachments: a.pdf\n---\n");
  CHECK(RootRead::place_of(scalar.only(Code::wrong_type)) == "content/notices/a.md:4:1");
  RootRead link = read("---\ntitle: 公告\ndate: 2024-05-14\n---\n\n[x](javascript:alert)\n");
  CHECK(link.only(Code::markdown_link).place.line == 6);
  CHECK(link.out.errors());
}

TEST_CASE("guide pages stand by order, those without come last, by slug") {
  SmallRoot root;
  auto page = [](std::string_view order) { return "---\ntitle: 页\ndate: 2024-01-01\n" + std::string(order) + "---\nx\n"; };
  root.put("content/guide/b.md", page(""));
  root.put("content/guide/c.md", page("order: 2\n"));
  root.put("content/guide/a.md", page(""));
  root.put("content/guide/d.md", page("order: 1\n"));
  root.put("content/guide/picture.png", "x");
  RootRead read = root.read();
  CHECK(read.only(Code::stray_file).place.file == "content/guide/picture.png");
  CHECK_FALSE(read.out.errors());
  std::vector<std::string_view> slugs;
  for (const GuidePage& p : read.data->guide) slugs.push_back(p.slug);
  CHECK(slugs == std::vector<std::string_view>{"d", "c", "a", "b"});
}

TEST_CASE("a plan's preamble is looked through for links") {
  SmallRoot root;
  root.put(
      "content/plans/a.json",
      R"~({"id": "P1", "year": 2024, "title": "计划", "issuer": "局", "preamble": "[x](javascript:1)", "sections": [{"kind": "internal", "title": "甲", "columns": [{"key": "number", "header": "序号"}], "entries": [{"number": "1", "name": "甲"}]}]})~");
  RootRead read = root.read();
  auto links = read.all(Code::markdown_link);
  CAPTURE(read.words());
  REQUIRE(links.size() == 1);
  CHECK(links[0]->record == "P1");
  CHECK(links[0]->place.column == 70);
}

// The floor: the peers' pages by hand-written string appends and plain system calls, nothing else. There is no template,
// no check of the content and no memory of an earlier build, so this is about what a generator cannot be expected to beat by much.
//
//   floor INPUT.ndjson LAYOUT.html OUT THREADS
//
// Says the seconds of each step on stderr. The input is trusted: it comes from forge.py.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>
using std::string;
using std::string_view;

enum Field {
  id,
  task_id,
  object_name,
  object_code,
  object_kind,
  district,
  industry,
  supervision_class,
  credit_risk,
  items,
  department,
  inspected_on,
  concluded_on,
  result,
  findings,
  handling,
  platform_on,
  published_on,
  published_via,
  field_count
};
constexpr std::array<const char*, field_count> keys{"id",         "task_id",      "object_name",       "object_code",  "object_kind",
                                                    "district",   "industry",     "supervision_class", "credit_risk",  "items",
                                                    "department", "inspected_on", "concluded_on",      "result",       "findings",
                                                    "handling",   "platform_on",  "published_on",      "published_via"};
constexpr std::array<const char*, field_count> labels{"结果编号",     "任务编号", "检查对象名称", "统一社会信用代码/注册号",
                                                      "主体类别",     "行政区划", "行业类别",     "监管类别",
                                                      "信用风险等级", "抽查事项", "检查机关",     "检查日期",
                                                      "结果认定日期", "检查结果", "违法事实",     "查处结果",
                                                      "平台公示日期", "公示日期", "公示系统"};
struct Category {
  string_view slug, label, wording;
};
constexpr std::array<Category, 8> categories{{{"no-problem", "未发现问题", "未发现问题"},
                                              {"undisclosed", "未按规定公示", "未按规定公示应当公示的信息"},
                                              {"false-disclosure", "隐瞒真实情况、弄虚作假", "公示信息隐瞒真实情况弄虚作假"},
                                              {"unreachable", "无法联系", "通过登记的住所（经营场所）无法联系"},
                                              {"ordered-corrected", "已责令改正", "发现问题已责令改正"},
                                              {"uncooperative", "不配合检查", "不配合检查情节严重"},
                                              {"not-operating", "未开展经营活动", "未发现开展本次抽查涉及的经营活动"},
                                              {"follow-up", "待后续处理", "发现问题待后续处理"}}};
constexpr string_view base = "https://gongshi.example";
constexpr string_view note =
    "本结果反映检查对象在检查当日、抽查事项范围内的情况，不代表对其整体状况的评价。检查对象对结果有异议的，可自公示之日起向作出检查的机关书"
    "面提出，并附相关证明材料；机关应当及时核实，确有错误的予以更正，更正情况在更正记录中公开。任何单位和个人发现公示信息不准确的，可以向本"
    "机关反映。";

struct Record {
  std::array<string_view, field_count> field;
  std::vector<string_view> item;
  int category = 0, object = 0;
};
struct Object {
  std::vector<int> history;
};
struct Month {
  string_view name;
  std::array<int, 8> by_category{};
  std::map<string_view, int> by_district;
  int total = 0;
};

std::vector<Record> records;  // newest first
std::vector<Object> objects;
std::vector<Month> months;
std::array<std::vector<int>, 8> of_category;
string layout_part[4];  // before the title, before the description, before the main part, after it

string_view word(string_view v) {
  static constexpr std::pair<string_view, string_view> words[]{
      {"market", "市场主体"}, {"non_market", "非市场主体"}, {"key", "重点"}, {"general", "一般"}, {"special", "特殊"},
      {"low", "低"},          {"elevated", "较高"},         {"high", "高"}};
  for (auto& [k, w] : words)
    if (k == v) return w;
  return v;
}
bool coded(int f) { return f == object_kind || f == supervision_class || f == credit_risk; }

// One line of NDJSON: a flat object of strings and one list of strings. Escapes are undone in place.
char* read_string(char* p, string_view& out) {
  char *from = ++p, *to = p;
  for (; *p != '"'; ++p) {
    if (*p == '\\') {
      ++p;
      *to++ = *p == 'n' ? '\n' : *p == 't' ? '\t' : *p;
    } else {
      if (to != p) *to = *p;
      ++to;
    }
  }
  out = {from, size_t(to - from)};
  return p + 1;
}
char* read_record(char* p, Record& r) {
  int expected = 0;
  while (*p != '}') {
    while (*p != '"') ++p;
    string_view key;
    p = read_string(p, key);
    int f = expected;
    for (int k = 0; k < field_count && keys[f] != key; ++k) f = (f + 1) % field_count;
    expected = (f + 1) % field_count;
    while (*p != '"' && *p != '[') ++p;
    if (*p == '[') {
      while (*p != ']') {
        if (*p == '"')
          p = read_string(p, r.item.emplace_back());
        else
          ++p;
      }
      ++p;
    } else
      p = read_string(p, r.field[f]);
    while (*p == ' ') ++p;
  }
  return p + 1;
}

void esc(string& o, string_view s) {
  for (size_t i = 0;;) {
    size_t j = s.find_first_of("&<>\"'", i);
    o.append(s, i, j == string_view::npos ? j : j - i);
    if (j == string_view::npos) return;
    switch (s[j]) {
      case '&':
        o += "&amp;";
        break;
      case '<':
        o += "&lt;";
        break;
      case '>':
        o += "&gt;";
        break;
      case '"':
        o += "&#34;";
        break;
      default:
        o += "&#39;";
    }
    i = j + 1;
  }
}
void num(string& o, size_t n) {
  char b[24];
  o.append(b, size_t(std::snprintf(b, sizeof b, "%zu", n)));
}
template <class... T>
void add(string& o, const T&... s) {
  (o.append(s), ...);
}

void open_page(string& o, string_view title, string_view description) {
  o.clear();
  o += layout_part[0];
  esc(o, title);
  o += layout_part[1];
  esc(o, description);
  o += layout_part[2];
}
void close_page(string& o) { o += layout_part[3]; }
void crumbs(string& o, string_view href, string_view name, string_view here) {
  o += "<nav class=\"crumbs\" aria-label=\"面包屑\"><ol><li><a href=\"/\">首页</a></li>";
  if (!href.empty()) add(o, "<li><a href=\"", href, "\">", name, "</a></li>");
  o += "<li aria-current=\"page\">";
  esc(o, here);
  o += "</li></ol></nav>\n";
}
void result_rows(string& o, const std::vector<int>& which, size_t from, size_t to) {
  o += "<table class=\"list\">\n<thead><tr><th scope=\"col\">公示日期</th><th scope=\"col\">检查对象</th><th "
       "scope=\"col\">行政区划</th><th scope=\"col\">检查结果</th><th scope=\"col\">检查日期</th></tr></thead>\n<tbody>\n";
  for (size_t i = from; i < to; ++i) {
    auto& f = records[size_t(which[i])].field;
    add(o, "<tr><td>", f[published_on], "</td><td><a href=\"/results/", f[id], ".html\">");
    esc(o, f[object_name]);
    o += "</a></td><td>";
    esc(o, f[district]);
    o += "</td><td>";
    esc(o, f[result]);
    add(o, "</td><td>", f[inspected_on], "</td></tr>\n");
  }
  o += "</tbody>\n</table>\n";
}

void result_page(string& o, const Record& r) {
  auto& f = r.field;
  auto& c = categories[size_t(r.category)];
  string t(f[object_name]);
  add(t, " ", f[result]);
  open_page(o, f[object_name], t);
  crumbs(o, "/results.html", "检查结果", f[id]);
  o += "<h1>";
  esc(o, f[object_name]);
  o += "</h1>\n";
  add(o, "<p class=\"badge ", c.slug, "\"><a href=\"/categories/", c.slug, ".html\">", c.label,
      "</a></p>\n<table class=\"facts\">\n<caption>抽查检查结果</caption>\n<tbody>\n");
  for (int k = 0; k < field_count; ++k) {
    if (k == items) {
      add(o, "<tr><th scope=\"row\">", labels[items], "</th><td><ul>");
      for (auto& i : r.item) {
        o += "<li>";
        esc(o, i);
        o += "</li>";
      }
      o += "</ul></td></tr>\n";
    } else if (!f[size_t(k)].empty()) {
      add(o, "<tr><th scope=\"row\">", labels[size_t(k)], "</th><td>");
      if (k == object_name) {
        add(o, "<a href=\"/objects/", f[object_code], ".html\">");
        esc(o, f[object_name]);
        o += "</a>";
      } else
        esc(o, coded(k) ? word(f[size_t(k)]) : f[size_t(k)]);
      o += "</td></tr>\n";
    }
  }
  auto month = f[published_on].substr(0, 7);
  add(o, "</tbody>\n</table>\n<section class=\"related\">\n<h2>相关信息</h2>\n<ul>\n<li><a href=\"/objects/", f[object_code],
      ".html\">该检查对象的历次检查（");
  num(o, objects[size_t(r.object)].history.size());
  add(o, "次）</a></li>\n<li><a href=\"/summaries/", month, ".html\">", month, " 检查结果汇总</a></li>\n<li><a href=\"/categories/", c.slug,
      ".html\">", c.label, "</a></li>\n</ul>\n</section>\n<section class=\"note\">\n<h2>说明与异议</h2>\n<p>", note, "</p>\n</section>");
  close_page(o);
}
void object_page(string& o, const Object& ob) {
  auto& f = records[size_t(ob.history[0])].field;
  string t(f[object_name]);
  t += " 历次检查结果";
  open_page(o, f[object_name], t);
  crumbs(o, "/results.html", "检查结果", f[object_name]);
  o += "<h1>";
  esc(o, f[object_name]);
  o += "</h1>\n<table class=\"facts\">\n<caption>检查对象</caption>\n<tbody>\n";
  for (int k : {object_code, object_kind, district, industry, supervision_class, credit_risk}) {
    add(o, "<tr><th scope=\"row\">", labels[size_t(k)], "</th><td>");
    esc(o, coded(k) ? word(f[size_t(k)]) : f[size_t(k)]);
    o += "</td></tr>\n";
  }
  o += "</tbody>\n</table>\n<h2>历次检查（";
  num(o, ob.history.size());
  o += "次）</h2>\n<table class=\"list\">\n<thead><tr><th scope=\"col\">检查日期</th><th scope=\"col\">结果编号</th><th "
       "scope=\"col\">检查机关</th><th scope=\"col\">检查结果</th><th scope=\"col\">公示日期</th></tr></thead>\n<tbody>\n";
  for (int i : ob.history) {
    auto& h = records[size_t(i)].field;
    add(o, "<tr><td>", h[inspected_on], "</td><td><a href=\"/results/", h[id], ".html\">", h[id], "</a></td><td>");
    esc(o, h[department]);
    o += "</td><td>";
    esc(o, h[result]);
    add(o, "</td><td>", h[published_on], "</td></tr>\n");
  }
  o += "</tbody>\n</table>";
  close_page(o);
}
std::vector<int> all;
// Numbered from the oldest, so that an address keeps its rows; newest first within a page. A list of one page is not numbered.
size_t list_pages() { return all.size() > 50 ? (all.size() + 49) / 50 : 0; }
string numbered(size_t n) { return "/results/page/" + std::to_string(n) + ".html"; }
void pager(string& o, std::initializer_list<std::pair<string, const char*>> links) {
  o += "<nav class=\"pager\" aria-label=\"分页\"><ul>";
  for (auto& [href, name] : links)
    if (!href.empty()) add(o, "<li><a href=\"", href, "\">", name, "</a></li>");
  o += "</ul></nav>";
}
void newest_page(string& o) {
  size_t shown = std::min<size_t>(50, all.size());
  open_page(o, "检查结果", "检查结果");
  crumbs(o, "", "", "检查结果");
  o += "<h1>检查结果</h1>\n<p>共";
  num(o, all.size());
  o += "条，以下为最新";
  num(o, shown);
  o += "条</p>\n";
  result_rows(o, all, 0, shown);
  pager(o, {{list_pages() ? numbered(list_pages() - 1) : "", "较早"}});
  close_page(o);
}
void list_page(string& o, size_t n) {
  size_t last = list_pages();
  string t = "检查结果 第";
  num(t, n);
  t += "页";
  open_page(o, t, t);
  crumbs(o, "/results.html", "检查结果", "检查结果");
  o += "<h1>检查结果</h1>\n<p>第";
  num(o, n);
  o += "页（按公示先后编号）</p>\n";
  result_rows(o, all, all.size() - std::min(all.size(), n * 50), all.size() - (n - 1) * 50);
  pager(o, {{n < last ? numbered(n + 1) : "/results.html", "较新"}, {n > 1 ? numbered(n - 1) : "", "较早"}});
  close_page(o);
}
void category_page(string& o, size_t k) {
  auto& c = categories[k];
  open_page(o, c.label, c.wording);
  crumbs(o, "/results.html", "检查结果", c.label);
  add(o, "<h1>", c.label, "</h1>\n<p>", c.wording, "：共");
  num(o, of_category[k].size());
  o += "条，占全部";
  num(o, all.size());
  o += "条</p>\n";
  result_rows(o, of_category[k], 0, std::min<size_t>(50, of_category[k].size()));
  close_page(o);
}
void counts(string& o, const char* caption, auto&& rows) {
  add(o, "<table class=\"counts\">\n<caption>", caption, "</caption>\n<tbody>\n");
  rows([&](string_view name, string_view href, size_t n) {
    o += "<tr><th scope=\"row\">";
    if (href.empty())
      esc(o, name);
    else
      add(o, "<a href=\"", href, "\">", name, "</a>");
    o += "</th><td>";
    num(o, n);
    o += "</td></tr>\n";
  });
  o += "</tbody>\n</table>\n";
}
void month_page(string& o, const Month& m) {
  string t(m.name);
  t += " 检查结果汇总";
  open_page(o, t, t);
  crumbs(o, "", "", t);
  add(o, "<h1>", t, "</h1>\n<p>共检查");
  num(o, size_t(m.total));
  o += "条</p>\n";
  counts(o, "按结果分类", [&](auto row) {
    for (size_t k = 0; k < 8; ++k) {
      string h = "/categories/";
      add(h, categories[k].slug, ".html");
      row(categories[k].label, h, size_t(m.by_category[k]));
    }
  });
  counts(o, "按行政区划", [&](auto row) {
    for (auto& [d, n] : m.by_district) row(d, "", size_t(n));
  });
  close_page(o);
}
void index_page(string& o) {
  open_page(o, "首页", "抽查检查结果公示");
  o += "<h1>抽查检查结果公示</h1>\n<p>共公示检查结果";
  num(o, all.size());
  o += "条，涉及检查对象";
  num(o, objects.size());
  o += "户</p>\n<h2>最新结果</h2>\n";
  result_rows(o, all, 0, std::min<size_t>(20, all.size()));
  counts(o, "按结果分类", [&](auto row) {
    for (size_t k = 0; k < 8; ++k) {
      string h = "/categories/";
      add(h, categories[k].slug, ".html");
      row(categories[k].label, h, of_category[k].size());
    }
  });
  counts(o, "按月份", [&](auto row) {
    for (auto& m : months) {
      string h = "/summaries/";
      add(h, m.name, ".html");
      row(m.name, h, size_t(m.total));
    }
  });
  close_page(o);
}
void sitemap(string& o) {
  o = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  auto url = [&](auto... s) { add(o, "<url><loc>", base, s..., "</loc></url>\n"); };
  url("/");
  url("/results.html");
  for (auto& c : categories) url("/categories/", c.slug, ".html");
  for (auto& m : months) url("/summaries/", m.name, ".html");
  for (auto& r : records) url("/results/", r.field[id], ".html");
  for (auto& ob : objects) url("/objects/", records[size_t(ob.history[0])].field[object_code], ".html");
  o += "</urlset>\n";
}
void feed(string& o) {
  add(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>最新抽查检查结果</title>\n<id>",
      base, "/</id>\n<updated>", records[0].field[published_on],
      "T00:00:00+08:00</updated>\n<author><name>虚构县生态环境局</name></author>\n");
  for (size_t i = 0; i < std::min<size_t>(50, records.size()); ++i) {
    auto& f = records[i].field;
    o += "<entry><title>";
    esc(o, f[object_name]);
    add(o, "</title><id>", base, "/results/", f[id], ".html</id><link href=\"", base, "/results/", f[id], ".html\"/><updated>",
        f[published_on], "T00:00:00+08:00</updated><summary>");
    esc(o, f[result]);
    o += "</summary></entry>\n";
  }
  o += "</feed>\n";
}
void csv(string& o) {
  auto cell = [&](string_view v) {
    if (v.find_first_of(",\"\n") == string_view::npos) {
      o += v;
      return;
    }
    o += '"';
    for (char c : v) {
      if (c == '"') o += '"';
      o += c;
    }
    o += '"';
  };
  for (int k = 0; k < field_count; ++k) add(o, k ? "," : "", labels[size_t(k)]);
  o += "\n";
  string joined;
  for (auto& r : records) {
    for (int k = 0; k < field_count; ++k) {
      if (k) o += ',';
      if (k == items) {
        joined.clear();
        for (auto& i : r.item) {
          if (!joined.empty()) joined += "、";
          joined += i;
        }
        cell(joined);
      } else
        cell(coded(k) ? word(r.field[size_t(k)]) : r.field[size_t(k)]);
    }
    o += '\n';
  }
}
void json(string& o) {
  auto str = [&](string_view v) {
    o += '"';
    for (char c : v) {
      if (c == '"' || c == '\\') o += '\\';
      if (c == '\n')
        o += "\\n";
      else
        o += c;
    }
    o += '"';
  };
  o += '[';
  for (size_t i = 0; i < records.size(); ++i) {
    o += i ? ",\n{" : "\n{";
    bool comma = false;
    for (int k = 0; k < field_count; ++k) {
      if (k != items && records[i].field[size_t(k)].empty()) continue;
      add(o, comma ? "," : "", "\"", keys[size_t(k)], "\":");
      comma = true;
      if (k == items) {
        o += '[';
        for (size_t j = 0; j < records[i].item.size(); ++j) {
          if (j) o += ',';
          str(records[i].item[j]);
        }
        o += ']';
      } else
        str(records[i].field[size_t(k)]);
    }
    o += '}';
  }
  o += "\n]\n";
}

std::atomic<size_t> bytes{0}, files{0};
void put(const string& path, const string& body) {
  bytes += body.size();
  ++files;
  int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (fd < 0 || write(fd, body.data(), body.size()) != ssize_t(body.size())) {
    std::perror(path.c_str());
    std::exit(3);
  }
  close(fd);
}
void page(string_view folder, string_view name, const string& body) {
  string path(folder);
  path += name;
  path += ".html";
  put(path, body);
}

string slurp(const char* path) {
  string s;
  FILE* f = std::fopen(path, "rb");
  if (!f) {
    std::perror(path);
    std::exit(3);
  }
  std::fseek(f, 0, SEEK_END);
  s.resize(size_t(std::ftell(f)));
  std::rewind(f);
  if (std::fread(s.data(), 1, s.size(), f) != s.size()) std::exit(3);
  std::fclose(f);
  return s;
}

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  auto began = std::chrono::steady_clock::now();
  auto lap = [&](const char* what) {
    std::fprintf(stderr, "%s %.4f\n", what, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  };
  string input = slurp(argv[1]), layout = slurp(argv[2]);
  int threads = std::atoi(argv[4]);
  size_t at = 0;
  for (int k = 0; k < 3; ++k) {
    string_view token = std::array<string_view, 3>{"@TITLE@", "@DESCRIPTION@", "@MAIN@"}[size_t(k)];
    size_t end = layout.find(token, at);
    layout_part[k] = layout.substr(at, end - at);
    at = end + token.size();
  }
  layout_part[3] = layout.substr(at);

  records.reserve(size_t(std::count(input.begin(), input.end(), '\n')));
  for (char *p = input.data(), *end = p + input.size(); p < end;) {
    if (*p == '{')
      p = read_record(p, records.emplace_back());
    else
      ++p;
  }
  lap("read");
  std::sort(records.begin(), records.end(),
            [](auto& a, auto& b) { return std::pair(b.field[published_on], b.field[id]) < std::pair(a.field[published_on], a.field[id]); });
  std::unordered_map<string_view, int> object_of;
  std::map<string_view, Month> by_month;
  for (size_t i = 0; i < records.size(); ++i) {
    auto& r = records[i];
    all.push_back(int(i));
    auto [where, fresh] = object_of.try_emplace(r.field[object_code], int(objects.size()));
    if (fresh) objects.emplace_back();
    r.object = where->second;
    objects[size_t(r.object)].history.push_back(int(i));
    for (int k = 0; k < 8; ++k)
      if (categories[size_t(k)].wording == r.field[result]) r.category = k;
    of_category[size_t(r.category)].push_back(int(i));
    auto name = r.field[published_on].substr(0, 7);
    auto& m = by_month[name];
    m.name = name;
    ++m.total;
    ++m.by_category[size_t(r.category)];
    ++m.by_district[r.field[district]];
  }
  for (auto m = by_month.rbegin(); m != by_month.rend(); ++m) months.push_back(m->second);
  lap("group");

  mkdir(argv[3], 0755);
  if (chdir(argv[3])) {
    std::perror(argv[3]);
    return 3;
  }
  for (auto d : {"results", "results/page", "objects", "categories", "summaries", "data"}) mkdir(d, 0755);
  // Whole files first, so that the long ones do not come last; then the pages, taken in chunks by whoever is free.
  size_t n = records.size(), m = objects.size(), lists = list_pages(), small = 6 + categories.size() + months.size(),
         total = small + lists + n + m;
  std::atomic<size_t> next{0};
  auto work = [&] {
    string o;
    for (;;) {
      size_t from = next.fetch_add(1), to = from + 1;
      if (from >= small) {
        from = small + (from - small) * 64;
        to = std::min(total, from + 64);
      }
      if (from >= total) return;
      for (size_t k = from; k < to; ++k) {
        o.clear();
        if (k == 0) {
          json(o);
          put("data/results.json", o);
        } else if (k == 1) {
          csv(o);
          put("data/results.csv", o);
        } else if (k == 2) {
          sitemap(o);
          put("sitemap.xml", o);
        } else if (k == 3) {
          feed(o);
          put("feed.xml", o);
        } else if (k == 4) {
          index_page(o);
          put("index.html", o);
        } else if (k == 5) {
          newest_page(o);
          page("", "results", o);
        } else if (k < 6 + categories.size()) {
          category_page(o, k - 6);
          page("categories/", categories[k - 6].slug, o);
        } else if (k < small) {
          auto& x = months[k - 6 - categories.size()];
          month_page(o, x);
          page("summaries/", x.name, o);
        } else if (k < small + lists) {
          size_t p = k - small + 1;
          list_page(o, p);
          page("results/page/", std::to_string(p), o);
        } else if (k < small + lists + n) {
          auto& r = records[k - small - lists];
          result_page(o, r);
          page("results/", r.field[id], o);
        } else {
          auto& x = objects[k - small - lists - n];
          object_page(o, x);
          page("objects/", records[size_t(x.history[0])].field[object_code], o);
        }
      }
    }
  };
  std::vector<std::thread> crew;
  for (int k = 1; k < threads; ++k) crew.emplace_back(work);
  work();
  for (auto& t : crew) t.join();
  lap("render and write");
  std::fprintf(stderr, "files %zu bytes %zu\n", files.load(), bytes.load());
  std::fflush(nullptr);
  _exit(0);  // nothing is gained by freeing the data
}

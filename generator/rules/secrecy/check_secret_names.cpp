// The stage that looks for names of secret objects in what is about to become public.
//
// Secret is, in a task whose inspection has not ended, each drawn object that has no result of this task in the site: what the list says,
// and the names and codes that the library or, failing that, other results have for it; and the object of a result that is embargoed or
// withheld. So is the name of a person, always and everywhere: persons are shown by the surname.
// An object that stands in the site by another result is secret only beside what makes it so: in texts of that task, of its results and
// of their corrections.
//
// Passes: a longer name that is public and holds the secret one; departments; what site.json lists as `public_names`; and what the
// ledger has already in these very words, since it was public before. A record's own name and code are not texts about others.
#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <unordered_set>

#include "base/catalogue.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "rules/deadlines/eligibility.hpp"
#include "rules/draws.hpp"
#include "rules/ledger/public_record.hpp"
#include "rules/secrecy/each_text.hpp"
#include "rules/secrecy/plain_form.hpp"
#include "rules/secrecy/secret_names.hpp"
#include "rules/stages.hpp"

namespace gongshi {
namespace {

/// What names an object by its own right, or is no free text.
constexpr std::array<std::string_view, 15> no_texts{"object_name", "object_code",    "former_names",  "former_codes", "id",
                                                    "task_id",     "plan_id",        "result_id",     "department",   "lead",
                                                    "partners",    "accepted_codes", "public_phones", "public_names", "object"};

/// Gathers all that is secret on the day.
class Gatherer {
 public:
  Gatherer(const Bench& bench, const Assessment& site) : bench_(bench), site_(site) {}

  SecretNames all() {
    for (std::size_t i = 0; i < bench_.data.results.size(); ++i) add_result(bench_.data.results[i], bench_.task_of[i]);
    for (const Object& o : bench_.data.objects)
      if (o.type == ObjectType::person) names_.add({o.name, {}, {}, false, true});
    for (const Task& task : bench_.data.tasks)
      if (!task.objects.empty() && !inspection_ended(task, site_.as_of)) add_draw(task);
    return std::move(names_);
  }

 private:
  void add_result(const Result& r, const Task* task) {
    if (r.object_type == ObjectType::person) return names_.add({r.object_name, r.task_id, r.id, false, true});
    if (site_.find_result(r.id) != nullptr) return;
    Standing how = standing(r, task, *bench_.data.profile, site_.as_of);
    if (how != Standing::withheld && how != Standing::embargoed) return;
    for (std::string_view text : {r.object_name, r.object_code}) names_.add({text, r.task_id, r.id, how == Standing::withheld});
  }

  void add_draw(const Task& task) {
    std::vector<bool> open = shown_by_result(task);
    for (std::size_t i = 0; i < task.objects.size(); ++i) {
      if (open[i]) continue;
      const Object* known = bench_.library.drawn(task.objects[i]);
      if (known != nullptr && known->type == ObjectType::product) continue;  // a kind of goods is the task's own theme
      add(task, task.objects[i]);
      if (known != nullptr)
        add_all(task, *known, known->former_names);
      else if (const ShownObject* stands = standing_object(task.objects[i]))
        add_all(task, *stands, stands->names);
    }
  }

  void add(const Task& task, std::string_view text) { names_.add({text, task.id, {}, false}); }
  void add_all(const Task& task, const auto& object, const std::vector<std::string_view>& other_names) {
    add(task, object.name);
    add(task, object.code);
    for (std::string_view text : other_names) add(task, text);
    for (std::string_view text : object.former_codes) add(task, text);
  }

  /// Which drawn objects have a result of the task that stands in the site: they are told by it.
  std::vector<bool> shown_by_result(const Task& task) const {
    std::vector<bool> open(task.objects.size());
    const ShownTask* shown = site_.find_task(task.id);
    if (shown == nullptr) return open;
    DrawnList list(task, bench_.library);
    for (std::uint32_t i : shown->results)
      if (const ShownResult& r = site_.results[i]; !r.withdrawn)
        if (auto at = list.find(r.record->object_name, r.record->object_code)) open[*at] = true;
    return open;
  }

  /// What other results say of an object that the library does not know.
  const ShownObject* standing_object(std::string_view code_or_name) {
    if (by_text_.empty())
      for (const ShownObject& o : site_.objects)
        for (std::string_view text : {o.code, o.name})
          if (!text.empty()) by_text_.try_emplace(compared(text), &o);
    auto found = by_text_.find(compared(code_or_name));
    return found == by_text_.end() ? nullptr : found->second;
  }

  const Bench& bench_;
  const Assessment& site_;
  SecretNames names_;
  std::unordered_map<std::string, const ShownObject*> by_text_;
};

/// What the site says anyway, looked up only where a secret name was found.
class PublicNames {
 public:
  PublicNames(const Dataset& data, const Assessment& site) : data_(data), site_(site) {}

  /// Nowhere a secret: a department, or in `public_names`.
  bool never_secret(std::string_view tight) {
    fill();
    return always_.contains(std::string(tight));
  }
  /// An object of the site.
  bool stands(std::string_view tight) {
    fill();
    return objects_.contains(std::string(tight));
  }
  /// Whether what was found in `text` is a part of a longer name that may stand there.
  bool part_of_longer(std::string_view text, const SecretNames::Hit& hit) {
    fill();
    auto [known, fresh] = longer_.try_emplace(hit.tight);
    if (fresh)
      for (const auto* names : {&always_, &objects_})
        for (const std::string& name : *names)
          if (name.size() > hit.tight.size() && name.find(hit.tight) != std::string::npos) known->second.push_back(name);
    return std::ranges::any_of(known->second, [&](std::string_view name) {
      std::size_t inside = name.find(hit.tight);
      return inside <= hit.at && text.substr(hit.at - inside).starts_with(name);
    });
  }

 private:
  void fill() {
    if (std::exchange(filled_, true)) return;
    auto add = [tight = std::string()](std::unordered_set<std::string>& to, std::string_view name) mutable {
      tight_form(name, tight);
      if (!tight.empty()) to.insert(tight);
    };
    for (std::string_view name : data_.site.public_names) add(always_, name);
    for (std::string_view name : site_.departments) add(always_, name);
    for (const Task& task : data_.tasks) {
      add(always_, task.lead);
      for (std::string_view partner : task.partners) add(always_, partner);
    }
    for (const ShownObject& o : site_.objects) {
      add(objects_, o.name);
      add(objects_, o.code);
      for (std::string_view name : o.names) add(objects_, name);
      for (std::string_view code : o.former_codes) add(objects_, code);
    }
  }

  const Dataset& data_;
  const Assessment& site_;
  bool filled_ = false;
  std::unordered_set<std::string> always_, objects_;
  std::map<std::string_view, std::vector<std::string_view>> longer_;
};

/// Of a correction that renames an object: its own name and code.
bool is_own_name(const Correction& c, std::string_view field) {
  return (field == "old" || field == "new") && (c.field_name == "object_name" || c.field_name == "object_code");
}
template <class Record>
bool is_own_name(const Record&, std::string_view) {
  return false;
}

/// Looks through records, on several threads; what is found is judged by one at a time.
class Search {
 public:
  Search(const SecretNames& names, PublicNames& known, std::mutex& judging, Diagnostics& out)
      : names_(names), known_(known), judging_(judging), out_(out) {}

  /// `task`: id of the one that the record is about; empty: none.
  template <class Record>
  void read(const Record& record, Origin origin, std::string_view id, std::string_view task) {
    each_text(Record::shape(), &record, no_texts, [&](const TextPlace& place, std::string_view value) {
      bool drawn_list = place.field.name == "objects" && place.field.kind == Kind::texts;
      if (drawn_list || is_own_name(record, place.field.name) || clean_.known(value)) return;
      bool found = look(value, task, id, [&](Code code, std::vector<std::string> args, std::size_t) {
        out_.add(about(code, origin, id, place.name(), std::move(args)));
      });
      if (!found) clean_.add(value);
    });
  }
  /// A notice or guide page: what is written, and what the page shows of it.
  template <class Page>
  void body(const Page& page, const std::string& file) {
    for (std::string_view text : {page.body, page.shown})
      look(text, {}, page.slug, [&](Code code, std::vector<std::string> args, std::size_t at) {
        Diagnostic d = about(code, page.origin, page.slug, "", std::move(args));
        d.place = {file, "", page.body_line + line_of(text, at), 1};
        out_.add(std::move(d));
      });
  }
  void preamble(const Plan& plan) {
    look(plan.preamble_shown, {}, plan.id, [&](Code code, std::vector<std::string> args, std::size_t) {
      out_.add(about(code, plan.origin, plan.id, "preamble", std::move(args)));
    });
  }
  void name_of_file(std::string_view path) {
    look(path, {}, {}, [&](Code code, std::vector<std::string> args, std::size_t) {
      Diagnostic d{.code = code, .args = std::move(args)};
      d.place.file = "site/" + std::string(path);
      out_.add(std::move(d));
    });
  }

 private:
  /// False: nothing that any task would mind.
  template <class Report>
  bool look(std::string_view text, std::string_view task, std::string_view record, const Report& report) {
    tight_form(text, tight_);
    auto hits = names_.find(tight_);
    if (hits.empty()) return false;
    std::scoped_lock lock(judging_);
    for (const SecretNames::Hit& hit : hits) {
      if (known_.never_secret(hit.tight) || known_.part_of_longer(tight_, hit)) continue;
      if (hit.names.front()->person) {
        bool own = std::ranges::any_of(hit.names, [&](const SecretName* n) { return n->result == record; });
        if (!own) report(Code::person_told, {masked_name(hit.names.front()->text)}, hit.at);  // content.cpp looks at its own record
        continue;
      }
      bool stands = known_.stands(hit.tight);
      auto mine = std::ranges::find_if(hit.names, [&](const SecretName* n) { return n->task == task; });
      if (mine == hit.names.end() && stands) continue;
      const SecretName& name = mine == hit.names.end() ? *hit.names.front() : **mine;
      report(Code::secret_object_named,
             {std::string(name.text), std::string(name.task), std::string(name.result), name.withheld ? "withheld" : ""}, hit.at);
    }
    return true;
  }

  /// The line of the byte that has become byte `at` of the tight form.
  static std::uint32_t line_of(std::string_view text, std::size_t at) {
    std::string tight;
    std::uint32_t line = 0;
    for (std::size_t seen = 0; !text.empty(); ++line) {
      std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      tight_form(text.substr(0, end), tight);
      seen += tight.size();
      if (seen > at) break;
      text.remove_prefix(end);
    }
    return line;
  }

  const SecretNames& names_;
  PublicNames& known_;
  std::mutex& judging_;
  Diagnostics& out_;
  CleanTexts clean_;
  std::string tight_;
};

const std::string& file_of(const Dataset& data, Origin origin) {
  static const std::string none;
  return origin.file < data.files.size() ? data.files[origin.file] : none;
}

void read_documents(const Dataset& data, const Assessment& site, Search& search) {
  for (const ShownDocument& d : site.documents) {
    if (!d.pending && !d.revised) continue;
    if (const Plan* p = d.document.plan) {
      search.read(*p, p->origin, p->id, {});
      search.preamble(*p);
    }
    if (d.document.items != nullptr) search.read(*d.document.items, d.document.origin(), d.document.items->id, {});
    if (const Notice* n = d.document.notice) {
      search.read(*n, n->origin, n->slug, {});
      search.body(*n, file_of(data, n->origin));
    }
  }
  for (const GuidePage* page : site.guide) {
    search.read(*page, page->origin, page->slug, {});
    search.body(*page, file_of(data, page->origin));
  }
  for (const StaticFile* file : site.statics) search.name_of_file(file->path);
}

void read_settings(const Dataset& data, Search& search) {
  search.read(data.site, data.site.origin, {}, {});
  search.read(*data.profile, data.profile->origin, data.profile->id, {});
  for (const CalendarYear& year : data.calendar) search.read(year, year.origin, {}, {});
  if (data.local_calendar) search.read(*data.local_calendar, data.local_calendar->origin, {}, {});
}

}  // namespace

void check_secret_names(const Bench& bench, const Assessment& site) {
  const SecretNames names = Gatherer(bench, site).all();
  if (names.empty()) return;
  PublicNames known(bench.data, site);
  std::mutex judging;
  constexpr std::size_t block = 1024;
  std::vector<Diagnostics> found((site.results.size() + block - 1) / block);
  parallel(found.size(), bench.jobs, 1, [&](std::size_t b) {
    Search search(names, known, judging, found[b]);
    for (std::size_t i = b * block; i < std::min(site.results.size(), (b + 1) * block); ++i)
      if (const ShownResult& r = site.results[i]; r.pending && !r.withdrawn)
        search.read(*r.record, r.record->origin, r.id, r.record->task_id);
  });
  for (Diagnostics& part : found) bench.out.take(std::move(part));
  Search search(names, known, judging, bench.out);
  for (const ShownCorrection& c : site.corrections)
    if (c.pending) search.read(*c.correction, c.correction->origin, c.correction->result_id, site.results[c.result].record->task_id);
  for (const ShownTask& t : site.tasks)
    if (t.task != nullptr) search.read(*t.task, t.task->origin, t.task->id, t.task->id);
  read_documents(bench.data, site, search);
  read_settings(bench.data, search);
}

}  // namespace gongshi

#include <algorithm>
#include <mutex>
#include <ranges>
#include <set>

#include "base/catalogue.hpp"
#include "base/memory.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "rules/objects.hpp"
#include "rules/stages.hpp"

namespace gongshi {
namespace {

struct Grouper {
  const Bench& bench;
  Assessment& site;
  const Library& library{bench.library};
  ObjectNumbers numbers{bench.library};
  std::vector<const Object*> known{};  // of the library, by number

  void collect() {
    reserve_large(site.objects, site.results.size());
    numbers.reserve(site.results.size());
    for (std::uint32_t i = 0; i < site.results.size(); ++i) {
      ShownResult& shown = site.results[i];
      if (shown.withdrawn || shown.record->object_type == ObjectType::person) continue;
      shown.object = numbers.of(*shown.record);
      if (shown.object == site.objects.size()) {
        site.objects.emplace_back().id = numbers.id(shown.object);
        known.push_back(numbers.known(shown.object));
      }
      site.objects[shown.object].results.push_back(i);
    }
  }

  /// Writes nothing but `o`, and what is wrong into `out`.
  void describe(ShownObject& o, const Object* from, Diagnostics& out) const {
    std::ranges::sort(o.results, [&](std::uint32_t a, std::uint32_t b) {
      const ShownResult& x = site.results[a];
      const ShownResult& y = site.results[b];
      return std::tie(y.record->inspected_on, b) < std::tie(x.record->inspected_on, a);
    });
    const Result& newest = *site.results[o.results.front()].record;
    o.name = newest.object_name;
    o.code = newest.object_code;
    o.kind = newest.object_kind == ObjectKind::absent ? ObjectKind::market : newest.object_kind;
    o.type = newest.object_type == ObjectType::absent ? ObjectType::enterprise : newest.object_type;
    o.district = newest.district;
    o.industry = newest.industry;
    o.supervision_class = newest.supervision_class;
    o.credit_risk = newest.credit_risk;
    std::set<std::string_view> names;
    std::set<std::string_view> codes;
    for (std::uint32_t i : o.results) {
      names.insert(site.results[i].record->object_name);
      codes.insert(site.results[i].record->object_code);
    }
    std::set<std::string_view> explained;
    if (from != nullptr) {
      if (std::ranges::find(from->former_names, o.name) != from->former_names.end()) o.name = from->name;
      o.code = from->code.empty() ? o.code : from->code;
      explained.insert(from->name);
      explained.insert(from->former_names.begin(), from->former_names.end());
      names.insert(from->former_names.begin(), from->former_names.end());
      codes.insert(from->former_codes.begin(), from->former_codes.end());
    }
    report_names(o, names, explained, out);
    names.erase(o.name);
    if (!names.empty()) std::erase_if(names, [own = compared(o.name)](std::string_view name) { return compared(name) == own; });
    codes.erase(o.code);
    codes.erase("");
    o.names.assign(names.begin(), names.end());
    o.former_codes.assign(codes.begin(), codes.end());
  }

  /// Names that the library does not explain as former ones.
  void report_names(const ShownObject& o, const std::set<std::string_view>& names, const std::set<std::string_view>& explained,
                    Diagnostics& out) const {
    if (o.code.empty()) return;
    std::vector<std::string_view> strange;
    for (std::string_view n : names)
      if (!explained.contains(n)) strange.push_back(n);
    if (strange.empty() || (explained.empty() && strange.size() < 2)) return;
    if (!explained.empty() && strange.size() == 1 && names.size() == 1) return;
    std::vector<std::string_view> all(names.begin(), names.end());
    const Result& newest = *site.results[o.results.front()].record;
    Diagnostic d{Code::two_names, {std::string(o.code), joined(all, "、")}};
    d.record = newest.id;
    d.field = "object_name";
    d.origin = newest.origin;
    out.add(std::move(d));
  }

  /// One firm with its code here and by its name alone there is two objects: neither is guessed to be the other.
  void report_without_code() const {
    std::unordered_map<std::string, const ShownObject*> nameless;
    for (const ShownObject& o : site.objects)
      if (o.code.empty()) nameless.emplace(compared(o.name), &o);
    if (nameless.empty()) return;
    for (const ShownObject& o : site.objects) {
      if (o.code.empty()) continue;
      auto other = nameless.find(compared(o.name));
      if (other == nameless.end()) continue;
      const ShownObject& bare = *other->second;
      if (!bare.district.empty() && !o.district.empty() && bare.district != o.district) continue;  // the same name in another place
      const Result& newest = *site.results[bare.results.front()].record;
      bench.out.add(
          about(Code::name_without_code, newest.origin, newest.id, "object_code", {std::string(newest.object_name), std::string(o.code)}));
      nameless.erase(other);
    }
  }

  void sort() {
    std::vector<std::uint32_t> order(site.objects.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, {}, [&](std::uint32_t i) -> const std::string& { return site.objects[i].id; });
    std::vector<std::uint32_t> now(order.size());
    std::vector<ShownObject> sorted;
    sorted.reserve(order.size());
    std::vector<const Object*> from;
    for (std::uint32_t i : order) {
      now[i] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(std::move(site.objects[i]));
      from.push_back(known[i]);
    }
    site.objects = std::move(sorted);
    known = std::move(from);
    for (ShownResult& r : site.results)
      if (r.object != none_index) r.object = now[r.object];
  }

  /// The addresses that the object of a result had before each of its corrections, newest first. A person has none.
  void walk_back(const ShownResult& r, const auto& add) const {
    if (r.corrections.empty()) return;
    Result was = *r.record;
    for (std::uint32_t k : r.corrections | std::views::reverse) {
      const Correction& c = *site.corrections[k].correction;
      const Field* field = Result::shape().find(c.field_name);
      if (field == nullptr || !c.before) continue;
      bool masked = was.object_type == ObjectType::person;
      field->assign(&was, c.before.get());
      if (was.object_type == ObjectType::person) continue;
      if (masked) {
        auto source = std::ranges::lower_bound(bench.data.results, r.id, {}, &Result::id);
        was.object_name = source->object_name;
        was.object_code = source->object_code;
      }
      add_result(was, r.object, add);
    }
  }

  /// Its own address, and that which the library gives it.
  void add_result(const Result& record, std::uint32_t target, const auto& add) const {
    std::string id = id_of(record);
    if (const Object* object = library.find(id)) add(id_of(*object), target);
    add(std::move(id), target);
  }

  /// Addresses that lead on, or that were withdrawn; one that is an object's own page is none.
  void point() {
    std::unordered_map<std::string, std::uint32_t> to;
    auto stands = [&](const std::string& id) { return std::ranges::binary_search(site.objects, id, {}, &ShownObject::id); };
    auto add = [&](std::string id, std::uint32_t target) {
      if (!stands(id)) to.try_emplace(std::move(id), target);
    };
    for (std::uint32_t i = 0; i < site.objects.size(); ++i) {
      const ShownObject& o = site.objects[i];
      if (const Object* from = known[i]) {
        for (std::string_view code : from->former_codes) add(object_id(from->name, code, from->district), i);
        for (std::string_view name : from->former_names) add(object_id(name, "", from->district), i);
      }
      if (known[i] != nullptr)  // else its address is that of its results
        for (std::uint32_t r : o.results) add(id_of(*site.results[r].record), i);
    }
    for (bool leads_on : {true, false})
      for (const ShownResult& r : site.results) {
        if ((r.object != none_index) != leads_on) continue;
        if (r.kept) continue;
        auto into = [&](std::string id, std::uint32_t target) {
          if (r.withdrawn) keep_place(site, "objects", id, std::nullopt);
          add(std::move(id), target);
        };
        if (r.withdrawn && r.record->object_type != ObjectType::person) add_result(*r.record, none_index, into);
        walk_back(r, into);
      }
    for (std::string_view id : bench.kept.objects()) {
      keep_place(site, "objects", id, std::nullopt);
      add(std::string(id), none_index);
    }
    for (auto& [id, target] : to) site.pointers.push_back({id, target});
    std::ranges::sort(site.pointers, {}, &ObjectPointer::id);
  }
};

}  // namespace

void group_objects(const Bench& bench, Assessment& site) {
  Grouper grouper{bench, site};
  grouper.collect();
  grouper.sort();
  std::mutex writing;
  parallel(site.objects.size(), bench.jobs, 256, [&](std::size_t i) {
    Diagnostics found;
    grouper.describe(site.objects[i], grouper.known[i], found);
    if (found.empty()) return;
    std::scoped_lock lock(writing);
    bench.out.take(std::move(found));
  });
  grouper.report_without_code();
  grouper.point();
}

}  // namespace gongshi

// search/: the index that site/static/search.js reads (outputs/files.hpp).
#include <functional>
#include <memory>

#include "outputs/data/text_file.hpp"
#include "outputs/files.hpp"
#include "outputs/kinds.hpp"
#include "outputs/search/index.hpp"

namespace gongshi {
namespace {

/// Many small files of one sort: search/objects-0.json, search/objects-1.json …
class NumberedDraft final : public Draft {
 public:
  NumberedDraft(const std::function<void(std::size_t, QuickHasher&)>& depends, const std::function<std::string(std::size_t)>& text,
                std::size_t i)
      : depends_(depends), text_(text), i_(i) {}
  Digest digest() const override {
    QuickHasher hasher;
    hasher.add_part(program_version());
    depends_(i_, hasher);
    return hasher.finish();
  }
  void render(Sink& out) const override { out.write(text_(i_)); }

 private:
  const std::function<void(std::size_t, QuickHasher&)>& depends_;
  const std::function<std::string(std::size_t)>& text_;
  std::size_t i_;
};

class NumberedKind final : public OutputKind {
 public:
  using Depends = std::function<void(std::size_t, QuickHasher&)>;
  using Text = std::function<std::string(std::size_t)>;
  NumberedKind(std::string_view name, std::string prefix, std::size_t count, Text text, Depends depends = {})
      : name_(name), prefix_(std::move(prefix)), count_(count), text_(std::move(text)), depends_(std::move(depends)) {
    if (!depends_) depends_ = [this](std::size_t i, QuickHasher& hasher) { hasher.add_part(text_(i)); };
  }
  std::string_view name() const override { return name_; }
  std::size_t count() const override { return count_; }
  std::string path(std::size_t i) const override { return prefix_ + std::to_string(i) + ".json"; }
  std::unique_ptr<Draft> draft(std::size_t i) const override { return std::make_unique<NumberedDraft>(depends_, text_, i); }

 private:
  std::string_view name_;
  std::string prefix_;
  std::size_t count_;
  Text text_;
  Depends depends_;
};

}  // namespace

void add_search_index(const Assessment& site, unsigned jobs, OutputPlan& plan) {
  auto index = std::make_shared<const search::Index>(site, jobs);
  std::vector<StreamFile> meta;
  meta.push_back(text_file("search/meta.json", [index] { return index->meta(); }));
  plan.add(std::make_unique<StreamKind>("search", StreamKind::Weight::small, std::move(meta)));
  plan.add(std::make_unique<NumberedKind>("search objects", "search/objects-", index->object_files(),
                                          [index](std::size_t i) { return index->object_rows(i); }));
  plan.add(std::make_unique<NumberedKind>("search aliases", "search/aliases-", index->alias_files(),
                                          [index](std::size_t i) { return index->alias_rows(i); }));
  plan.add(std::make_unique<NumberedKind>("search tasks", "search/tasks-", index->task_files(),
                                          [index](std::size_t i) { return index->task_rows(i); }));
  plan.add(std::make_unique<NumberedKind>(
      "search grams", "search/", index->sizes().buckets, [index](std::size_t i) { return index->bucket(i); },
      [index](std::size_t i, QuickHasher& hasher) { index->hash_bucket(i, hasher); }));
}

}  // namespace gongshi

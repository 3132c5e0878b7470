// search/: the index that site/static/search.js reads (outputs/files.hpp).
#include <functional>
#include <memory>

#include "outputs/data/text_file.hpp"
#include "outputs/files.hpp"
#include "outputs/kinds.hpp"
#include "outputs/search/index.hpp"

namespace gongshi {
namespace {

/// A file that is its own basis: made once, to be digested and to be written.
class TextDraft final : public Draft {
 public:
  explicit TextDraft(std::string text) : text_(std::move(text)) {}
  Digest digest() const override {
    QuickHasher hasher;
    hasher.add_part(program_version());
    hasher.add_part(text_);
    return hasher.finish();
  }
  void render(Sink& out) const override { out.write(text_); }

 private:
  std::string text_;
};

/// A file whose basis is known for less than it takes to make it.
class GramsDraft final : public Draft {
 public:
  GramsDraft(const search::Index& index, std::size_t bucket) : index_(index), bucket_(bucket) {}
  Digest digest() const override {
    QuickHasher hasher;
    hasher.add_part(program_version());
    index_.hash_bucket(bucket_, hasher);
    return hasher.finish();
  }
  void render(Sink& out) const override { out.write(index_.bucket(bucket_)); }

 private:
  const search::Index& index_;
  std::size_t bucket_;
};

/// Many small files of one sort: search/objects-0.json, search/objects-1.json …
class NumberedKind final : public OutputKind {
 public:
  using Make = std::function<std::unique_ptr<Draft>(std::size_t)>;
  NumberedKind(std::string_view name, std::string prefix, std::size_t count, Make make)
      : name_(name), prefix_(std::move(prefix)), count_(count), make_(std::move(make)) {}
  std::string_view name() const override { return name_; }
  std::size_t count() const override { return count_; }
  std::string path(std::size_t i) const override { return prefix_ + std::to_string(i) + ".json"; }
  std::unique_ptr<Draft> draft(std::size_t i) const override { return make_(i); }

 private:
  std::string_view name_;
  std::string prefix_;
  std::size_t count_;
  Make make_;
};

}  // namespace

void add_search_index(const Assessment& site, unsigned jobs, OutputPlan& plan) {
  auto index = std::make_shared<const search::Index>(site, jobs);
  std::vector<StreamFile> meta;
  meta.push_back(text_file("search/meta.json", [index] { return index->meta(); }));
  // Large, for the index is made with it: while others are at other large files, and not all waiting for it.
  plan.add(std::make_unique<StreamKind>("search", StreamKind::Weight::large, std::move(meta)));
  using search::Index;
  auto add = [&](std::string_view name, std::string prefix, std::size_t count, NumberedKind::Make make) {
    plan.add(std::make_unique<NumberedKind>(name, std::move(prefix), count, std::move(make)));
  };
  auto rows = [&index](std::string (Index::*text)(std::size_t) const) {
    return [index, text](std::size_t i) -> std::unique_ptr<Draft> { return std::make_unique<TextDraft>((*index.*text)(i)); };
  };
  add("search objects", "search/objects-", index->object_files(), rows(&Index::object_rows));
  add("search aliases", "search/aliases-", index->alias_files(), rows(&Index::alias_rows));
  add("search tasks", "search/tasks-", index->task_files(), rows(&Index::task_rows));
  add("search grams", "search/", index->sizes().buckets, [index](std::size_t i) { return std::make_unique<GramsDraft>(*index, i); });
}

}  // namespace gongshi

// The two ways in which a file of the site comes about: a page (a view and a template) and a stream (written by code).
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/output_plan.hpp"
#include "base/shape.hpp"
#include "formats/template/template.hpp"
#include "formats/template/view_digest.hpp"

namespace gongshi {

/// Part of every digest: a new program may render differently.
std::string_view program_version();

/// A page: the view is built once, its digest tells whether it must be rendered, and `render` sees the view and the template only.
template <class View>
class PageDraft final : public Draft {
 public:
  PageDraft(std::shared_ptr<const Template> page, View view) : template_(std::move(page)), view_(std::move(view)) {}
  Digest digest() const override {
    QuickHasher hasher;
    hasher.add_part(program_version());
    hasher.add_part(template_->digest().hex());
    hash_view(View::shape(), &view_, hasher);
    return hasher.finish();
  }
  void render(Sink& out) const override {
    if (std::string* text = out.text()) return template_->render(&view_, *text);
    std::string bytes;
    template_->render(&view_, bytes);
    out.write(bytes);
  }

 private:
  std::shared_ptr<const Template> template_;
  View view_;
};

/// Pages of one kind. `path` and `view` are called from many threads.
template <class View>
class PageKind final : public OutputKind {
 public:
  PageKind(std::string_view name, std::shared_ptr<const Template> page, std::size_t count, std::function<std::string(std::size_t)> path,
           std::function<View(std::size_t)> view)
      : name_(name), template_(std::move(page)), count_(count), path_(std::move(path)), view_(std::move(view)) {}
  std::string_view name() const override { return name_; }
  std::size_t count() const override { return count_; }
  std::string path(std::size_t i) const override { return path_(i); }
  std::unique_ptr<Draft> draft(std::size_t i) const override { return std::make_unique<PageDraft<View>>(template_, view_(i)); }

 private:
  std::string_view name_;
  std::shared_ptr<const Template> template_;
  std::size_t count_;
  std::function<std::string(std::size_t)> path_;
  std::function<View(std::size_t)> view_;
};

/// A file that code writes: data, feeds, workbooks. `depends` feeds all that `write` looks at into the hasher.
struct StreamFile {
  std::string path;
  std::function<void(QuickHasher&)> depends;
  std::function<void(Sink&)> write;
};

/// A handful of such files under one name.
class StreamKind final : public OutputKind {
 public:
  enum class Weight : std::uint8_t { small, large, workbook };
  StreamKind(std::string_view name, Weight weight, std::vector<StreamFile> files)
      : name_(name), weight_(weight), files_(std::move(files)) {}
  std::string_view name() const override { return name_; }
  std::size_t count() const override { return files_.size(); }
  std::string path(std::size_t i) const override { return files_[i].path; }
  std::unique_ptr<Draft> draft(std::size_t i) const override;
  bool large() const override { return weight_ != Weight::small; }
  bool takes_turns() const override { return weight_ == Weight::workbook; }  // libxlsxwriter

 private:
  std::string_view name_;
  Weight weight_;
  std::vector<StreamFile> files_;
};

}  // namespace gongshi

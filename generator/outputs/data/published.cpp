#include "outputs/data/published.hpp"

#include <vector>

#include "base/canonical_json.hpp"
#include "outputs/links.hpp"

namespace gongshi {
namespace {

struct PublishedCorrection {
  CorrectionKind kind = CorrectionKind::absent;
  std::string_view field_name;
  RawJson old_value, new_value;
  std::string_view reason, approver_role;
  std::optional<Date> approved_on;
  std::optional<Investigation> investigation;
  std::optional<Date> on;
  std::optional<std::int64_t> ledger;
  bool pending = false;
  static const Shape& shape();
};

const Shape& PublishedCorrection::shape() {
  static const Shape shape{
      "published_correction",
      {field<&PublishedCorrection::kind>("kind").means("种类").must(), field<&PublishedCorrection::field_name>("field").means("更正的字段"),
       field<&PublishedCorrection::old_value>("old").means("原值"), field<&PublishedCorrection::new_value>("new").means("新值"),
       field<&PublishedCorrection::reason>("reason").means("原因"),
       field<&PublishedCorrection::approver_role>("approver_role").means("批准人职务"),
       field<&PublishedCorrection::approved_on>("approved_on").means("批准日期"),
       field<&PublishedCorrection::investigation>("investigation").means("调查终结的结论和日期"),
       field<&PublishedCorrection::on>("on").means("在本站更正的日期").must(),
       field<&PublishedCorrection::ledger>("ledger").means("台账序号"),
       field<&PublishedCorrection::pending>("pending").means("待公示（只在预览中）")}};
  return shape;
}

/// What the site adds to the source's record.
struct Extras {
  Category category = Category::none;
  std::string_view category_name;
  bool approximate = false;
  std::optional<Date> published_on;
  std::string url;
  std::vector<PublishedCorrection> corrections;
  std::optional<std::int64_t> ledger;
  std::string_view salt;
  bool pending = false;
  static const Shape& shape();
};

const Shape& Extras::shape() {
  static const Shape shape{
      "published_extras",
      {field<&Extras::category>("category").means("结果类别"), field<&Extras::category_name>("category_name").means("结果类别的名称"),
       field<&Extras::approximate>("approximate").means("检查结果的用语只是近似对应这一类别"),
       field<&Extras::published_on>("published_on").means("公示日期；此前已在别处公示的，是所报的日期"),
       field<&Extras::url>("url").means("结果页面的地址").as(Format::uri),
       field<&Extras::corrections>("corrections").means("更正和后续进展，从早到晚"),
       field<&Extras::ledger>("ledger").means("公示台账中的序号"),
       field<&Extras::salt>("salt")
           .means("计算数据摘要的盐值。摘要是这条记录（不含 "
                  "category、category_name、approximate、published_on、url、corrections、ledger）的规范 JSON（RFC 8785）的 SHA-256")
           .as(Format::hex32),
       field<&Extras::pending>("pending").means("待公示（只在预览中）")}};
  return shape;
}

/// All that stays of a withdrawn result.
struct Stub {
  std::string_view id;
  std::optional<Date> withdrawn_on;
  CorrectionKind kind = CorrectionKind::withdrawal;
  bool pending = false;
  static const Shape& shape();
};

const Shape& Stub::shape() {
  static const Shape shape{"withdrawn_result",
                           {field<&Stub::id>("id").as(Format::id).must(), field<&Stub::withdrawn_on>("withdrawn_on").means("撤回日期"),
                            field<&Stub::kind>("kind").means("撤回的结果才有"), field<&Stub::pending>("pending")}};
  return shape;
}

bool of_source(const Shape& owner, const Field& f) {
  return &owner != &Result::shape() || (!f.internal && f.name != "published_on");  // the site's own published_on stands with its additions
}

PublishedCorrection published(const Assessment& site, const ShownCorrection& shown) {
  const Correction& c = *shown.correction;
  PublishedCorrection out;
  out.kind = c.kind;
  out.field_name = c.field_name;
  if (shows_values(site, shown)) {
    out.old_value = c.old_value;
    out.new_value = c.new_value;
    out.reason = c.reason;
  }
  out.approver_role = c.approver_role;
  out.approved_on = c.approved_on;
  out.investigation = c.investigation;
  out.on = shown.on;
  if (!shown.pending) out.ledger = shown.seq;
  out.pending = shown.pending;
  return out;
}

Extras extras(const Assessment& site, const ShownResult& r) {
  Extras out;
  out.category = r.category;
  if (r.category != Category::none) out.category_name = facts(r.category).name;
  out.approximate = r.approximate;
  out.published_on = r.published_on;
  out.url = links::absolute(*site.site, links::result(r.id));
  for (std::uint32_t k : r.corrections) out.corrections.push_back(published(site, site.corrections[k]));
  if (!r.pending) out.ledger = r.seq;
  out.salt = r.salt;
  out.pending = r.pending;
  return out;
}

}  // namespace

void append_published(std::string& out, const Assessment& site, std::uint32_t result) {
  static const FieldFilter filter = of_source;
  const ShownResult& r = site.results[result];
  if (r.withdrawn) {
    Stub stub{r.id, r.withdrawn_on, CorrectionKind::withdrawal, r.withdrawal_pending};
    append_json(out, Stub::shape(), &stub);
    return;
  }
  append_json(out, Result::shape(), r.record, filter);
  Extras more = extras(site, r);
  std::size_t join = out.size() - 1;  // the closing bracket of the first part meets the opening one of the second
  append_json(out, Extras::shape(), &more);
  out.replace(join, 2, ",");
}

const Shape& published_result_shape() {
  static const Shape shape = [] {
    Shape out{"published_result", {}};
    auto take = [&](const Shape& part) {
      for (Field f : part.fields) {
        if (!of_source(part, f) || out.find(f.name) != nullptr) continue;
        f.required = f.name == "id";
        out.fields.push_back(f);
      }
    };
    take(Result::shape());
    take(Extras::shape());
    take(Stub::shape());
    return out;
  }();
  return shape;
}

}  // namespace gongshi

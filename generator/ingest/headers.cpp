#include "ingest/headers.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text.hpp"

namespace gongshi {
namespace {

struct HeaderName {
  std::string_view header, key;
};

/// Names that clerks really use, besides those of the contract: one header, one meaning.
constexpr std::array aliases{
    HeaderName{"企业名称", "object_name"},
    HeaderName{"单位名称", "object_name"},
    HeaderName{"被检查对象", "object_name"},
    HeaderName{"被检查对象名称", "object_name"},
    HeaderName{"被检查单位", "object_name"},
    HeaderName{"被抽查单位", "object_name"},
    HeaderName{"被抽查单位名称", "object_name"},
    HeaderName{"被抽查企业", "object_name"},
    HeaderName{"被抽查企业名称", "object_name"},
    HeaderName{"受检对象", "object_name"},
    HeaderName{"公司名称", "object_name"},
    HeaderName{"排污单位名称", "object_name"},
    HeaderName{"被检查单位名称", "object_name"},
    HeaderName{"被检查企业", "object_name"},
    HeaderName{"被检查企业名称", "object_name"},
    HeaderName{"检查对象", "object_name"},
    HeaderName{"抽查对象", "object_name"},
    HeaderName{"抽查对象名称", "object_name"},
    HeaderName{"受检单位", "object_name"},
    HeaderName{"市场主体名称", "object_name"},
    HeaderName{"经营主体名称", "object_name"},
    HeaderName{"主体名称", "object_name"},
    HeaderName{"企业(单位)名称", "object_name"},
    HeaderName{"统一社会信用代码", "object_code"},
    HeaderName{"社会信用代码", "object_code"},
    HeaderName{"统一信用社会代码", "object_code"},  // written so in 平顶山 2020
    HeaderName{"信用代码", "object_code"},
    HeaderName{"统一代码", "object_code"},
    HeaderName{"注册号", "object_code"},
    HeaderName{"工商注册号", "object_code"},
    HeaderName{"统一社会信用代码/组织机构代码", "object_code"},
    HeaderName{"统一社会信用代码(注册号)", "object_code"},
    HeaderName{"统一社会信用代码或注册号", "object_code"},
    HeaderName{"抽查任务编号", "task_id"},
    HeaderName{"检查任务编号", "task_id"},
    HeaderName{"任务号", "task_id"},
    HeaderName{"检查时间", "inspected_on"},
    HeaderName{"抽查时间", "inspected_on"},
    HeaderName{"抽查日期", "inspected_on"},
    HeaderName{"检查完成日期", "inspected_on"},
    HeaderName{"检查完成时间", "inspected_on"},
    HeaderName{"检查结束日期", "inspected_on"},
    HeaderName{"结果认定时间", "concluded_on"},
    HeaderName{"认定日期", "concluded_on"},
    HeaderName{"任务完成时间", "completed_on"},
    HeaderName{"抽查结果", "result"},
    HeaderName{"抽查检查结果", "result"},
    HeaderName{"结果", "result"},
    HeaderName{"检查结论", "result"},
    HeaderName{"抽查结论", "result"},
    HeaderName{"检查部门", "department"},
    HeaderName{"检查单位", "department"},
    HeaderName{"实施机关", "department"},
    HeaderName{"执法机关", "department"},
    HeaderName{"抽查机关", "department"},
    HeaderName{"抽查部门", "department"},
    HeaderName{"检查事项", "items"},
    HeaderName{"抽查事项名称", "items"},
    HeaderName{"抽查内容", "items"},
    HeaderName{"检查内容", "items"},
    HeaderName{"所属区域", "district"},
    HeaderName{"所在区域", "district"},
    HeaderName{"所在乡镇", "district"},
    HeaderName{"所属乡镇", "district"},
    HeaderName{"所属行业", "industry"},
    HeaderName{"行业", "industry"},
    HeaderName{"信用风险分类", "credit_risk"},
    HeaderName{"存在问题", "findings"},
    HeaderName{"发现的问题", "findings"},
    HeaderName{"违法违规事实", "findings"},
    HeaderName{"名称", "name"},
};

/// Columns that are never public, and are not read.
constexpr std::array<std::string_view, 50> private_columns{"联系人",
                                                           "被检查对象签字",
                                                           "被检查对象签名",
                                                           "被检查人签字",
                                                           "当事人签字",
                                                           "联系电话",
                                                           "电话",
                                                           "手机",
                                                           "手机号",
                                                           "联系方式",
                                                           "身份证号",
                                                           "身份证号码",
                                                           "证件号码",
                                                           "家庭住址",
                                                           "住址",
                                                           "法定代表人",
                                                           "法人代表",
                                                           "执法证号",
                                                           "派发单",
                                                           "检查人员联系方式",
                                                           "手机号码",
                                                           "企业联系人",
                                                           "法定代表人(负责人)",
                                                           "负责人电话",
                                                           "执法人员证号",
                                                           "检查人员电话",
                                                           "负责人",
                                                           "联系人及电话",
                                                           "联系人及联系方式",
                                                           "联系人电话",
                                                           "签名",
                                                           "签字",
                                                           "检查人员1",
                                                           "检查人员2",
                                                           "检查人员一",
                                                           "检查人员二",
                                                           "执法人员1",
                                                           "执法人员2",
                                                           "检查组成员",
                                                           "检查组",
                                                           "主要负责人",
                                                           "经营者",
                                                           "业主",
                                                           "陪同人员",
                                                           "企业负责人",
                                                           "负责人签字",
                                                           "检查组长",
                                                           "录入人",
                                                           "创建人",
                                                           "审核人"};
constexpr std::array<std::string_view, 10> inspector_columns{"检查人员", "执法人员",     "执法检查人员", "检查人",       "检查人员姓名",
                                                             "抽查人员", "检查人员签名", "检查人员签字", "执法人员签字", "执法人员签名"};
constexpr std::array<std::string_view, 4> meaningless{"序号", "行次", "编号序号", "No."};

/// Public or not, they are no part of a record: tables of platforms and bureaus have them.
constexpr std::array<std::string_view, 44> left_out_columns{
    "备注",     "说明",     "抽查计划编号", "抽查计划名称", "计划编号",     "计划名称", "抽查任务名称", "任务名称", "抽查类型",
    "抽查类别", "事项类别", "检查方式",     "抽查方式",     "检查类型",     "抽查批次", "年度",         "填报单位", "填报人",
    "填报日期", "发起部门", "配合部门",     "检查状态",     "抽取日期",     "备注说明", "住所",         "地址",     "经营地址",
    "经营场所", "注册地址", "生产地址",     "检查开始时间", "检查开始日期", "整改情况", "抽查比例",     "主管部门", "登记机关",
    "经营范围", "任务类型", "操作",         "操作栏",       "录入时间",     "创建时间", "更新时间",     "审核时间"};

/// What workbooks and CSV files of this program say beside the record: it follows from the record, or the ledger has it.
constexpr std::array<std::string_view, 6> added_columns{"结果类别", "近似对应", "更正情况", "撤回日期", "盐值", "页面地址"};
/// Of these, what no other table has.
constexpr std::array<std::string_view, 2> own_columns{"台账序号", "公示最后一天"};
constexpr std::string_view state_column = "公示状态";

/// Columns that hold one member of an object.
struct PartName {
  std::string_view header, field, part;
};
constexpr std::array parts{PartName{"处罚决定书文号", "penalty", "number"}, PartName{"处罚决定日期", "penalty", "decided_on"},
                           PartName{"意见提出日期", "reply", "on"}};

/// What may stand in brackets behind a header without changing what it means: units, forms, how to fill it in. `检查日期（计划）` is
/// another column.
constexpr std::array<std::string_view, 16> harmless_remarks{"全称", "18位",  "必填", "选填", "可不填", "年/月/日", "年-月-日", "年月日",
                                                            "月日", "月/日", "项",   "家",   "个",     "签字",     "签名",     "盖章"};
constexpr std::array<std::string_view, 7> remark_beginnings{"按", "请", "如", "例", "填", "格式", "单位:"};

bool harmless(std::string_view remark) {
  return std::ranges::find(harmless_remarks, remark) != harmless_remarks.end() ||
         std::ranges::any_of(remark_beginnings, [&](std::string_view word) { return remark.starts_with(word); });
}

/// A bare header without its remark; as it is where it has none, or one that may mean something.
std::string_view without_remark(std::string_view name) {
  std::size_t open = name.rfind('(');
  if (open == std::string_view::npos || open == 0 || !name.ends_with(')')) return name;
  return harmless(name.substr(open + 1, name.size() - open - 2)) ? name.substr(0, open) : name;
}

/// A header with these is about what followed from a result, and not about the result itself: `处理结果`.
constexpr std::array<std::string_view, 3> handling_words{"处理", "处置", "查处"};

/// What a header with one of the words may be about, where no known header is like it. Never one of people, their numbers and addresses,
/// nor of what came after the inspection: `no_topic`.
struct Topic {
  std::array<std::string_view, 6> words;
  std::array<std::string_view, 2> keys;
};
constexpr std::array<std::string_view, 16> no_topic{"人员", "身份证", "执法证", "电话", "手机", "联系", "负责人", "法人",
                                                    "地址", "住所",   "证号",   "处罚", "立案", "约谈", "整改",   "移送"};
constexpr std::array<Topic, 6> topics{{{{"公示"}, {"published_on", "platform_on"}},
                                       {{"完成", "办结"}, {"completed_on"}},
                                       {{"所在", "辖区", "属地", "区域", "地区"}, {"district"}},
                                       {{"事项", "内容", "项目"}, {"items"}},
                                       {{"检查机构", "检查的机构", "检查单位", "执法单位", "抽查单位", "机关"}, {"department"}},
                                       {{"企业", "对象", "主体", "公司", "名称", "受检"}, {"object_name"}}}};

constexpr std::string_view object = "object_";  // what a result says of its object, the library says without it

const Field* aliased(const Shape& shape, const HeaderName& alias) {
  if (const Field* f = shape.find(alias.key)) return f;
  return alias.key.starts_with(object) ? shape.find(alias.key.substr(object.size())) : nullptr;
}

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::vector<std::string_view> words_of(const Shape& shape) {
  std::vector<std::string_view> out;
  for (const Field& f : shape.fields)
    if (!f.header.empty()) out.push_back(f.header);
  for (const HeaderName& alias : aliases)
    if (aliased(shape, alias) != nullptr) out.push_back(alias.header);
  return out;
}

}  // namespace

std::string in_one_line(std::string_view header) {
  std::string out(header);
  std::erase_if(out, [](char c) { return c == '\n' || c == '\r'; });
  return out;
}

std::string bare_header(std::string_view header) {
  std::string out;
  std::string normal = nfkc(header);
  for (std::size_t at = 0; at < normal.size();) {
    char32_t c = next_character(normal, at);
    if (c > 0x20 && c != 0x3000 && c != 0xa0 && c != U'*') append_character(out, c);  // * marks what must be filled in
  }
  return out;
}

namespace {

ColumnUse use_of(const Shape& shape, std::string_view header, std::string_view name) {
  for (const Field& f : shape.fields)
    if (!f.header.empty() && (f.header == header || bare_header(f.header) == name)) return {.field = &f, .known = true};
  if (holds(inspector_columns, name)) return {.inspectors = true, .known = true};
  if (holds(private_columns, name)) return {.dropped = true, .known = true};
  for (const HeaderName& alias : aliases)
    if (alias.header == name)
      if (const Field* f = aliased(shape, alias)) return {.field = f, .known = true};
  for (const PartName& part : parts)
    if (part.header == name)
      if (const Field* f = shape.find(part.field)) return {.field = f, .part = f->shape().find(part.part), .known = true};
  if (holds(own_columns, name)) return {.left_out = true, .known = true, .own = true};
  if (name == state_column) return {.left_out = true, .known = true, .state = true};
  if (holds(left_out_columns, name) || holds(added_columns, name)) return {.left_out = true, .known = true};
  return {.known = name.empty() || holds(meaningless, name)};
}

}  // namespace

ColumnUse column_for(const Shape& shape, std::string_view header) {
  std::string name = bare_header(header);
  ColumnUse use = use_of(shape, header, name);
  std::string_view plain = without_remark(name);
  return use.known || plain.size() == name.size() ? use : use_of(shape, plain, plain);
}

bool header_word(const Shape& shape, std::string_view cell) {
  static const std::array<std::unordered_set<std::string_view>, 2> words = [] {
    std::array<std::unordered_set<std::string_view>, 2> out;
    for (std::string_view word : left_out_columns) out[0].insert(word);
    for (std::string_view word : added_columns) out[0].insert(word);
    for (std::string_view word : own_columns) out[0].insert(word);
    out[0].insert(state_column);
    for (const PartName& part : parts) out[0].insert(part.header);
    for (std::string_view word : private_columns) out[0].insert(word);
    for (std::string_view word : inspector_columns) out[0].insert(word);
    for (std::string_view word : meaningless) out[0].insert(word);
    for (const HeaderName& alias : aliases) out[1].insert(alias.header);
    return out;
  }();
  constexpr std::size_t longest = 64;
  if (cell.size() > longest) return false;
  if (cell.find_first_of(" \n\t*(") != std::string_view::npos || cell.find("（") != std::string_view::npos) {
    std::string bare = bare_header(cell);
    return bare.size() < cell.size() && header_word(shape, without_remark(bare));
  }
  return words[0].contains(cell) || words[1].contains(cell) ||
         std::ranges::any_of(shape.fields, [&](const Field& f) { return !f.header.empty() && f.header == cell; });
}

std::vector<std::string_view> headers_like(const Shape& shape, std::string_view header) {
  constexpr std::size_t most = 3;
  std::vector<std::string_view> words = words_of(shape);
  std::string name = bare_header(header);
  std::vector<std::string_view> out;
  constexpr std::size_t short_word = 6;  // bytes: two Han characters, `结果`, say nothing of a longer header
  auto suggest = [&](std::string_view word) {
    if (word.size() <= short_word && name.size() > short_word + 3) return;
    if (out.size() < most && std::ranges::find(out, word) == out.end()) out.push_back(word);
  };
  auto named = [&](std::string_view word) { return !word.empty() && name.find(word) != std::string::npos; };
  auto suggest_key = [&](std::string_view key) {
    if (const Field* field = key.empty() ? nullptr : aliased(shape, {{}, key})) suggest(field->header);
  };
  if (std::ranges::any_of(handling_words, named))
    for (std::string_view key : {"handling", "follow_up"}) suggest_key(key);
  for (std::string_view word : nearest(name, words, most)) suggest(word);
  for (std::string_view word : words)
    if ((name.size() >= short_word && word.find(name) != std::string_view::npos) ||
        (word.size() >= short_word && name.find(word) != std::string::npos))
      suggest(word);
  if (std::ranges::any_of(no_topic, named)) return out;
  for (const Topic& topic : topics)
    if (out.empty() && std::ranges::any_of(topic.words, named)) std::ranges::for_each(topic.keys, suggest_key);
  return out;
}

}  // namespace gongshi

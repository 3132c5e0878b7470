#include "model/notice.hpp"

namespace gongshi {

const Shape& Notice::shape() {
  static const Shape shape{
      "notice",
      {field<&Notice::title>("title").means("标题").must(), field<&Notice::date>("date").means("发布日期").must(),
       field<&Notice::document_number>("document_number").means("发文字号"), field<&Notice::category>("category").means("栏目"),
       field<&Notice::issuer>("issuer").means("发布机构"), field<&Notice::index_number>("index_number").means("索引号"),
       field<&Notice::valid>("valid").means("有效性"), field<&Notice::attachments>("attachments").means("附件，site/static/ 下的文件"),
       field<&Notice::revisions>("revisions").means("修订，写成“日期 说明”")}};
  return shape;
}

const Shape& GuidePage::shape() {
  static const Shape shape{"guide",
                           {field<&GuidePage::title>("title").means("标题").must(),
                            field<&GuidePage::date>("date").means("发布日期").must(), field<&GuidePage::order>("order").means("排列顺序")}};
  return shape;
}

std::string attachment_path(std::string_view written) { return (written.starts_with("static/") ? "" : "static/") + std::string(written); }

}  // namespace gongshi

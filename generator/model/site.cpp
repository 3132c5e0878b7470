#include "model/site.hpp"

namespace gongshi {

const Shape& Organisation::shape() {
  static const Shape shape{
      "organisation",
      {field<&Organisation::name>("name").means("机关全称").must(), field<&Organisation::short_name>("short_name").means("机关简称"),
       field<&Organisation::region_code>("region_code").means("行政区划代码，六位")}};
  return shape;
}

const Shape& SiteIdentity::shape() {
  static const Shape shape{
      "site_identity",
      {field<&SiteIdentity::name>("name").means("网站名称").must(), field<&SiteIdentity::domain>("domain").means("域名"),
       field<&SiteIdentity::id_code>("id_code").means("网站标识码")}};
  return shape;
}

const Shape& Footer::shape() {
  static const Shape shape{
      "footer",
      {field<&Footer::sponsor>("sponsor").means("主办单位"), field<&Footer::operated_by>("operator").means("承办单位"),
       field<&Footer::contact>("contact").means("联系方式"), field<&Footer::address>("address").means("地址"),
       field<&Footer::postcode>("postcode").means("邮编"), field<&Footer::icp>("icp").means("ICP备案号"),
       field<&Footer::police>("police").means("公网安备号"), field<&Footer::conac>("conac").means("党政机关网站标识编号")}};
  return shape;
}

const Shape& Site::shape() {
  static const Shape shape{
      "site",
      {field<&Site::organisation>("organisation").means("发布机关").must(), field<&Site::site>("site").means("网站").must(),
       field<&Site::base_url>("base_url").means("网站根地址").as(Format::uri).must(),
       field<&Site::profile>("profile").means("现行规则的编号").as(Format::id).must(), field<&Site::footer>("footer").means("页脚"),
       field<&Site::licence>("licence").means("数据使用许可"),
       field<&Site::accepted_codes>("accepted_codes").means("核对无误但校验码不符的代码，不再提示"),
       field<&Site::public_phones>("public_phones").means("可以公开的办公电话，其他电话不得出现在公示内容里"),
       field<&Site::members>("members").means("联合抽查的其他成员单位全称，各项指标都列出"),
       field<&Site::public_names>("public_names").means("可以出现在文字里的单位名称，虽在抽取名单之中"),
       field<&Site::sample>("sample").means("是否演示数据"), field<&Site::as_of>("as_of").means("演示数据的截止日期")}};
  return shape;
}

}  // namespace gongshi

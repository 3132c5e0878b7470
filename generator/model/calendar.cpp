#include "model/calendar.hpp"

namespace gongshi {

const Shape& CalendarNotice::shape() {
  static const Shape shape{
      "calendar_notice",
      {field<&CalendarNotice::number>("number").means("文号").must(), field<&CalendarNotice::dated>("dated").means("成文日期"),
       field<&CalendarNotice::title>("title").means("标题")}};
  return shape;
}

const Shape& CalendarYear::shape() {
  static const Shape shape{
      "calendar",
      {field<&CalendarYear::year>("year").means("年份").as(Format::year).must(),
       field<&CalendarYear::notices>("notices").means("国务院办公厅的通知"), field<&CalendarYear::off>("off").means("放假的日子"),
       field<&CalendarYear::work>("work").means("调休上班的日子")}};
  return shape;
}

const Shape& LocalCalendar::shape() {
  static const Shape shape{
      "local_calendar",
      {field<&LocalCalendar::source>("source").means("依据").must(), field<&LocalCalendar::off>("off").means("放假的日子"),
       field<&LocalCalendar::work>("work").means("上班的日子")}};
  return shape;
}

}  // namespace gongshi

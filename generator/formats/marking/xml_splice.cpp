#include "formats/marking/xml_splice.hpp"

#include "formats/marking/xml_tag.hpp"

namespace gongshi {

XmlSplice::XmlSplice(XmlEditor& editor, Take out) : editor_(editor), out_(std::move(out)), reader_(*this, true) {}

bool XmlSplice::feed(std::string_view piece, bool last) {
  waiting_.erase(0, passed_ - before_);
  before_ = passed_;
  waiting_ += piece;
  if (before_ == 0 && !says_utf8(waiting_)) stop();
  if (!reader_.feed(piece, last)) return false;
  pass(last ? before_ + waiting_.size() : reader_.at());
  return true;
}

void XmlSplice::start(std::string_view name, XmlAttributes attributes) {
  ++depth_;
  editor_.start(*this, name, attributes, std::string_view(waiting_).substr(reader_.at() - before_, reader_.length()));
}

void XmlSplice::end(std::string_view name) {
  editor_.end(*this, name);
  --depth_;
}

void XmlSplice::pass(std::uint64_t to) {
  if (to <= passed_) return;
  out_(std::string_view(waiting_).substr(passed_ - before_, to - passed_));
  passed_ = to;
}

void XmlSplice::insert(std::string_view text) {
  pass(reader_.at());
  out_(text);
}

void XmlSplice::replace(std::string_view text) {
  insert(text);
  passed_ = reader_.at() + reader_.length();
}

void XmlSplice::stop() { reader_.stop({false, "", ""}); }

}  // namespace gongshi

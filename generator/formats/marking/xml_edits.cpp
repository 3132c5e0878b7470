#include "formats/marking/xml_edits.hpp"

#include <algorithm>
#include <utility>

#include "formats/marking/xml_tag.hpp"

namespace gongshi {

bool XmlEdits::run(std::string_view document, std::string& out) {
  if (!says_utf8(document)) return false;
  XmlReader reader(*this, true);
  document_ = document;
  reader_ = &reader;
  if (!reader.feed(document, true)) return false;
  for (std::size_t i = 0; i < edits_.size(); ++i) edits_[i].order = i;
  std::ranges::sort(edits_, {}, [](const Edit& edit) { return std::pair(edit.at, edit.order); });
  out.clear();
  std::size_t done = 0;
  for (const Edit& edit : edits_) {
    out += document.substr(done, edit.at - done);
    out += edit.text;
    if (edit.split) split_ = out.size();
    done = edit.at + edit.length;
  }
  out += document.substr(done);
  return true;
}

void XmlEdits::start(std::string_view name, XmlAttributes attributes) {
  ++depth_;
  open(name, attributes, document_.substr(at(), reader_->length()));
}

void XmlEdits::end(std::string_view name) {
  close(name);
  --depth_;
}

void XmlEdits::expect_root(std::string_view name, std::string_view wanted, std::string_view space, XmlAttributes attributes,
                           std::string_view tag) {
  prefix_ = prefix_of(tag);
  std::string declared = prefix_.empty() ? "xmlns" : "xmlns:" + prefix_.substr(0, prefix_.size() - 1);
  if (name != wanted || attributes.exact(declared) != space || is_closed(tag)) bad();
}

}  // namespace gongshi

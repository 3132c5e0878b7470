// An XML document that passes on byte for byte, however long, but where the one who looks on puts something else.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "formats/package/xml_reader.hpp"

namespace gongshi {

class XmlSplice;

/// Who looks on. Names come without prefix.
class XmlEditor {
 public:
  virtual ~XmlEditor() = default;
  /// `tag`: as it is written; for this call only.
  virtual void start(XmlSplice& at, std::string_view name, XmlAttributes attributes, std::string_view tag) = 0;
  virtual void end(XmlSplice& at, std::string_view name) = 0;
};

class XmlSplice final : private XmlEvents {
 public:
  using Take = std::function<void(std::string_view)>;
  /// Documents in UTF-8 only: one that says it is something else is stopped, as one that is not well-formed is.
  XmlSplice(XmlEditor& editor, Take out);

  /// False: it has stopped, and what was given out is no document.
  bool feed(std::string_view piece, bool last = false);

  // While a tag is told:
  /// Of its element; the root has 1.
  int depth() const { return depth_; }
  /// Before the tag; at the end of an element that is one tag, behind it.
  void insert(std::string_view text);
  /// In place of the tag.
  void replace(std::string_view text);
  /// The document is not what it should be.
  void stop();

 private:
  void start(std::string_view name, XmlAttributes attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view /*piece*/) override {}
  void pass(std::uint64_t to);

  XmlEditor& editor_;
  Take out_;
  XmlReader reader_;
  std::string waiting_;       // fed, and not all of it given out
  std::uint64_t before_ = 0;  // bytes that were fed before it
  std::uint64_t passed_ = 0;  // bytes that were given out, or replaced
  int depth_ = 0;
};

}  // namespace gongshi

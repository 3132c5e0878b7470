// A short XML document in memory with some places of it written anew: what is between them stays as it is, byte for byte.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/package/xml_reader.hpp"

namespace gongshi {

/// Gathers what is to be changed while it is told of a document.
class XmlEdits : public XmlEvents {
 public:
  /// The document with the changes. False: it is no XML in UTF-8, or not what was looked for (`bad`).
  bool run(std::string_view document, std::string& out);
  std::size_t split() const { return split_; }

 protected:
  virtual void open(std::string_view name, XmlAttributes attributes, std::string_view tag) = 0;
  virtual void close(std::string_view name) = 0;

  // While a tag is told:
  int depth() const { return depth_; }  ///< the root has 1
  std::size_t at() const { return static_cast<std::size_t>(reader_->at()); }
  std::size_t behind() const { return at() + reader_->length(); }
  void insert(std::size_t where, std::string text) { edits_.push_back({where, 0, std::move(text)}); }
  void replace(std::size_t where, std::size_t length, std::string text) { edits_.push_back({where, length, std::move(text)}); }
  std::string_view document() const { return document_; }
  /// `split` says afterwards where this place is in the changed document.
  void split_at(std::size_t where) { edits_.push_back({where, 0, {}, true}); }
  /// The root has a prefix (`x:`, or nothing) and is in this namespace; else `bad`.
  void expect_root(std::string_view name, std::string_view wanted, std::string_view space, XmlAttributes attributes, std::string_view tag);
  const std::string& prefix() const { return prefix_; }
  void bad() { reader_->stop({false, "", ""}); }

 private:
  struct Edit {
    std::size_t at = 0, length = 0;
    std::string text{};
    bool split = false;
    std::size_t order = 0;  // of those at one place
  };
  void start(std::string_view name, XmlAttributes attributes) final;
  void end(std::string_view name) final;
  void text(std::string_view /*piece*/) final {}

  std::string_view document_;
  XmlReader* reader_ = nullptr;
  std::vector<Edit> edits_;
  std::string prefix_;
  std::size_t split_ = 0;
  int depth_ = 0;
};

}  // namespace gongshi

// XML by expat, for files from outside: no document type, so no entities; nesting and the size of a tag are bounded; nothing is fetched.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gongshi {

/// Attributes of an element, as expat gives them: names and values in turn, then null.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* list) : list_(list) {}
  /// By its name without prefix; nullopt where there is none.
  std::optional<std::string_view> find(std::string_view name) const;
  /// By its name as it is written, with its prefix.
  std::optional<std::string_view> exact(std::string_view name) const;

 private:
  const char* const* list_;
};

/// What happens, in order. Names come without prefix; texts are valid UTF-8, in pieces.
class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void start(std::string_view name, XmlAttributes attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;
};

/// Why reading stopped. `limit`: more than an honest file needs; else it is not well-formed.
struct XmlStop {
  bool limit = false;
  std::string chinese, english;
};

class XmlReader {
 public:
  /// `utf8`: the bytes are known to be UTF-8, whatever the document declares.
  explicit XmlReader(XmlEvents& events, bool utf8 = false);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// False: it has stopped, `stopped` says why; what follows is not looked at.
  bool feed(std::string_view piece, bool last = false);
  /// By an event's receiver: no more of it.
  void stop(XmlStop why);
  const std::optional<XmlStop>& stopped() const { return stop_; }
  /// Of what is told just now: where its bytes begin, among all that were fed. Between two calls of `feed`: up to where all was told.
  std::uint64_t at() const;
  /// … and how many they are; none at the end of an element that is one tag, `<a/>`.
  std::size_t length() const;

 private:
  struct Handlers;
  struct Parser;
  std::unique_ptr<Parser> parser_;
  XmlEvents& events_;
  std::optional<XmlStop> stop_;
  std::uint64_t fed_ = 0;
  int depth_ = 0;
};

/// The name behind its prefix.
std::string_view local_name(std::string_view name);

}  // namespace gongshi

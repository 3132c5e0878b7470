#include "formats/json/json_members.hpp"

#include <nlohmann/json.hpp>

namespace gongshi {
namespace {

constexpr std::int64_t exact_in_double = std::int64_t{1} << 53;

/// nlohmann's events. Depth 1 is the outer object, depth 2 the list (or a value of the outer object), depth 3 an element.
class Handler {
 public:
  Handler(std::string_view list, const std::function<void(JsonObject)>& element, JsonObject& outer)
      : list_(list), element_(element), outer_(outer) {}

  bool null() {
    return put([&] { builder_.null(); });
  }
  bool boolean(bool value) {
    return put([&] { builder_.flag(value); });
  }
  bool number_integer(std::int64_t value) {
    if (value > exact_in_double || value < -exact_in_double) return number_float(static_cast<double>(value), {});
    whole_ = value;
    return put([&] { builder_.integer(value); });
  }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(exact_in_double)) return number_float(static_cast<double>(value), {});
    return number_integer(static_cast<std::int64_t>(value));
  }
  bool number_float(double value, const std::string& /*text*/) {
    return put([&] { builder_.number(value); });
  }
  bool string(std::string& value) {
    text_ = value;
    return put([&] { builder_.text(value); });
  }
  bool binary(nlohmann::json::binary_t& /*value*/) { return false; }

  bool start_object(std::size_t /*size*/) {
    if (builder_.depth() != 0 || (target_ != nullptr && !awaits_element())) {
      builder_.begin_object();
      return true;
    }
    if (target_ == nullptr) {
      target_ = &outer_;
      return !done_;
    }
    target_ = &current_;
    current_ = {};
    return true;
  }
  bool end_object() {
    if (builder_.depth() != 0) return close();
    if (target_ == &current_) {
      target_ = &outer_;
      element_(std::move(current_));
    } else {
      target_ = nullptr;
      done_ = true;
    }
    return true;
  }
  bool start_array(std::size_t /*size*/) {
    if (target_ == nullptr || awaits_element()) return false;
    if (target_ == &outer_ && builder_.depth() == 0 && key_ == list_) return in_list_ = true;
    builder_.begin_list();
    return true;
  }
  bool end_array() {
    if (builder_.depth() != 0) return close();
    in_list_ = false;
    return true;
  }
  bool key(std::string& name) {
    if (builder_.depth() != 0) {
      if (!builder_.key(name)) target_->twice = true;
    } else {
      key_ = name;
    }
    return true;
  }
  template <class Error>
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/, const Error& /*error*/) {
    return false;
  }
  bool done() const { return done_; }

 private:
  bool awaits_element() const { return in_list_ && target_ == &outer_; }

  template <class Give>
  bool put(const Give& give) {
    if (target_ == nullptr || awaits_element()) return false;
    give();
    return builder_.depth() != 0 || keep();
  }
  bool close() {
    builder_.end();
    return builder_.depth() != 0 || keep();
  }
  /// A whole value of the target's.
  bool keep() {
    JsonValue value{builder_.take(), std::move(text_), whole_};
    // What came from inside a list or an object is not the value itself.
    if (value.canonical.starts_with('{') || value.canonical.starts_with('[')) value.text.reset(), value.whole_number.reset();
    text_.reset();
    whole_.reset();
    if (!target_->members.emplace(std::move(key_), std::move(value)).second) target_->twice = true;
    return true;
  }

  std::string_view list_;
  const std::function<void(JsonObject)>& element_;
  JsonObject& outer_;
  JsonObject current_;
  JsonObject* target_ = nullptr;
  CanonicalBuilder builder_;
  std::string key_;
  std::optional<std::string> text_;
  std::optional<std::int64_t> whole_;
  bool in_list_ = false, done_ = false;
};

}  // namespace

bool read_members(std::string_view text, std::string_view list, const std::function<void(JsonObject)>& element, JsonObject& outer) {
  Handler handler(list, element, outer);
  return nlohmann::json::sax_parse(text.begin(), text.end(), &handler) && handler.done();
}

}  // namespace gongshi

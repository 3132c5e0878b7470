// Fills structs from the events of a JSON parser and notes what is wrong with them. Knows no parser: json_reader.cpp drives it.
// Private to json_reader.cpp and json_fill.cpp.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/canonical_json.hpp"
#include "formats/json/json_reader.hpp"
#include "formats/json/json_tokens.hpp"

namespace gongshi::json_detail {

/// A place in the structure that is being read.
struct Frame {
  enum class Role : std::uint8_t { file, object, list, texts, dates, map };
  Role role = Role::object;
  const Shape* shape = nullptr;  // object
  const Field* field = nullptr;  // object: of the last key, null where its value is passed over; lists and maps: their own
  void* base = nullptr;          // the struct that `field` is a member of
  const char* begin = nullptr;
  std::size_t next = 0;                      // object: row of the shape where the next key is expected; lists: number of the next element
  std::array<std::uint64_t, 2> seen{};       // object: rows of the shape whose key has come
  std::optional<std::string_view> key = {};  // map: the last one; nullopt where its value is passed over

  bool has(std::size_t row) const { return (seen[row / 64] & std::uint64_t{1} << row % 64) != 0; }
  void mark(std::size_t row) { seen[row / 64] |= std::uint64_t{1} << row % 64; }
};

/// Texts that came lately: what repeats (departments, items, wordings) is stored once, at the price of a glance, not of a hash table.
class RecentTexts {
 public:
  explicit RecentTexts(TextPool& pool) : pool_(pool) {}
  std::string_view keep(std::string_view text) {
    if (text.size() > 128 || text.empty()) return pool_.keep(text);
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::size_t n = std::min<std::size_t>(text.size(), 8);
    std::memcpy(&head, text.data(), n);
    std::memcpy(&tail, text.data() + text.size() - n, n);
    std::uint64_t mixed = (head ^ (tail << 23U | tail >> 41U) ^ text.size()) * 0x9e3779b97f4a7c15U;
    std::string_view& slot = slots_[mixed >> 54U];
    if (slot != text) slot = pool_.keep(text);
    return slot;
  }

 private:
  TextPool& pool_;
  std::array<std::string_view, 1024> slots_{};
};

/// The top frame says where a value goes; while `skipping_`, or inside a raw value, it goes elsewhere. `tokens` must be told of an event
/// first.
class Fill {
 public:
  Fill(const Shape& root, TextPool& pool) : root_(root), pool_(pool), recent_(pool) { frames_.reserve(deepest + 1); }

  Tokens tokens;
  std::vector<JsonFault> faults;

  /// Before each text: records of the root shape go to `records`, also from a list where `list`.
  void begin(JsonRecords& records, bool list);
  /// The same for one record that is given up, together with what is wrong with it, where there is any fault.
  void begin_tentative(JsonRecords& records);
  /// Before a text that is the value of one field.
  void begin(const Field& field, void* record);
  /// After each text, however it ended: a record that is still open is not whole. False where it was given up.
  bool end();

  void null();
  void flag(bool value);
  void integer(std::int64_t value);
  /// `whole`: written without fraction and exponent, but too large for the function above.
  void real(double value, bool whole);
  void text(std::string_view value);
  /// An object or a list; false where it lies too deep.
  bool open(bool object);
  void key(std::string_view name);
  void close();
  /// A number that no double holds.
  void infinite();

  JsonFault& fault(JsonFault::What what, std::uint64_t offset, std::string detail = {}, const Field* wanted = nullptr);

 private:
  static constexpr std::size_t deepest = 64;

  void reset();
  void begin_record();
  void end_record();
  std::string path() const;
  JsonFault& fault_here(JsonFault::What what, std::string detail, const Field* wanted) {
    return fault(what, tokens.token_offset(), std::move(detail), wanted);
  }
  JsonFault& key_fault(JsonFault::What what, std::string_view name);
  void wrong(const Field* wanted, bool container = false);
  bool check_text(std::string_view text, const Field* wanted);
  Frame* target(bool container);
  template <class InRaw, class Take>
  void scalar(const InRaw& in_raw, const Take& take);
  void open_in(const Frame& frame, bool object);
  void open_element(const Field& map, void* base, std::string_view name);
  void push(Frame::Role role, const Shape* shape, const Field* field, void* base);
  void close_object(Frame& frame);
  void close_list(const Frame& frame);
  void map_key(Frame& frame, std::string_view name);
  void keep_raw(const Field& field, void* base) { field.set_text(base, pool_.keep(raw_.take())); }
  void take_text(const Field& field, void* base, std::string_view text);
  void take_integer(const Field& field, void* base, std::int64_t value);
  void take_real(const Field& field, void* base, double value, bool whole);
  void raw_number(double value, bool exact);

  const Shape& root_;
  TextPool& pool_;
  RecentTexts recent_;
  JsonRecords* records_ = nullptr;
  bool list_ = false;  // the text may hold a list of records
  bool tentative_ = false;
  bool given_up_ = false;
  std::vector<Frame> frames_;
  std::vector<std::unordered_set<std::string_view>> map_keys_;  // of the maps among the frames
  std::size_t depth_ = 0;
  std::size_t skipping_ = 0;  // containers that are open in a value that is passed over
  CanonicalBuilder raw_;      // the value of a raw field, while it has open containers
  std::size_t record_frame_ = 0;
  bool in_record_ = false;
  std::uint64_t record_offset_ = 0;
  std::size_t faults_before_ = 0;
};

}  // namespace gongshi::json_detail

#include "formats/json/json_fill.hpp"

#include <cassert>
#include <cmath>

#include "base/catalogue.hpp"
#include "base/text.hpp"
#include "formats/json/value_check.hpp"

namespace gongshi::json_detail {
namespace {

using What = JsonFault::What;

constexpr double exact_in_double = 9007199254740992.0;  // 2^53, from which on whole numbers are not exact

/// Members that only the program makes have nothing to be set by.
bool readable(const Field& field) {
  return field.set_text != nullptr || field.set_number != nullptr || field.set_real != nullptr || field.open != nullptr;
}

std::vector<std::string_view> keys_of(const Shape& shape) {
  std::vector<std::string_view> names;
  for (const Field& field : shape.fields)
    if (readable(field)) names.push_back(field.name);
  return names;
}

/// `plan_id（所属计划）`: a clerk thinks in the words of forms.
std::string labelled_keys(const Shape& shape) {
  std::vector<std::string> words;
  for (const Field& field : shape.fields) {
    if (!readable(field)) continue;
    std::string_view label = field.meaning.empty() ? field.header : field.meaning;
    words.push_back(std::string(field.name) + (label.empty() ? "" : "（" + std::string(label) + "）"));
  }
  return list_argument(std::vector<std::string_view>(words.begin(), words.end()));
}

std::vector<std::string> near_of(std::string_view word, std::span<const std::string_view> names) {
  std::vector<std::string> out;
  for (std::string_view name : nearest(word, names)) out.emplace_back(name);
  return out;
}

/// A key written in Chinese is the one that means this.
std::vector<std::string> near_keys(const Shape& shape, std::string_view word, std::span<const std::string_view> names) {
  for (const Field& field : shape.fields)
    if (readable(field) && (field.header == word || field.meaning == word)) return {std::string(field.name)};
  return near_of(word, names);
}

std::vector<std::string> near_choices(const Field& field, std::string_view word) {
  std::vector<std::string_view> keys;
  for (const Choice& choice : field.choices().subspan(1)) {
    if (choice.label == word) return {std::string(choice.key)};
    keys.push_back(choice.key);
  }
  return near_of(word, keys);
}

std::optional<std::int64_t> choice_row(const Field& field, std::string_view key) {
  std::span<const Choice> rows = field.choices();
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i].key == key) return static_cast<std::int64_t>(i);
  return std::nullopt;
}

}  // namespace

// ---- texts and records ----------------------------------------------------------------------------------------------------------

void Fill::begin(JsonRecords& records, bool list) {
  reset();
  records_ = &records;
  list_ = list;
}

void Fill::begin_tentative(JsonRecords& records) {
  begin(records, false);
  tentative_ = true;
}

void Fill::begin(const Field& field, void* record) {
  reset();
  frames_.push_back(Frame{Frame::Role::object, &root_, &field, record, nullptr, 0, {}, {}});
}

void Fill::reset() {
  frames_.clear();
  map_keys_.clear();
  depth_ = skipping_ = 0;
  raw_ = {};
  in_record_ = tentative_ = given_up_ = false;
}

bool Fill::end() {
  if (in_record_) end_record();
  return !given_up_;
}

void Fill::begin_record() {
  record_frame_ = frames_.size();
  record_offset_ = tokens.token_offset();
  in_record_ = true;
  faults_before_ = faults.size();
  push(Frame::Role::object, &root_, nullptr, records_->begin_record(record_offset_));
}

void Fill::end_record() {
  in_record_ = false;
  bool whole = faults.size() == faults_before_;
  given_up_ = tentative_ && !whole;
  if (!given_up_) return records_->end_record(frames_[record_frame_].base, whole);
  faults.resize(faults_before_);
  records_->give_up_record(frames_[record_frame_].base);
}

// ---- structure ------------------------------------------------------------------------------------------------------------------

bool Fill::open(bool object) {
  if (++depth_ > deepest) {
    fault_here(What::too_deep, {}, nullptr);
    return false;
  }
  if (skipping_ != 0) {
    ++skipping_;
  } else if (raw_.depth() != 0) {
    object ? raw_.begin_object() : raw_.begin_list();
  } else if (object && (frames_.empty() || frames_.back().role == Frame::Role::file)) {
    begin_record();
  } else if (frames_.empty() && list_) {
    push(Frame::Role::file, nullptr, nullptr, nullptr);
  } else if (const Frame* frame = target(true)) {
    open_in(*frame, object);
  }
  return true;
}

/// The frame whose field takes the value that has just come; null where it is passed over.
Frame* Fill::target(bool container) {
  if (frames_.empty()) {
    wrong(nullptr, container);
    return nullptr;
  }
  Frame& frame = frames_.back();
  bool passed = (frame.role == Frame::Role::object && frame.field == nullptr) || (frame.role == Frame::Role::map && !frame.key);
  if (passed) {
    if (container) skipping_ = 1;
    return nullptr;
  }
  if (frame.role == Frame::Role::list || frame.role == Frame::Role::texts || frame.role == Frame::Role::dates) ++frame.next;
  return &frame;
}

/// A container as the value that `frame` waits for.
void Fill::open_in(const Frame& frame, bool object) {
  using Role = Frame::Role;
  const Field* field = frame.field;
  void* base = frame.base;
  if (object && frame.role == Role::list) {
    push(Role::object, &field->shape(), nullptr, field->open(base));
  } else if (object && frame.role == Role::map) {
    open_element(*field, base, *frame.key);
  } else if (frame.role != Role::object) {
    wrong(field, true);
  } else if (field->kind == Kind::raw) {
    object ? raw_.begin_object() : raw_.begin_list();
  } else if (object && field->kind == Kind::object) {
    push(Role::object, &field->shape(), nullptr, field->open(base));
  } else if (object && field->kind == Kind::map) {
    map_keys_.emplace_back();
    push(Role::map, nullptr, field, base);
  } else if (!object && field->kind == Kind::list) {
    push(Role::list, nullptr, field, base);
  } else if (!object && (field->kind == Kind::texts || field->kind == Kind::dates)) {
    push(field->kind == Kind::texts ? Role::texts : Role::dates, nullptr, field, base);
  } else {
    wrong(field, true);
  }
}

void Fill::open_element(const Field& map, void* base, std::string_view name) {
  const Shape& shape = map.shape();
  const Field& first = shape.fields.front();
  void* element = map.open(base);
  if (first.kind == Kind::choice)
    first.set_number(element, *choice_row(first, name));
  else
    first.set_text(element, name);
  push(Frame::Role::object, &shape, nullptr, element);
  frames_.back().mark(0);
}

void Fill::push(Frame::Role role, const Shape* shape, const Field* field, void* base) {
  assert(shape == nullptr || shape->fields.size() <= 128);
  frames_.push_back(Frame{role, shape, field, base, tokens.at() - 1, 0, {}, {}});
}

void Fill::close() {
  --depth_;
  if (skipping_ != 0) {
    --skipping_;
  } else if (raw_.depth() != 0) {
    raw_.end();
    if (raw_.depth() == 0) keep_raw(*frames_.back().field, frames_.back().base);
  } else if (frames_.back().role == Frame::Role::object) {
    close_object(frames_.back());
    if (in_record_ && frames_.size() == record_frame_ + 1) end_record();
    frames_.pop_back();
  } else {
    Frame closed = frames_.back();
    frames_.pop_back();
    close_list(closed);
  }
}

void Fill::close_object(Frame& frame) {
  for (std::size_t row = 0; row < frame.shape->fields.size(); ++row) {
    const Field& field = frame.shape->fields[row];
    if (!field.required || frame.has(row)) continue;
    frame.field = &field;
    fault(What::missing_key, tokens.offset_of(frame.begin), {}, &field);
  }
}

void Fill::close_list(const Frame& frame) {
  bool empty = frame.role == Frame::Role::map ? map_keys_.back().empty() : frame.next == 0;
  if (frame.role == Frame::Role::map) map_keys_.pop_back();
  if (empty && frame.field != nullptr && frame.field->required) fault(What::empty_value, tokens.offset_of(frame.begin), {}, frame.field);
}

void Fill::key(std::string_view name) {
  if (skipping_ != 0) return;
  if (raw_.depth() != 0) {
    check_text(name, nullptr);
    if (!raw_.key(name)) key_fault(What::duplicate_key, name);
    return;
  }
  Frame& frame = frames_.back();
  if (frame.role == Frame::Role::map) return map_key(frame, name);
  const std::vector<Field>& fields = frame.shape->fields;
  frame.field = nullptr;
  for (std::size_t n = 0, row = frame.next; n < fields.size(); ++n, ++row) {
    if (row >= fields.size()) row = 0;  // files keep to the order of the shape as a rule: the next key is found at once
    if (fields[row].name != name || !readable(fields[row])) continue;
    frame.next = row + 1;
    if (frame.has(row)) {
      key_fault(What::duplicate_key, name);
    } else {
      frame.mark(row);
      frame.field = &fields[row];
    }
    return;
  }
  JsonFault& made = key_fault(What::unknown_key, name);
  std::vector<std::string_view> names = keys_of(*frame.shape);
  made.suggestions = near_keys(*frame.shape, name, names);
  if (!made.suggestions.empty()) return;
  made.detail = list_argument(names);
  made.labelled = labelled_keys(*frame.shape);
}

void Fill::map_key(Frame& frame, std::string_view name) {
  const Field& first = frame.field->shape().fields.front();
  frame.key.reset();
  if (auto c = forbidden_character(name)) {
    key_fault(What::bad_value, name).detail = code_point_name(*c);
  } else if (name.empty()) {
    key_fault(What::empty_value, name);
  } else if (map_keys_.back().contains(name)) {
    key_fault(What::duplicate_key, name);
  } else if (first.choices != nullptr && !choice_row(first, name)) {
    JsonFault& made = key_fault(What::not_in_choices, name);
    made.suggestions = near_choices(first, name);
    made.wanted = &first;
  } else if (!fits(first.format, name)) {
    key_fault(What::bad_format, name).wanted = &first;
  } else {
    frame.key = recent_.keep(name);
    map_keys_.back().insert(*frame.key);
  }
}

// ---- values ---------------------------------------------------------------------------------------------------------------------

/// Gives a value that is no container to `in_raw()` or `take(field, struct)`, or passes over it.
template <class InRaw, class Take>
void Fill::scalar(const InRaw& in_raw, const Take& take) {
  if (skipping_ != 0) return;
  if (raw_.depth() != 0) return in_raw();
  const Frame* frame = target(false);
  if (frame == nullptr) return;
  if (frame->role == Frame::Role::file || frame->role == Frame::Role::list || frame->role == Frame::Role::map) return wrong(frame->field);
  bool lists = frame->field->kind == Kind::texts || frame->field->kind == Kind::dates;
  if (lists && frame->role == Frame::Role::object) return wrong(frame->field);
  if (frame->field->kind != Kind::raw) return take(*frame->field, frame->base);
  in_raw();
  keep_raw(*frame->field, frame->base);
}

void Fill::null() {
  scalar([&] { raw_.null(); }, [&](const Field& field, void* /*base*/) { wrong(&field); });
}

void Fill::flag(bool value) {
  scalar([&] { raw_.flag(value); },
         [&](const Field& field, void* base) {
           if (field.kind == Kind::flag)
             field.set_number(base, value ? 1 : 0);
           else
             wrong(&field);
         });
}

void Fill::integer(std::int64_t value) {
  auto number = static_cast<double>(value);
  bool exact = std::abs(number) < exact_in_double || written_as(number, std::to_string(value));
  scalar([&] { raw_number(number, exact); }, [&](const Field& field, void* base) { take_integer(field, base, value); });
}

void Fill::real(double value, bool whole) {
  scalar([&] { raw_number(value, !whole || written_as(value, tokens.token())); },
         [&](const Field& field, void* base) { take_real(field, base, value, whole); });
}

void Fill::text(std::string_view value) {
  auto in_raw = [&] {
    check_text(value, nullptr);
    raw_.text(value);
  };
  scalar(in_raw, [&](const Field& field, void* base) { take_text(field, base, value); });
}

void Fill::infinite() {
  const Field* wanted = frames_.empty() ? nullptr : frames_.back().field;
  if (wanted != nullptr) target(false);  // counts it
  fault_here(What::bad_value, shown(tokens.token()), wanted);
}

bool Fill::check_text(std::string_view text, const Field* wanted) {
  auto c = forbidden_character(text);
  if (c) fault_here(What::bad_value, code_point_name(*c), wanted);
  return !c;
}

namespace {

/// Texts that begin with a letter, a digit or a Han character, which is nearly all of them, need no second look.
bool nothing_but_blanks(std::string_view text) {
  auto first = static_cast<unsigned char>(text.front());
  bool solid = (first > 0x20 && first < 0x80) || (first >= 0xe4 && first <= 0xe9);
  return !solid && trimmed(text).empty();
}

}  // namespace

void Fill::take_text(const Field& field, void* base, std::string_view text) {
  bool texts = field.kind == Kind::text || field.kind == Kind::texts;
  bool dates = field.kind == Kind::date || field.kind == Kind::dates;
  if (!texts && !dates && field.kind != Kind::choice) {
    wrong(&field);
  } else if (text.empty()) {
    fault_here(What::empty_value, {}, &field);
  } else if (!check_text(text, &field)) {
    return;
  } else if (texts && nothing_but_blanks(text)) {
    fault_here(What::empty_value, {}, &field);
  } else if (texts && field.choices != nullptr && !choice_row(field, text)) {
    fault_here(What::not_in_choices, shown(text), &field).suggestions = near_choices(field, text);
  } else if (texts) {
    if (fits(field.format, text))
      field.set_text(base, recent_.keep(text));
    else
      fault_here(What::bad_format, shown(text), &field);
  } else if (dates) {
    if (auto date = Date::parse(text))
      field.set_number(base, *date - Date{});
    else
      fault_here(What::bad_date, shown(text), &field);
  } else if (auto row = choice_row(field, text)) {
    field.set_number(base, *row);
  } else {
    fault_here(What::not_in_choices, shown(text), &field).suggestions = near_choices(field, text);
  }
}

void Fill::take_integer(const Field& field, void* base, std::int64_t value) {
  if (field.kind == Kind::real)
    field.set_real(base, static_cast<double>(value));
  else if (field.kind != Kind::integer)
    wrong(&field);
  else if (!fits(field.format, value))
    fault_here(What::bad_format, shown(tokens.token()), &field);
  else
    field.set_number(base, value);
}

void Fill::take_real(const Field& field, void* base, double value, bool whole) {
  if (field.kind == Kind::real)
    field.set_real(base, value);
  else if (field.kind != Kind::integer)
    wrong(&field);
  else if (std::trunc(value) != value)
    wrong(&field);
  else if (whole || std::abs(value) >= exact_in_double)
    fault_here(What::bad_value, shown(tokens.token()), &field);
  else
    take_integer(field, base, static_cast<std::int64_t>(value));
}

void Fill::raw_number(double value, bool exact) {
  if (!exact) fault_here(What::bad_value, shown(tokens.token()), nullptr);
  raw_.number(value);
}

// ---- faults ---------------------------------------------------------------------------------------------------------------------

std::string Fill::path() const {
  std::string out;
  auto dot = [&](std::string_view name) { (out.empty() ? out : out += '.') += name; };
  for (const Frame& frame : frames_) {
    if (frame.role == Frame::Role::object) {
      if (frame.field != nullptr) dot(frame.field->name);
    } else if (frame.role == Frame::Role::map) {
      if (frame.key) dot(shown(*frame.key));
    } else if (frame.role != Frame::Role::file) {
      out += '[' + std::to_string(frame.next == 0 ? 0 : frame.next - 1) + ']';
    }
  }
  return out;
}

JsonFault& Fill::fault(What what, std::uint64_t offset, std::string detail, const Field* wanted) {
  return faults.emplace_back(JsonFault{what, offset, in_record_ ? record_offset_ : offset, path(), std::move(detail), wanted, {}});
}

JsonFault& Fill::key_fault(What what, std::string_view name) {
  JsonFault& made = fault_here(what, shown(name), nullptr);
  (made.field.empty() ? made.field : made.field += '.') += shown(name);
  return made;
}

/// A value that its place cannot take; what it opens is passed over.
void Fill::wrong(const Field* wanted, bool container) {
  if (container) skipping_ = 1;
  fault_here(wanted != nullptr ? What::wrong_type : What::not_a_record, shown(tokens.token()), wanted);
}

}  // namespace gongshi::json_detail

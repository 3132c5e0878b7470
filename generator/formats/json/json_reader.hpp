// JSON text straight into described structs: one object or a list of objects in a file, or one object a line (NDJSON).
// Strict: unknown and doubled keys, wrong types, empty texts and hidden characters are faults. All faults of a text come in one run;
// only a syntax error ends what it stands in: the line of an NDJSON file, the rest of a JSON file.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.hpp"
#include "base/text_pool.hpp"

namespace gongshi {

struct JsonFault {
  enum class What : std::uint8_t {
    syntax,          ///< detail: the text from there on
    cut_short,       ///< the text ends inside a value; offset is its end, or the quote that is never closed
    trailing_comma,  ///< a comma before } or ]
    not_utf8,        ///< detail: the byte, `0xB9`
    too_deep,        ///< more than 64 objects and lists in each other
    not_a_record,    ///< something else where an object is expected
    unknown_key,     ///< with suggestions; without any, detail: the known keys (list_argument), labelled: the same in Chinese
    duplicate_key,
    missing_key,     ///< a required one; offset is that of its object
    wrong_type,      ///< detail: the value
    empty_value,     ///< a text "", or a required list []
    bad_value,       ///< detail: the forbidden character (`U+202E`), or a number that is out of range
    bad_date,        ///< detail: the value
    not_in_choices,  ///< detail: the value; with suggestions
    bad_format,      ///< detail: the value; what it should be says `wanted->format`
  };
  What what = What::syntax;
  std::uint64_t offset = 0;         ///< first byte of the token
  std::uint64_t record_offset = 0;  ///< of the record that it stands in; where there is none, `offset`
  std::string field{};              ///< `reply.on`, `sections[0].entries[2].name`, `targets.coverage.threshold`; empty: the record
  std::string detail{};             ///< fit to be printed: without hidden characters, not long
  const Field* wanted = nullptr;    ///< what was expected there, where that is known
  std::vector<std::string> suggestions{};
  std::string labelled{};  ///< known keys, each with what it means: `plan_id（所属计划）`
};

/// Where the records of a text go.
class JsonRecords {
 public:
  JsonRecords() = default;
  JsonRecords(const JsonRecords&) = delete;
  JsonRecords& operator=(const JsonRecords&) = delete;
  virtual ~JsonRecords() = default;
  /// The struct to fill, new and empty; stays where it is until its end. `offset` is that of the record's `{`.
  virtual void* begin_record(std::uint64_t offset) = 0;
  /// `whole`: without any fault.
  virtual void end_record(void* record, bool whole) = 0;
  /// In place of `end_record`, of a line only: as if `record` had not been begun. The next one is the same record again.
  virtual void give_up_record(void* record) = 0;
};

/// What the kinds take: text – a string that is not empty; integer – a number without fraction within int64 (`3.0` too, as JSON Schema has
/// it); choice – its key; raw – anything, kept as canonical JSON; map – an object whose keys go to the first field of its elements (text or
/// choice); null – never. One thread at a time; texts stay in the pool.
class JsonReader {
 public:
  JsonReader(const Shape& shape, TextPool& pool);
  ~JsonReader();
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  /// A file that holds one object or a list of objects; a byte-order mark before it is passed over.
  void read_file(std::string_view text, JsonRecords& records);
  /// NDJSON: lines that hold one object each or nothing. `base` is the offset of `text` in its file, where it is a piece of one.
  void read_lines(std::string_view text, JsonRecords& records, std::uint64_t base = 0);

  /// Of all texts read so far, in their order.
  std::vector<JsonFault>& faults();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads one value (JSON) into the member `field` of `record`, which must be absent there (lists append): for corrections, into a new
/// struct from which `Field::assign` carries it over. False where the shape has no such field or the value is none of its kind.
bool read_field(const Shape& shape, std::string_view field, std::string_view json, void* record, TextPool& pool);

}  // namespace gongshi

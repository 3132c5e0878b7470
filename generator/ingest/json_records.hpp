// JSON and NDJSON files → vectors of records, with every fault as a diagnostic.
#pragma once
#include <algorithm>
#include <deque>
#include <string>
#include <type_traits>
#include <vector>

#include "base/memory.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "formats/json/json_reader.hpp"
#include "ingest/sources.hpp"

namespace gongshi {

/// The faults of one file, which was read as `text`, as diagnostics; `offset` of the place, resolved by `resolve_places`.
void report_faults(std::vector<JsonFault>& faults, std::uint32_t file, std::string_view text, const Shape& shape, Intake& intake);

/// What a value of this field looks like, in Chinese and in English.
struct Words {
  std::string chinese, english;
};
Words kind_words(const Field* wanted);

/// What an id must look like.
Words id_words();

/// Records of one piece of text; those with a fault are left out, unless `partial`.
template <class T>
class RecordList final : public JsonRecords {
 public:
  explicit RecordList(std::uint32_t file, bool partial = false) : file_(file), partial_(partial) {}
  void* begin_record(std::uint64_t offset) override {
    records.emplace_back().origin = {file_, offset};
    return &records.back();
  }
  void end_record(void* /*record*/, bool whole) override {
    if (whole || partial_) return;
    faulty.push_back(std::move(records.back()));
    records.pop_back();
  }
  std::vector<T> records;
  std::vector<T> faulty;  ///< as far as they could be read

 private:
  std::uint32_t file_;
  bool partial_;
};

/// Bytes of NDJSON that a thread takes at a time, at least; several pieces for each, since one is done before the other.
constexpr std::size_t least_piece = 1 << 20;

/// How many records lines hold, by the length of the first ones, and some more; short lines are not taken for any.
inline std::size_t likely_records(std::string_view lines) {
  constexpr std::size_t shortest = 128;  // bytes of a record that is worth room in advance
  constexpr std::size_t seen = 1 << 16;
  std::string_view first = lines.substr(0, seen);
  auto ends = static_cast<std::size_t>(std::ranges::count(first, '\n')) + 1;
  return lines.size() / std::max(first.size() / ends, shortest) * 17 / 16 + ends;
}

/// Adds the records of a .json or .ndjson file to `into`.
template <class T>
void read_records(Intake& intake, const std::string& path, std::vector<T>& into, bool partial = false) {
  std::uint32_t file = 0;
  auto text = intake.text(path, file);
  if (!text) return intake.not_read(T::shape());
  bool lines = ending_of(path) == ".ndjson";
  std::vector<std::string_view> pieces{*text};
  if (lines) pieces = line_pieces(*text, std::max<std::size_t>(least_piece, text->size() / (4UL * job_count(intake.jobs))));
  std::vector<RecordList<T>*> lists;
  std::deque<RecordList<T>> kept;
  std::vector<TextPool*> pools;
  std::vector<std::vector<JsonFault>> faults(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    lists.push_back(&kept.emplace_back(file, partial));
    pools.push_back(&intake.pool());
    if (!lines) continue;
    // Asked for here, not by the threads: what the main thread asks for comes in large pages.
    reserve_large(lists[i]->records, likely_records(i == 0 ? std::string_view(*text) : pieces[i]));  // the first takes them all
    pools[i]->make_room(pieces[i].size() / 2);
  }
  parallel(pieces.size(), intake.jobs, 1, [&](std::size_t i) {
    JsonReader reader(T::shape(), *pools[i]);
    if (lines)
      reader.read_lines(pieces[i], *lists[i], static_cast<std::uint64_t>(pieces[i].data() - text->data()));
    else
      reader.read_file(pieces[i], *lists[i]);
    faults[i] = std::move(reader.faults());
  });
  std::size_t sum = into.size();
  for (const auto* list : lists) sum += list->records.size();
  bool first = into.empty() && !lists.empty();
  if (first)
    into = std::move(lists.front()->records);
  else
    reserve_large(into, sum);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    report_faults(faults[i], file, *text, T::shape(), intake);
    if (i > 0 || !first) std::ranges::move(lists[i]->records, std::back_inserter(into));
    if constexpr (std::is_same_v<T, Result>) std::ranges::move(lists[i]->faulty, std::back_inserter(intake.data.faulty_results));
  }
}

/// All .json and .ndjson files of a folder; other files are named as not read.
template <class T>
void read_folder(Intake& intake, std::string_view folder, std::vector<T>& into) {
  for (const std::string& path : intake.files(folder)) {
    std::string ending = ending_of(path);
    if (ending == ".json" || ending == ".ndjson")
      read_records(intake, path, into);
    else
      intake.stray(path, {".json", ".ndjson"});
  }
}

}  // namespace gongshi

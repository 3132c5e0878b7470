// JSON and NDJSON files → vectors of records, with every fault as a diagnostic.
#pragma once
#include <algorithm>
#include <deque>
#include <memory>
#include <numeric>
#include <span>
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

/// Records of one text; those with a fault are left out, unless `partial`.
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
  void give_up_record(void* /*record*/) override { records.pop_back(); }
  std::vector<T> records;
  std::vector<T> faulty;  ///< as far as they could be read

 private:
  std::uint32_t file_;
  bool partial_;
};

/// Records of lines, each in a place that waits for it, however many threads read. Those with a fault leave no gap.
template <class T>
class RecordPlaces final : public JsonRecords {
 public:
  RecordPlaces(std::uint32_t file, std::span<T> places) : file_(file), places_(places) {}
  void* begin_record(std::uint64_t offset) override {
    T& record = places_[filled_];
    record.origin = {file_, offset};
    return &record;
  }
  void end_record(void* /*record*/, bool whole) override {
    if (whole) {
      ++filled_;
    } else {
      faulty.push_back(std::move(places_[filled_]));
      places_[filled_] = T();
    }
  }
  void give_up_record(void* /*record*/) override { places_[filled_] = T(); }
  std::span<T> filled() const { return places_.first(filled_); }
  std::vector<T> faulty;  ///< as far as they could be read

 private:
  std::uint32_t file_;
  std::span<T> places_;
  std::size_t filled_ = 0;
};

/// Bytes of NDJSON that a thread takes at a time, at least; many pieces for each, since one is done before the other.
constexpr std::size_t least_piece = 256UL * 1024;

/// The records of one text, by one thread.
template <class T>
void read_text(Intake& intake, std::uint32_t file, std::string_view text, bool lines, bool partial, std::vector<T>& into) {
  RecordList<T> list(file, partial);
  JsonReader reader(T::shape(), intake.pool());
  lines ? reader.read_lines(text, list) : reader.read_file(text, list);
  report_faults(reader.faults(), file, text, T::shape(), intake);
  std::ranges::move(list.records, std::back_inserter(into));
  if constexpr (std::is_same_v<T, Result>) std::ranges::move(list.faulty, std::back_inserter(intake.data.faulty_results));
}

/// The records of a text with one on each line, by all threads.
template <class T>
void read_lines(Intake& intake, std::uint32_t file, std::string_view text, std::vector<T>& into) {
  std::vector<std::string_view> pieces =
      line_pieces(text, std::max<std::size_t>(least_piece, text.size() / (16UL * job_count(intake.jobs))));
  std::vector<std::size_t> lines(pieces.size());
  parallel(pieces.size(), intake.jobs, 1, [&](std::size_t i) {
    lines[i] = static_cast<std::size_t>(std::ranges::count(pieces[i], '\n')) + (pieces[i].ends_with('\n') ? 0 : 1);
  });
  std::size_t before = into.size();
  std::size_t sum = std::accumulate(lines.begin(), lines.end(), before);
  constexpr std::size_t shortest = 64;  // bytes of lines that are worth a place each: a file of nothing but line ends is worth none
  if (sum - before > text.size() / shortest) return read_text(intake, file, text, true, false, into);
  if (sum > into.capacity()) reserve_large(into, std::max(sum, 2 * into.capacity()));  // many files may follow each other
  into.resize(sum);
  std::deque<RecordPlaces<T>> places;
  std::vector<TextPool*> pools;
  for (std::size_t i = 0, at = before; i < pieces.size(); at += lines[i++]) {
    places.emplace_back(file, std::span(into).subspan(at, lines[i]));
    pools.push_back(&intake.pool());
    pools[i]->make_room(pieces[i].size() / 2);  // asked for here: what the main thread asks for comes in large pages
  }
  std::vector<std::vector<JsonFault>> faults(pieces.size());
  parallel(pieces.size(), intake.jobs, 1, [&](std::size_t i) {
    JsonReader reader(T::shape(), *pools[i]);
    reader.read_lines(pieces[i], places[i], static_cast<std::uint64_t>(pieces[i].data() - text.data()));
    faults[i] = std::move(reader.faults());
  });
  auto end = into.begin() + static_cast<std::ptrdiff_t>(before);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    report_faults(faults[i], file, text, T::shape(), intake);
    std::span<T> filled = places[i].filled();
    if (std::to_address(end) == filled.data())
      end += static_cast<std::ptrdiff_t>(filled.size());
    else
      end = std::ranges::move(filled, end).out;  // blank and faulty lines have left places free
    if constexpr (std::is_same_v<T, Result>) std::ranges::move(places[i].faulty, std::back_inserter(intake.data.faulty_results));
  }
  into.erase(end, into.end());
}

/// Adds the records of a .json or .ndjson file to `into`; `partial`, of a .json file: also one with faults, as far as it could be read.
template <class T>
void read_records(Intake& intake, const std::string& path, std::vector<T>& into, bool partial = false) {
  std::uint32_t file = 0;
  auto text = intake.text(path, file);
  if (!text) return intake.not_read(T::shape());
  if (ending_of(path) == ".ndjson") return read_lines(intake, file, *text, into);
  read_text(intake, file, *text, false, partial, into);
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

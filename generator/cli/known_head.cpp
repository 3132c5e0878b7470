#include "cli/known_head.hpp"

#include <cstdlib>

#include "base/canonical_json.hpp"
#include "base/disk.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"
#include "formats/json/json_reader.hpp"

namespace gongshi {
namespace {

struct SeenHead {
  std::string_view base_url, publisher;
  std::int64_t seq = 0;
  std::string_view hash;
  static const Shape& shape();
};

const Shape& SeenHead::shape() {
  static const Shape shape{"seen_head",
                           {field<&SeenHead::base_url>("base_url").must(), field<&SeenHead::publisher>("publisher"),
                            field<&SeenHead::seq>("seq").must(), field<&SeenHead::hash>("hash").as(Format::hex64).must()}};
  return shape;
}

class One final : public JsonRecords {
 public:
  void* begin_record(std::uint64_t /*offset*/) override { return &head; }
  void end_record(void* /*record*/, bool whole) override { good = whole; }
  void give_up_record(void* /*record*/) override { head = {}; }
  SeenHead head;
  bool good = false;
};

/// As the XDG base directories have it: a path that is not absolute does not count.
std::filesystem::path state_folder() {
  // NOLINTBEGIN(concurrency-mt-unsafe): nothing writes the environment
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/') return state;
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') return std::filesystem::path(home) / ".local/state";
  // NOLINTEND(concurrency-mt-unsafe)
  return {};
}

}  // namespace

HeadMemory::HeadMemory(std::string_view base_url, std::string_view publisher) : base_url_(base_url), publisher_(publisher) {
  constexpr std::size_t key_length = 32;
  std::filesystem::path state = state_folder();
  if (state.empty() || base_url.empty()) return;
  std::string key = sha256(base_url_ + "\n" + publisher_).hex().substr(0, key_length);
  file_ = state / "gongshi/heads" / (key + ".json");
}

std::optional<KnownHead> HeadMemory::recall() const {
  if (file_.empty()) return std::nullopt;
  std::optional<std::string> text;
  try {
    text = disk::read(file_);
  } catch (const Failure&) {  // as if nothing had been seen
    return std::nullopt;
  }
  if (!text || bad_utf8(*text)) return std::nullopt;
  TextPool pool;
  One one;
  JsonReader reader(SeenHead::shape(), pool);
  reader.read_file(*text, one);
  if (!one.good || !reader.faults().empty()) return std::nullopt;
  return KnownHead{one.head.seq, std::string(one.head.hash)};
}

bool HeadMemory::keep(const KnownHead& head) const {
  if (file_.empty()) return false;
  SeenHead seen{base_url_, publisher_, head.seq, head.hash};
  std::string text;
  append_json(text, SeenHead::shape(), &seen);
  try {
    disk::make_folders(file_.parent_path());
    disk::replace(file_, text + "\n");
  } catch (const Failure&) {
    return false;
  }
  return true;
}

}  // namespace gongshi

#include "formats/package/zip_stream.hpp"

#include <zlib.h>

#include <array>
#include <cassert>
#include <limits>

#include "base/failure.hpp"

namespace gongshi {
namespace {

constexpr std::uint16_t version = 20;     // deflate and folders
constexpr std::uint16_t flags = 0x0808;   // sizes behind the content; names in UTF-8
constexpr std::uint16_t deflated = 8;     // method
constexpr std::uint16_t midnight = 0;     // MS-DOS time
constexpr std::uint16_t day_1980 = 0x21;  // MS-DOS date: January 1st of the first year it has

/// Numbers as zip has them, the lowest byte first.
struct Record {
  std::string bytes;
  Record& u16(std::uint64_t n) {
    assert(n <= 0xffff);
    return low_bytes(n, 2);
  }
  Record& u32(std::uint64_t n) {
    assert(n <= 0xffff'ffff);
    return low_bytes(n, 4);
  }
  Record& low_bytes(std::uint64_t n, int count) {
    for (; count > 0; --count, n >>= 8U) bytes += static_cast<char>(static_cast<unsigned char>(n & 0xffU));
    return *this;
  }
};

}  // namespace

/// One deflate stream after the other, with one memory.
class ZipStream::Deflate {
 public:
  Deflate() {
    // Of a large table: level 6 takes four times as long and saves a fifth; 1 is no faster than 2, and larger.
    constexpr int level = 2;
    constexpr int raw = -15;  // without a header of zlib's own
    constexpr int memory = 8;
    if (::deflateInit2(&stream_, level, Z_DEFLATED, raw, memory, Z_DEFAULT_STRATEGY) != Z_OK) throw Failure("zlib: out of memory");
  }
  ~Deflate() { ::deflateEnd(&stream_); }
  Deflate(const Deflate&) = delete;
  Deflate& operator=(const Deflate&) = delete;

  void reset() { ::deflateReset(&stream_); }
  /// Calls take(packed bytes). `last`: nothing follows.
  template <class Take>
  void pack(std::string_view bytes, bool last, const Take& take) {
    assert(bytes.size() <= std::numeric_limits<uInt>::max());
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT: zlib does not write there
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(room_.data());
      stream_.avail_out = static_cast<uInt>(room_.size());
      [[maybe_unused]] int said = ::deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
      assert(said != Z_STREAM_ERROR);
      if (std::size_t n = room_.size() - stream_.avail_out; n > 0) take(std::string_view(room_.data(), n));
    } while (stream_.avail_out == 0);
  }

 private:
  z_stream stream_{};
  std::array<char, 65536> room_;
};

ZipStream::ZipStream(Sink& out, std::uint64_t most) : out_(out), most_(most), deflate_(std::make_unique<Deflate>()) {
  assert(most <= four_gb);
}

ZipStream::~ZipStream() = default;

void ZipStream::check(std::uint64_t size, std::string_view subject) const {
  if (size > most_) throw Failure(std::string(subject) + ": more than " + std::to_string(most_) + " bytes, too large for a zip archive");
}

void ZipStream::put(std::string_view bytes) {
  out_.write(bytes);
  written_ += bytes.size();
}

void ZipStream::begin(std::string_view name) {
  end();
  check(written_, name);
  Entry entry;
  entry.name = name;
  entry.begin = written_;
  Record head;
  head.bytes = "PK\3\4";
  head.u16(version).u16(flags).u16(deflated).u16(midnight).u16(day_1980);
  head.u32(0).u32(0).u32(0).u16(name.size()).u16(0);  // sum and sizes: behind the content
  put(head.bytes + entry.name);
  entry.sum = static_cast<std::uint32_t>(::crc32(0, nullptr, 0));
  entries_.push_back(std::move(entry));
  deflate_->reset();
  open_ = true;
}

void ZipStream::write(std::string_view bytes) {
  assert(open_);
  Entry& entry = entries_.back();
  entry.size += bytes.size();
  check(entry.size, entry.name);
  entry.sum = static_cast<std::uint32_t>(::crc32(entry.sum, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  deflate_->pack(bytes, false, [&](std::string_view packed) {
    entry.packed += packed.size();
    put(packed);
  });
}

void ZipStream::end() {
  if (!open_) return;
  open_ = false;
  Entry& entry = entries_.back();
  deflate_->pack({}, true, [&](std::string_view packed) {
    entry.packed += packed.size();
    put(packed);
  });
  check(entry.packed, entry.name);
  Record sizes;
  sizes.bytes = "PK\7\10";
  put(sizes.u32(entry.sum).u32(entry.packed).u32(entry.size).bytes);
}

void ZipStream::finish() {
  end();
  check(written_, "zip");
  std::uint64_t begin = written_;
  for (const Entry& entry : entries_) {
    Record line;
    line.bytes = "PK\1\2";
    line.u16(version).u16(version).u16(flags).u16(deflated).u16(midnight).u16(day_1980);
    line.u32(entry.sum).u32(entry.packed).u32(entry.size).u16(entry.name.size());
    line.u16(0).u16(0).u16(0).u16(0).u32(0).u32(entry.begin);  // no extras, comment, disks or attributes
    put(line.bytes + entry.name);
  }
  check(written_, "zip");
  Record last;
  last.bytes = "PK\5\6";
  last.u16(0).u16(0).u16(entries_.size()).u16(entries_.size()).u32(written_ - begin).u32(begin).u16(0);
  put(last.bytes);
}

}  // namespace gongshi

#include "formats/package/zip_reader.hpp"

#include <zip.h>

#include <array>
#include <new>
#include <unordered_set>

#include "base/text.hpp"

namespace gongshi {

struct ZipReader::Archive {
  explicit Archive(std::string_view bytes) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source == nullptr) throw std::bad_alloc();
    handle = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
    if (handle == nullptr) zip_source_free(source);
  }
  ~Archive() {
    if (handle != nullptr) zip_discard(handle);
  }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  zip_t* handle = nullptr;
};

ZipReader::ZipReader(std::string_view bytes) : archive_(std::make_unique<Archive>(bytes)) {
  if (archive_->handle == nullptr)
    damaged("压缩包不完整或已损坏", "the archive is not whole");
  else
    look_at_names();
}

ZipReader::~ZipReader() = default;

void ZipReader::damaged(std::string chinese, std::string english) {
  if (!fault_) fault_ = SheetFault{SheetFault::What::damaged, std::move(chinese), std::move(english)};
}

void ZipReader::look_at_names() {
  zip_int64_t count = zip_get_num_entries(archive_->handle, 0);
  if (count > static_cast<zip_int64_t>(SheetLimits::parts)) {
    fault_ = SheetFault{SheetFault::What::limit, "压缩包里的文件太多", "there are too many files in it"};
    return;
  }
  std::unordered_set<std::string> seen;
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(archive_->handle, static_cast<zip_uint64_t>(i), 0);
    std::string path = name == nullptr ? "" : lower_ascii(name);
    if (path.empty() || path.starts_with('/') || path.find('\\') != std::string::npos ||
        ("/" + path + "/").find("/../") != std::string::npos)
      return damaged("压缩包里有指向别处的文件名", "a file name in it leads out of it");
    if (!seen.insert(path).second) return damaged("压缩包里有重名的文件", "two files in it have one name");
  }
}

std::int64_t ZipReader::find(std::string_view name) const {
  return archive_->handle == nullptr ? -1 : zip_name_locate(archive_->handle, std::string(name).c_str(), ZIP_FL_NOCASE);
}

std::vector<std::string> ZipReader::names() const {
  std::vector<std::string> out;
  zip_int64_t count = archive_->handle == nullptr ? 0 : zip_get_num_entries(archive_->handle, 0);
  for (zip_int64_t i = 0; i < count; ++i)
    if (const char* name = zip_get_name(archive_->handle, static_cast<zip_uint64_t>(i), 0)) out.emplace_back(name);
  return out;
}

bool ZipReader::holds(std::string_view name) const { return find(name) >= 0; }

bool ZipReader::read(std::string_view name, const std::function<bool(std::string_view)>& piece) {
  std::int64_t at = find(name);
  if (at < 0 || fault_) return false;
  zip_stat_t stat;
  zip_stat_init(&stat);
  zip_stat_index(archive_->handle, static_cast<zip_uint64_t>(at), 0, &stat);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    fault_ = SheetFault{SheetFault::What::encrypted, "", ""};
    return true;
  }
  std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive_->handle, static_cast<zip_uint64_t>(at), 0), &zip_fclose);
  std::array<char, 65536> room;
  packed_ += stat.comp_size;
  zip_int64_t n = file ? 1 : -1;
  while (n > 0 && (n = zip_fread(file.get(), room.data(), room.size())) > 0) {
    unpacked_ += static_cast<std::uint64_t>(n);
    if (unpacked_ > SheetLimits::ratio_from && unpacked_ / SheetLimits::packed_ratio > packed_) {
      fault_ = SheetFault{SheetFault::What::limit, "解压后大得不正常（压缩炸弹）", "it expands beyond all measure (a zip bomb)"};
      return true;
    }
    if (!piece({room.data(), static_cast<std::size_t>(n)})) return true;
  }
  if (n < 0) damaged("压缩包里的 " + std::string(name) + " 已损坏", std::string(name) + " in it is damaged");
  return true;
}

}  // namespace gongshi

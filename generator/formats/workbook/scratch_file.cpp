#include "formats/workbook/scratch_file.hpp"

#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "base/failure.hpp"

namespace gongshi {
namespace {

/// Whether a part of a workbook is a whole XML document: its last tag closes its first one. Reading it checks its sum as well.
bool whole_part(zip_t* archive, zip_uint64_t part) {
  std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> in(zip_fopen_index(archive, part, 0), &zip_fclose);
  if (!in) return false;
  constexpr std::size_t kept = 512;
  std::string head;
  std::string tail;
  std::array<char, 65536> piece;
  zip_int64_t n = 0;
  while ((n = zip_fread(in.get(), piece.data(), piece.size())) > 0) {
    std::string_view bytes(piece.data(), static_cast<std::size_t>(n));
    if (head.size() < kept) head += bytes.substr(0, kept);
    tail += bytes.substr(bytes.size() - std::min(bytes.size(), kept));
    if (tail.size() > kept) tail.erase(0, tail.size() - kept);
  }
  std::size_t declared = head.find("?>");  // drawings of comments have no declaration
  std::size_t root = head.find('<', declared == std::string::npos ? 0 : declared);
  if (n < 0 || root == std::string::npos) return false;
  std::string name = head.substr(root + 1, head.find_first_of(" />\r\n", root + 1) - root - 1);
  std::size_t end = tail.find_last_not_of("\r\n");
  tail.resize(end == std::string::npos ? 0 : end + 1);
  return tail.ends_with("</" + name + ">") || (tail.ends_with("/>") && head.find('>', root) + 1 >= head.find_last_of('>'));
}

}  // namespace

ScratchFile::ScratchFile(const std::filesystem::path& folder) : path_((folder / "gongshi-XXXXXX.xlsx").string()) {
  fd_ = ::mkstemps(path_.data(), 5);
  if (fd_ < 0) throw Failure(path_, errno);
}

ScratchFile::~ScratchFile() {
  ::close(fd_);
  ::unlink(path_.c_str());
}

void ScratchFile::stream_to(Sink& out) const {
  std::array<char, 65536> piece;
  if (::lseek(fd_, 0, SEEK_SET) < 0) throw Failure(path_, errno);
  for (ssize_t n = 0; (n = ::read(fd_, piece.data(), piece.size())) != 0;) {
    if (n > 0)
      out.write({piece.data(), static_cast<std::size_t>(n)});
    else if (errno != EINTR)
      throw Failure(path_, errno);
  }
}

bool ScratchFile::whole_workbook() const {
  std::unique_ptr<zip_t, void (*)(zip_t*)> archive(zip_open(path_.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr), &zip_discard);
  if (!archive) return false;
  for (zip_int64_t i = 0, n = zip_get_num_entries(archive.get(), 0); i < n; ++i)
    if (!whole_part(archive.get(), static_cast<zip_uint64_t>(i))) return false;
  return true;
}

}  // namespace gongshi

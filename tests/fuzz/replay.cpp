// A harness as a test: it is given every file of the archives (tar.gz, as tests/fuzz/run packs them) that are named; each must hold some.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

namespace {

constexpr std::size_t block = 512;

std::string unpacked(const char* path) {
  std::string out;
  std::array<char, 65536> piece;
  gzFile file = gzopen(path, "rb");
  for (int n = 0; file != nullptr && (n = gzread(file, piece.data(), piece.size())) > 0;)
    out.append(piece.data(), static_cast<std::size_t>(n));
  if (file != nullptr) gzclose(file);
  return out;
}

std::size_t size_in(std::string_view header) {
  constexpr std::size_t at = 124, digits = 11;
  return std::strtoull(std::string(header.substr(at, digits)).c_str(), nullptr, 8);
}

/// How many files there were.
std::size_t replay(std::string_view archive) {
  std::size_t files = 0;
  while (archive.size() >= block && archive[0] != '\0') {
    std::string_view header = archive.substr(0, block);
    std::size_t size = size_in(header);
    if (header.substr(257, 5) != "ustar" || size > archive.size() - block) return 0;
    std::printf("%s\n", std::string(header.substr(0, 100)).c_str());  // the last one is the culprit
    std::fflush(stdout);
    std::string bytes(archive.substr(block, size));
    LLVMFuzzerTestOneInput(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    archive.remove_prefix(std::min(archive.size(), block + (size + block - 1) / block * block));
    ++files;
  }
  return files;
}

}  // namespace

int main(int count, char** words) {
  bool good = count > 1;
  for (int i = 1; i < count; ++i) {
    std::size_t files = replay(unpacked(words[i]));
    std::printf("%zu files in %s\n", files, words[i]);
    good = good && files > 0;
  }
  return good ? 0 : 1;
}

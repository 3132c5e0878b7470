// The yardstick of a finished site: how long does this machine take to write just these files and bytes again?
//
//   replay SITE OUT [THREADS]
//
// SITE is read into memory; then OUT, which must not exist, is written with nothing rendered and nothing synced. The files are
// written once before, untimed, and deleted, since a page of memory costs more the first time it is used.
// Prints one JSON object: files, bytes, threads, wall.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct File {
  std::string path, bytes;
};

[[noreturn]] void fail(const std::string& what) {
  std::perror(what.c_str());
  std::exit(3);
}

void write_file(const File& file) {
  const int fd = open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (fd < 0) fail(file.path);
  for (std::size_t done = 0; done < file.bytes.size();) {
    const ssize_t n = write(fd, file.bytes.data() + done, file.bytes.size() - done);
    if (n <= 0) fail(file.path);
    done += std::size_t(n);
  }
  if (close(fd) != 0) fail(file.path);
}

/// Writes all into the new folder `out`; chunks of files go to whichever thread is free.
void write_all(const std::string& out, const std::vector<std::string>& folders, const std::vector<File>& files, unsigned threads) {
  if (mkdir(out.c_str(), 0755) != 0 || chdir(out.c_str()) != 0) fail(out);
  for (const auto& folder : folders)
    if (mkdir(folder.c_str(), 0755) != 0) fail(folder);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    constexpr std::size_t chunk = 64;
    for (std::size_t from = 0; (from = next.fetch_add(chunk)) < files.size();)
      for (std::size_t i = from; i < std::min(files.size(), from + chunk); ++i) write_file(files[i]);
  };
  std::vector<std::thread> crew;
  for (unsigned t = 1; t < threads; ++t) crew.emplace_back(work);
  work();
  for (auto& member : crew) member.join();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const fs::path site = fs::canonical(argv[1]);
  const std::string out = fs::absolute(argv[2]).lexically_normal().string();
  const unsigned threads = argc > 3 ? unsigned(std::max(1, std::atoi(argv[3]))) : 1;

  std::vector<std::string> folders;
  std::vector<File> files;
  std::size_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(site)) {
    auto path = entry.path().lexically_relative(site).string();
    if (entry.is_directory()) {
      folders.push_back(std::move(path));
    } else if (entry.is_regular_file()) {
      File file{std::move(path), std::string(entry.file_size(), '\0')};
      std::ifstream in(entry.path(), std::ios::binary);
      if (!in.read(file.bytes.data(), std::streamsize(file.bytes.size()))) fail(file.path);
      bytes += file.bytes.size();
      files.push_back(std::move(file));
    }
  }
  std::sort(folders.begin(), folders.end());  // a parent comes before what is in it
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });

  write_all(out, folders, files, threads);
  if (chdir("/") != 0) fail("/");
  fs::remove_all(out);
  const auto began = std::chrono::steady_clock::now();
  write_all(out, folders, files, threads);
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  std::printf("{\"files\": %zu, \"bytes\": %zu, \"threads\": %u, \"wall\": %.6f}\n", files.size(), bytes, threads, wall);
}

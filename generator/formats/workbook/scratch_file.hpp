// Where a library writes a workbook, to be read again.
#pragma once
#include <filesystem>
#include <string>

#include "base/output_plan.hpp"

namespace gongshi {

/// A file with a name of its own in a folder, removed whatever happens. Throws Failure where it cannot be made or read.
class ScratchFile {
 public:
  explicit ScratchFile(const std::filesystem::path& folder);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  const std::string& path() const { return path_; }
  void stream_to(Sink& out) const;
  /// Whether it is a package whose parts are whole XML documents, with right sums. libxlsxwriter does not look whether its temporary files
  /// could be written: after a full disk it says OK and leaves parts cut short.
  bool whole_workbook() const;

 private:
  std::string path_;
  int fd_ = -1;
};

}  // namespace gongshi

// The files that the site carries as they are. Their digest is over their bytes, whatever their size: two files of one size and
// time can differ (git, unzip and sync tools set times), and reading a file is what publishing it costs anyway.
#include <cerrno>

#include "base/disk.hpp"
#include "base/failure.hpp"
#include "outputs/files.hpp"
#include "outputs/kinds.hpp"

namespace gongshi {
namespace {

constexpr std::uint64_t large_file = 1024UL * 1024;

std::string read_source(const StaticFile& file) {
  auto bytes = disk::read(file.source);
  if (!bytes) throw Failure(file.source, ENOENT);
  return std::move(*bytes);
}

StreamFile stream(const StaticFile& file) {
  StreamFile out;
  out.path = file.path;
  out.depends = [&file](QuickHasher& hasher) { hasher.add_part(file.source.empty() ? file.bytes : read_source(file)); };
  out.write = [&file](Sink& sink) { sink.write(file.source.empty() ? file.bytes : read_source(file)); };
  return out;
}

}  // namespace

void add_static_files(const Assessment& site, OutputPlan& plan) {
  std::vector<StreamFile> small, large;
  for (const StaticFile* file : site.statics) {
    bool big = (file->source.empty() ? file->bytes.size() : file->size) > large_file;
    (big ? large : small).push_back(stream(*file));
  }
  if (!large.empty()) plan.add(std::make_unique<StreamKind>("attachments", StreamKind::Weight::large, std::move(large)));
  plan.add(std::make_unique<StreamKind>("static", StreamKind::Weight::small, std::move(small)));
}

}  // namespace gongshi

// feed.xml, sitemap.xml and robots.txt (outputs/files.hpp). To be added after all pages: the sitemap lists what is in the plan.
#include <memory>

#include "outputs/data/text_file.hpp"
#include "outputs/feeds/atom.hpp"
#include "outputs/feeds/sitemap.hpp"
#include "outputs/files.hpp"
#include "outputs/kinds.hpp"

namespace gongshi {
namespace {

StreamFile part_file(std::string path, std::shared_ptr<const Sitemap> map, std::size_t part) {
  StreamFile file;
  file.path = std::move(path);
  file.depends = [map, part](QuickHasher& hasher) { map->hash_part(part, hasher); };
  file.write = [map = std::move(map), part](Sink& out) { map->write_part(part, out); };
  return file;
}

}  // namespace

void add_feeds(const Assessment& site, OutputPlan& plan) {
  auto map = std::make_shared<const Sitemap>(site, plan);
  std::vector<StreamFile> parts;
  if (map->parts() <= 1) {
    parts.push_back(part_file("sitemap.xml", map, 0));
  } else {
    for (std::size_t part = 0; part < map->parts(); ++part)
      parts.push_back(part_file("sitemap-" + std::to_string(part + 1) + ".xml", map, part));
    parts.push_back(text_file("sitemap.xml", [map] { return map->index(); }));
  }
  plan.add(std::make_unique<StreamKind>("sitemap", StreamKind::Weight::large, std::move(parts)));

  std::vector<StreamFile> files;
  files.push_back(text_file("feed.xml", [&site] {
    std::string out;
    append_feed(out, site);
    return out;
  }));
  files.push_back(text_file("robots.txt", [&site] { return robots(*site.site); }));
  plan.add(std::make_unique<StreamKind>("feeds", StreamKind::Weight::small, std::move(files)));
}

}  // namespace gongshi

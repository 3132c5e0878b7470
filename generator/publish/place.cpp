#include "publish/place.hpp"

#include <algorithm>

#include "base/failure.hpp"

namespace gongshi::publish {
namespace {

constexpr const char* slot_a = "slot-a";
constexpr const char* slot_b = "slot-b";
constexpr const char* lock_name = "lock";
constexpr std::string_view manifest_end = ".manifest";
constexpr std::string_view basis_end = ".basis";

std::string manifest_name(const disk::Folder& slot) { return slot.identity() + std::string(manifest_end); }
std::string basis_name(const disk::Folder& slot) { return slot.identity() + std::string(basis_end); }

/// The first line of a basis file; the note follows.
std::string basis_line(const Digest& manifest, const Digest& basis, std::string_view note) {
  return manifest.hex() + " " + basis.hex() + " " + quick_digest(note).hex() + "\n";
}

bool same(const std::optional<disk::Info>& there, const disk::Folder& folder) {
  disk::Info info = folder.info();
  return there && there->inode == info.inode && there->device == info.device;
}

}  // namespace

Place::Place(const std::filesystem::path& out, std::string program, Use use, Switch wanted)
    : program_(std::move(program)), wanted_(wanted), out_(out.string()) {
  std::filesystem::path path = std::filesystem::path(out_).lexically_normal();
  if (path.filename().empty()) path = path.parent_path();
  name_ = path.filename().string();
  if (name_.empty() || name_ == "." || name_ == "..")
    throw Failure("\"" + out_ + "\": a site needs a folder with a name of its own", "“" + out_ + "”：网站要有一个自己的文件夹");
  state_name_ = "." + name_ + ".gongshi";
  std::filesystem::path parent = path.has_parent_path() ? path.parent_path() : ".";
  bool build = use == Use::build;
  if (build) disk::make_folders(parent);
  if (build || disk::is_folder(parent)) parent_ = disk::Folder::open(parent);
  if (!parent_) return;
  state_ = parent_->folder(state_name_.c_str());
  if (!state_) {  // before anything is made beside a folder that is not ours
    find_live();
    if (!build) return;
    state_ = parent_->make_folder(state_name_.c_str());
  }
  lock_ = disk::Lock::take(*state_, lock_name, build ? disk::Lock::How::alone : disk::Lock::How::looking);
  if (!lock_) throw Failure(out_ + ": another build of this site is running", out_ + "：这个网站正在由另一个 gongshi 生成，等它结束再运行");
  if (build) clear_leftovers();
  find_live();
}

void Place::find_live() {
  live_.reset();
  auto there = parent_->info(name_.c_str());
  if (!there) return;
  if (there->kind == disk::Kind::folder) {
    live_ = parent_->folder(name_.c_str());
  } else {
    auto target = parent_->target(name_.c_str());
    for (const char* slot : {slot_a, slot_b})
      if (target == state_name_ + "/" + slot) live_slot_ = slot;
    if (live_slot_.empty())
      throw Failure(out_ + ": neither a folder nor a link that gongshi made; remove it, or choose another --out",
                    out_ + "：既不是文件夹，也不是 gongshi 建立的链接；删去它，或者用 --out 另选一处");
    linked_ = true;
    if (state_) live_ = state_->folder(live_slot_.c_str());
  }
  live_known_ = live_ && state_ && state_->info(manifest_name(*live_).c_str());
  if (live_ && live_->info().device != (state_ ? *state_ : *parent_).info().device)
    throw Failure(out_ + ": a file system of its own is mounted here, so the site cannot be switched at once; choose a folder inside it",
                  out_ + "：这里单独挂载了一个磁盘，网站不能一次切换；请选它里面的一个文件夹");
  refuse_strangers();
}

void Place::refuse_strangers() const {
  if (!live_ || live_known_ || !all_known_paths().empty() || live_->entries().empty()) return;
  throw Failure(
      out_ + ": not empty, and nothing tells that gongshi wrote it (" + state_name_ +
          " beside it is missing or knows nothing of it); move it away or delete it, or choose another --out",
      out_ + "：不是空的，也看不出是 gongshi 写的（旁边的 " + state_name_ + " 没有它的记录）；移走或删去它，或者用 --out 另选一处");
}

void Place::clear_leftovers() const {
  for (const disk::Entry& entry : state_->entries())
    if (entry.name.ends_with(".new")) state_->remove_all(entry.name.c_str());
}

Manifest Place::live_manifest() const {
  if (!live_known_) return {};
  auto text = state_->read(manifest_name(*live_).c_str());
  return text ? Manifest::parse(std::move(*text), live_->identity(), program_) : Manifest();
}

std::vector<std::string> Place::all_known_paths() const {
  std::vector<std::string> out;
  if (!state_) return out;
  for (const disk::Entry& entry : state_->entries()) {
    if (!entry.name.ends_with(manifest_end)) continue;
    auto text = state_->read(entry.name.c_str());
    if (!text) continue;
    Manifest manifest = Manifest::parse(std::move(*text), "", "");
    for (const Record& row : manifest.rows()) out.emplace_back(row.path);
  }
  return out;
}

const char* Place::idle_slot() const { return live_slot_ == slot_a ? slot_b : slot_a; }

std::optional<Place::Idle> Place::known_idle() const {
  auto there = state_->info(idle_slot());
  if (!there || there->kind != disk::Kind::folder) return std::nullopt;
  auto folder = state_->folder(idle_slot());
  auto text = state_->read(manifest_name(*folder).c_str());
  if (!text) return std::nullopt;
  Manifest manifest = Manifest::parse(std::move(*text), folder->identity(), program_);
  if (!manifest.trusted()) return std::nullopt;
  return Idle{std::move(*folder), std::move(manifest)};
}

void Place::forget(const disk::Folder& slot) const {
  if (state_->remove(manifest_name(slot).c_str())) state_->sync();
}

disk::Folder Place::empty_idle() const {
  if (auto there = state_->info(idle_slot()); there && there->kind == disk::Kind::folder) forget(*state_->folder(idle_slot()));
  state_->remove_all(idle_slot());
  disk::Folder out = state_->make_folder(idle_slot());
  forget(out);  // where folders have no time of birth, of an earlier one
  return out;
}

Digest Place::write_manifest(const disk::Folder& slot, const Rows& rows, const Digest& tree) const {
  constexpr const char* name = "manifest.new";
  state_->remove(name);
  disk::File file = state_->create(name);
  Digest checksum = publish::write_manifest(rows, tree, slot.identity(), program_, [&](std::string_view piece) { file.write(piece); });
  file.sync();
  file.close();
  state_->move(name, *state_, manifest_name(slot).c_str());
  state_->sync();
  return checksum;
}

void Place::write_basis(const disk::Folder& slot, const Digest& manifest, const Digest& basis, std::string_view note) const {
  constexpr const char* name = "basis.new";
  std::string text = basis_line(manifest, basis, note).append(note);
  if (state_->read(basis_name(slot).c_str()) == text) return;
  state_->remove(name);
  disk::File file = state_->create(name);
  file.write(text);
  file.close();
  state_->move(name, *state_, basis_name(slot).c_str());
}

std::optional<std::string> Place::note(const Digest& manifest, const Digest& basis) const {
  if (!live_ || !state_) return std::nullopt;
  auto text = state_->read(basis_name(*live_).c_str());
  if (!text) return std::nullopt;
  std::string note = text->substr(std::min(text->find('\n'), text->size() - 1) + 1);
  return *text == basis_line(manifest, basis, note) + note ? std::optional(std::move(note)) : std::nullopt;
}

/// Asked before the first switch only: later ones follow it.
bool Place::can_exchange() const {
  if (wanted_ == Switch::link) return false;
  constexpr const char* one = "probe-a.new";
  constexpr const char* two = "probe-b.new";
  state_->make_folder(one);
  state_->make_folder(two);
  bool can = state_->exchange(one, *state_, two);
  state_->remove_folder(one);
  state_->remove_folder(two);
  return can;
}

void Place::switch_by_link() const {
  constexpr const char* name = "link.new";
  state_->remove(name);
  state_->make_symbolic_link((state_name_ + "/" + idle_slot()).c_str(), name);
  state_->move(name, *parent_, name_.c_str());
}

void Place::switch_to(const disk::Folder& idle) {
  if (!same(state_->info(idle_slot()), idle))
    throw Failure(idle.path() + ": was replaced while the site was built", idle.path() + "：生成网站的时候被换掉了，请再运行一次");
  auto there = parent_->info(name_.c_str());
  bool stays = linked_ ? parent_->target(name_.c_str()) == state_name_ + "/" + live_slot_ : live_ ? same(there, *live_) : !there;
  if (!stays) throw Failure(out_ + ": was replaced while the site was built", out_ + "：生成网站的时候被换掉了，请再运行一次");
  if (linked_ || (!live_ && !can_exchange()))
    switch_by_link();
  else if (!live_)
    state_->move(idle_slot(), *parent_, name_.c_str());
  else if (wanted_ == Switch::link || !state_->exchange(idle_slot(), *parent_, name_.c_str()))
    throw Failure(out_ + ": this file system cannot switch a folder at once; remove the folder, and the next build makes it a link instead",
                  out_ + "：这个磁盘不能一次切换文件夹；删去这个文件夹，下一次会改用链接");
  parent_->sync();
  state_->sync();
}

void Place::clear_manifests(const disk::Folder& live) const try {
  std::vector<std::string> kept{manifest_name(live), basis_name(live)};
  if (live_) kept.insert(kept.end(), {manifest_name(*live_), basis_name(*live_)});
  for (const disk::Entry& entry : state_->entries()) {
    bool ours = entry.name.ends_with(manifest_end) || entry.name.ends_with(basis_end);
    if (ours && std::ranges::find(kept, entry.name) == kept.end()) state_->remove(entry.name.c_str());
  }
} catch (const Failure&) {
  return;  // the site is switched; the next build meets them again
}

}  // namespace gongshi::publish

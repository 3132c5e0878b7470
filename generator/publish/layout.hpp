// The files of a plan as they will stand in a slot: paths checked, folders found, the order of the manifest.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/output_plan.hpp"
#include "publish/manifest.hpp"

namespace gongshi::publish {

/// One file of the plan, and what becomes of it.
struct Item {
  enum class State : std::uint8_t { unchanged, written };

  std::string path;
  OutputRef ref;
  std::uint32_t folder = 0;  ///< in Layout::folders
  std::uint32_t name = 0;    ///< where the name begins in the path
  std::uint32_t live = no_row;
  std::uint32_t idle = no_row;
  std::uint32_t twin = no_row;  ///< of a large one: the item before it, of the same name, that has the same bytes
  State state = State::unchanged;
  std::string_view why{};  ///< of a written one
  Digest input{};
  Digest bytes{};
  disk::Stamp stamp{};

  const char* file_name() const { return path.c_str() + name; }
};

struct Layout {
  std::vector<Item> items;           ///< large kinds first, as OutputPlan::all
  std::size_t large = 0;             ///< how many of them are of large kinds
  std::size_t turns = 0;             ///< how many of these take turns; the first ones
  std::vector<std::string> folders;  ///< relative, a parent before what is in it; the first is the site itself: ""
};

/// Failure for a path that could leave the site or that no web server could give back: empty, absolute, with an empty, `.` or `..`
/// component, one over 255 bytes, a backslash, or a control character.
void check_path(std::string_view path);

/// All of `plan`. Failure for a bad path.
Layout lay_out(const OutputPlan& plan, unsigned jobs);

/// Numbers of the items, sorted by path. Failure where two files claim one path, or one the path of a folder.
std::vector<std::uint32_t> by_path(const Layout& layout);

}  // namespace gongshi::publish

// Everything that was read, as it was read: sorted, and never changed afterwards.
#pragma once
#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text_pool.hpp"
#include "model/calendar.hpp"
#include "model/correction.hpp"
#include "model/ledger.hpp"
#include "model/notice.hpp"
#include "model/plan.hpp"
#include "model/profile.hpp"
#include "model/result.hpp"
#include "model/site.hpp"
#include "model/task.hpp"

namespace gongshi {

/// A file that the site carries as it is: site/static/.
struct StaticFile {
  std::string path;    ///< in the site: `static/site.css`
  std::string source;  ///< where its bytes are read from: a path of this machine; empty: `bytes`
  std::string bytes;   ///< of what the program itself supplies
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
};

/// A template and where it came from: the root's own or the program's.
struct TemplateFile {
  std::string name;  ///< relative to templates/: `pages/result.html`
  std::string text;
};

/// Records of one type that could not be read whole. What refers to them is not reported besides.
struct Unread {
  std::set<std::string, std::less<>> ids;
  bool any = false;  ///< also records of which not even the id is known
  bool may_hold(std::string_view id) const { return any || ids.contains(id); }
  bool empty() const { return !any && ids.empty(); }
};

/// A sheet of a table as it was read: where a field of a record stands.
struct TableSheet {
  std::string name;                                                 ///< empty: the file is one table
  std::vector<std::pair<std::string_view, std::uint32_t>> columns;  ///< field and its column, from 1
};

/// Records are sorted by id (results, tasks, plans, items; ignoring case does not matter: ids are unique so), corrections by
/// `approved_on`, file, position; notices newest first; guide pages by order, then slug.
/// The texts of all records live in `pools`, so a Dataset is moved, not copied.
struct Dataset {
  std::deque<TextPool> pools;
  std::vector<std::string> files;                           ///< sources by number (Origin::file), relative to the root
  std::map<std::uint32_t, std::vector<TableSheet>> tables;  ///< of the sources that are tables, by their number
  std::map<std::string_view, Unread> unread;                ///< by the name of their shape
  const Unread& unread_of(const Shape& shape) const {
    static const Unread none;
    auto found = unread.find(shape.name);
    return found == unread.end() ? none : found->second;
  }
  Site site;
  std::vector<Profile> profiles;
  const Profile* profile = nullptr;  ///< the one in force; null only where that was an error
  std::vector<CalendarYear> calendar;
  std::optional<LocalCalendar> local_calendar;
  std::vector<Plan> plans;
  std::vector<ItemList> items;
  std::vector<Task> tasks;
  const Task* task(std::string_view id) const {  ///< null: there is none
    auto found = std::ranges::lower_bound(tasks, id, {}, &Task::id);
    return found == tasks.end() || found->id != id ? nullptr : &*found;
  }
  std::vector<Object> objects;
  std::vector<Result> results;  ///< department filled in (the organisation where it was left out)
  /// Rows with a fault. They are no results; what is whole in them is checked all the same, so that one run names every fault.
  std::vector<Result> faulty_results;
  std::vector<Correction> corrections;
  std::vector<Notice> notices;
  std::vector<GuidePage> guide;
  Ledger ledger;
  std::vector<KeptPlace> kept_places;  ///< what withdrawn results left behind
  std::vector<StaticFile> statics;
  std::vector<TemplateFile> templates;
};

}  // namespace gongshi

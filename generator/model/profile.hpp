// The rules of a jurisdiction, as data: site/profiles/ID.json. Each rule carries the article it comes from.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "model/category.hpp"

namespace gongshi {

enum class DayUnit : std::uint8_t { absent, working, calendar };
template <>
std::span<const Choice> choices_of<DayUnit>();

enum class StartEvent : std::uint8_t { absent, inspected_on, concluded_on, completed_on };
template <>
std::span<const Choice> choices_of<StartEvent>();

enum class Force : std::uint8_t { absent, must, principle, strive };
template <>
std::span<const Choice> choices_of<Force>();

/// A wording that departments may use, and what it counts as.
struct AllowedResult {
  std::string_view wording;  ///< the key
  Category category = Category::none;
  bool approximate = false;  ///< the wording only resembles the category
  std::string_view article;
  static const Shape& shape();
};

/// Another way of writing an allowed wording. (Blanks, brackets of either width and 、 need no alias.)
struct Alias {
  std::string_view variant, wording;
  bool misprint = false;  ///< a slip of the document, taken with a warning (经管 for 经营)
  static const Shape& shape();
};

struct Deadline {
  std::optional<std::int64_t> days;
  DayUnit unit = DayUnit::absent;
  StartEvent from = StartEvent::absent;  ///< its day is not counted
  std::string_view article;
  static const Shape& shape();
};

struct Channels {
  std::vector<std::string_view> market, non_market;  ///< `site`, `platform`
  std::string_view article;
  static const Shape& shape();
};

struct CorrectionRule {
  std::string_view kind;  ///< the key
  std::string_view role;  ///< empty: no approval needed
  std::string_view article;
  std::vector<std::string_view> categories;  ///< slugs; empty: all
  static const Shape& shape();
};

struct ClassThresholds {
  std::optional<double> key, general, special;
  static const Shape& shape();
};

/// `threshold` is a share (0.05) or a number; `quarterly` has one for each class. `joint_initiated`: where the document names the
/// departments by their field of work (平顶山 art. 9), a department is meant whose name holds one of the words; without both lists every
/// one is.
struct Target {
  std::string_view name;  ///< the key
  std::optional<double> threshold;
  std::optional<ClassThresholds> classes;
  std::vector<std::string_view> initiate;          ///< words of the departments that must start one
  std::vector<std::string_view> initiate_or_join;  ///< of those that must start one or take part in one
  Force force = Force::absent;
  bool shown = false;  ///< `public`: the site shows it on its summary pages and in their workbooks
  std::string_view article;
  static const Shape& shape();
};

/// Due by the end of this month of the year.
struct MonthDue {
  std::optional<std::int64_t> month;
  std::string_view article;
  static const Shape& shape();
};

struct Article {
  std::string_view article;
  static const Shape& shape();
};

struct Profile {
  Origin origin;
  std::string_view id, name;
  std::string_view source;  ///< the document: title and number
  std::vector<AllowedResult> allowed_results;
  std::vector<Alias> aliases;
  std::optional<Deadline> deadline, report_to_regulator, transfer;
  std::optional<Channels> channels;
  std::vector<CorrectionRule> corrections;
  std::vector<Target> targets;
  std::optional<MonthDue> plan_due, plan_public_due, numbers_due;
  std::optional<Article> uncooperative_ground;  ///< present: a result of 不配合 names its situation
  static const Shape& shape();
};

}  // namespace gongshi

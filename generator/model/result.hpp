// Inspection results and the library of inspected objects.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/shape.hpp"

namespace gongshi {

enum class ObjectKind : std::uint8_t { absent, market, non_market };
template <>
std::span<const Choice> choices_of<ObjectKind>();

enum class ObjectType : std::uint8_t {
  absent,
  enterprise,
  individual_business,
  cooperative,
  institution,
  product,
  project,
  activity,
  person
};
template <>
std::span<const Choice> choices_of<ObjectType>();

enum class SupervisionClass : std::uint8_t { absent, key, general, special };
template <>
std::span<const Choice> choices_of<SupervisionClass>();

enum class CreditRisk : std::uint8_t { absent, low, general, elevated, high };
template <>
std::span<const Choice> choices_of<CreditRisk>();

/// 陵环发〔2024〕4号 art. 23.
enum class UncooperativeGround : std::uint8_t { absent, refused_entry, refused_inquiry, refused_documents, untruthful, other };
template <>
std::span<const Choice> choices_of<UncooperativeGround>();

enum class FollowUp : std::uint8_t { absent, none, ordered, feedback, transferred, copied, case_filed, penalised, judicial, closed };
template <>
std::span<const Choice> choices_of<FollowUp>();

enum class WithheldGround : std::uint8_t { absent, state_secret, national_security, public_safety, trade_secret, privacy, other };
template <>
std::span<const Choice> choices_of<WithheldGround>();

struct Withheld {
  WithheldGround ground = WithheldGround::absent;
  std::string_view approved_by;
  std::optional<Date> approved_on;
  std::string_view note;
  static const Shape& shape();
};

struct Penalty {
  std::string_view number;
  std::optional<Date> decided_on;
  std::string_view text;
  friend bool operator==(const Penalty&, const Penalty&) = default;
  static const Shape& shape();
};

struct Reply {
  std::string_view text;
  std::optional<Date> on;
  friend bool operator==(const Reply&, const Reply&) = default;
  static const Shape& shape();
};

/// One object, one department, one or more items. Members in the order of CONTRACT §2, which is the order of tables and data.
struct Result {
  Origin origin;
  std::string_view id;
  std::string_view number;  ///< a 结果编号 that is no valid id
  std::string_view task_id;
  std::string_view object_name, object_code;
  ObjectKind object_kind = ObjectKind::absent;
  ObjectType object_type = ObjectType::absent;
  std::string_view district, industry;
  SupervisionClass supervision_class = SupervisionClass::absent;
  CreditRisk credit_risk = CreditRisk::absent;
  std::vector<std::string_view> items;
  std::string_view department;
  bool department_given = false;  ///< no key: the source names it; else it is the organisation
  bool derived_id = false;        ///< no key: the id follows from the content (CONTRACT §2)
  std::optional<Date> inspected_on, concluded_on, completed_on;
  std::string_view result;  ///< the wording, as the department wrote it
  UncooperativeGround uncooperative_ground = UncooperativeGround::absent;
  std::string_view findings, handling;
  FollowUp follow_up = FollowUp::absent;
  std::optional<Date> transferred_on;
  std::string_view transferred_to;
  std::optional<Penalty> penalty;
  std::optional<std::int64_t> inspector_count;  ///< never public
  std::optional<Withheld> withheld;             ///< never public
  std::optional<Date> platform_on, published_on;
  std::string_view published_via;
  std::optional<Reply> reply;
  static const Shape& shape();
};

/// Whether the ledger's digest of a result covers this field (CONTRACT §5): all that are public but `published_on`.
bool sealed(const Field& field);

/// content/objects/; never published whole.
struct Object {
  Origin origin;
  std::string_view name, code;
  ObjectKind kind = ObjectKind::absent;
  ObjectType type = ObjectType::absent;
  std::string_view district, industry;
  SupervisionClass supervision_class = SupervisionClass::absent;
  CreditRisk credit_risk = CreditRisk::absent;
  std::vector<std::string_view> departments, former_names, former_codes;
  static const Shape& shape();
};

/// Where the page of an object is: its code in upper case; a code that is no valid id: `c-` and 12 hex digits of SHA-256 over its
/// NFKC form; without a code: `n-` and the same over the canonical JSON of [name, district], or of [name], the name in NFKC without blanks.
std::string object_id(std::string_view name, std::string_view code, std::string_view district);

}  // namespace gongshi

// Who publishes: site/site.json.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/shape.hpp"

namespace gongshi {

struct Organisation {
  std::string_view name;
  std::string_view short_name;   ///< may be empty: the name
  std::string_view region_code;  ///< six digits
  static const Shape& shape();
};

struct SiteIdentity {
  std::string_view name;
  std::string_view domain;
  std::string_view id_code;  ///< 网站标识码: ten digits, or `bm` and eight
  static const Shape& shape();
};

struct Footer {
  std::string_view sponsor, operated_by, contact, address, postcode, icp, police, conac;
  static const Shape& shape();
};

struct Site {
  Origin origin;
  Organisation organisation;
  SiteIdentity site;
  std::string_view base_url;  ///< ends with `/`
  std::string_view profile;   ///< id of the profile in force
  std::optional<Footer> footer;
  std::string_view licence;
  std::vector<std::string_view> accepted_codes;  ///< codes that were checked by hand, though their check character is wrong
  std::vector<std::string_view> public_phones;   ///< office phones that pages may name; no others may stand in a text
  std::vector<std::string_view> members;         ///< other units of the joint inspections: targets have a row for each, whatever it did
  std::vector<std::string_view> public_names;    ///< of units: may stand in texts although one is drawn or its result is withheld
  bool sample = false;                           ///< all pages say that the content is invented
  std::optional<Date> as_of;                     ///< samples only
  static const Shape& shape();
};

}  // namespace gongshi

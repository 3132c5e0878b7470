// Entities of HTML, `&#26472;` and `&nbsp;`.
#pragma once
#include <string_view>

namespace gongshi {

/// The character that `&#…;` stands for; U+FFFD where there is none.
char32_t numeric_entity(std::string_view entity);
/// Whether it is one of those that Chinese text has a use for; others are shown as they are written.
bool named_entity(std::string_view entity);
/// What a blank or hyphen is read as, `&nbsp;` as ` `; any other entity is itself.
std::string_view read_entity(std::string_view entity);

}  // namespace gongshi

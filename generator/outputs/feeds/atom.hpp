// feed.xml: the newest publications and corrections.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/assessment.hpp"

namespace gongshi {

struct FeedEntry {
  bool correction = false;
  std::uint32_t index = 0;  ///< in Assessment::results, or corrections
  Date on;
};

/// The fifty newest, the newest first: by day, then by ledger number. Withdrawn results, persons, and all that was corrected in
/// them are not among them.
std::vector<FeedEntry> feed_entries(const Assessment& site);
void append_feed(std::string& out, const Assessment& site);

}  // namespace gongshi

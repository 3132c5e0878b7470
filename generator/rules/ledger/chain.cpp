#include "rules/ledger/chain.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/parallel.hpp"
#include "rules/ledger/ledger.hpp"

namespace gongshi {
namespace {

std::string number(std::int64_t n) { return std::to_string(n); }

/// A line with the number that it has, or must have had where its own cannot be relied on.
struct Numbered {
  std::int64_t seq = 0;
  const WeighedLine* line = nullptr;
  bool intact = false;
};

/// The number of a line that is not intact: its own where both neighbours agree, else the one after the line before it.
std::int64_t number_of_broken(std::span<const WeighedLine> lines, std::size_t i, std::int64_t before) {
  const LedgerEntry* entry = lines[i].entry;
  bool followed = i + 1 < lines.size() && lines[i + 1].intact();
  if (entry != nullptr && followed && entry->seq > before && entry->seq + 1 == lines[i + 1].entry->seq) return entry->seq;
  return before + 1;
}

std::vector<Numbered> numbered(std::span<const WeighedLine> lines) {
  std::vector<Numbered> out;
  out.reserve(lines.size());
  std::int64_t before = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    bool intact = lines[i].intact();
    before = intact ? lines[i].entry->seq : number_of_broken(lines, i, before);
    out.push_back({before, &lines[i], intact});
  }
  return out;
}

class Judge {
 public:
  Judge(std::span<const WeighedLine> lines, Chain& chain) : lines_(numbered(lines)), chain_(chain) {}

  void run() {
    broken_lines();
    order();
    if (!std::ranges::is_sorted(lines_, {}, &Numbered::seq)) std::ranges::stable_sort(lines_, {}, &Numbered::seq);
    gaps();
    links();
    for (const Numbered& n : lines_)
      if (n.intact) chain_.intact.push_back(n.line->entry);
    if (!lines_.empty()) chain_.last = lines_.back().seq;
  }

 private:
  void add(std::int64_t entry, FaultKind kind, std::string chinese, std::string english) {
    chain_.faults.push_back({entry, kind, std::move(chinese), std::move(english), {}});
  }

  void broken_lines() {
    for (const Numbered& n : lines_) {
      if (n.intact) continue;
      if (n.line->entry == nullptr)
        add(n.seq, FaultKind::edited, "这一行读不出来，不是台账条目", "the line cannot be read as an entry");
      else
        add(n.seq, FaultKind::edited, "内容与本条的哈希不符", "its content does not have the hash that it gives");
    }
  }

  /// Intact entries must come with rising numbers; those that stand there twice go.
  void order() {
    auto not_before = [](const Numbered& a, const Numbered& b) { return a.seq >= b.seq; };
    if (std::ranges::adjacent_find(lines_, not_before) == lines_.end()) return;
    std::unordered_map<std::int64_t, std::string_view> seen;
    std::int64_t highest = 0, first_displaced = 0;
    std::erase_if(lines_, [&](const Numbered& n) {
      if (!n.intact) return false;
      auto [found, fresh] = seen.emplace(n.seq, n.line->entry->hash);
      if (!fresh && found->second == n.line->entry->hash)
        add(n.seq, FaultKind::edited, "这一条出现了两次", "the entry stands there twice");
      else if (!fresh)
        add(n.seq, FaultKind::forked, "同一个序号有两条不同的记录", "there are two different entries of this number");
      else if (n.seq < highest)
        first_displaced = first_displaced == 0 ? n.seq : std::min(first_displaced, n.seq);
      highest = std::max(highest, n.seq);
      return !fresh;
    });
    if (first_displaced != 0)
      add(first_displaced, FaultKind::reordered, "这一条完好，但不在它的位置上，顺序被调换了",
          "the entry is whole, but not in its place: the order was changed");
  }

  void gaps() {
    std::int64_t before = 0;
    bool unreadable = false;
    for (const Numbered& n : lines_) {
      // Two lines run together are one unreadable line: the second is no gap of its own.
      std::int64_t missing = n.seq - before - 1;
      if (missing > 0 && !(unreadable && missing == 1))
        add(before + 1, FaultKind::removed, "缺第 " + number(before + 1) + (missing > 1 ? " 至 " + number(n.seq - 1) : "") + " 条",
            missing > 1 ? "entries " + number(before + 1) + " to " + number(n.seq - 1) + " are missing" : "the entry is missing");
      before = std::max(before, n.seq);
      unreadable = n.line->entry == nullptr;
    }
  }

  /// Whether line i is intact and follows line i - 1, which is intact too, but does not name its hash.
  bool torn_from_before(std::size_t i) const {
    if (i >= lines_.size() || !lines_[i].intact) return false;
    if (i == 0) return lines_[0].seq == 1 && lines_[0].line->entry->prev != no_hash;
    const Numbered& before = lines_[i - 1];
    return before.intact && before.seq + 1 == lines_[i].seq && lines_[i].line->entry->prev != before.line->entry->hash;
  }

  /// An entry whose hash was made anew after an edit is known by the next one, which names the old hash.
  void links() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Numbered& n = lines_[i];
      if (torn_from_before(i)) {
        bool alone = torn_from_before(i + 1);  // it fits neither side: it is the one that was put there
        std::int64_t which = i == 0 || alone ? n.seq : n.seq - 1;
        add(which, FaultKind::edited, "第 " + number(n.seq) + " 条记着的上一条哈希对不上：这一条改动后重新算过哈希",
            "entry " + number(n.seq) + " names another hash before it: the entry was changed and its hash made anew");
        if (alone) ++i;
      } else if (i != 0 && n.intact && lines_[i - 1].intact && n.line->entry->on < lines_[i - 1].line->entry->on) {
        add(n.seq, FaultKind::edited, "日期早于上一条", "its date is before that of the entry before it");
      }
    }
  }

  std::vector<Numbered> lines_;
  Chain& chain_;
};

/// What no publish writes, though every hash may be right.
class History {
 public:
  explicit History(Chain& chain) : chain_(chain) {}

  void run() {
    for (const LedgerEntry* entry : chain_.intact) look_at(*entry);
  }

 private:
  struct Life {
    bool published = false, withdrawn = false;
  };

  void add(const LedgerEntry& entry, std::string chinese, std::string english) {
    chain_.faults.push_back({entry.seq, FaultKind::edited, std::move(chinese), std::move(english), std::string(entry.id)});
  }

  void look_at(const LedgerEntry& entry) {
    if (entry.kind == EntryKind::release) {
      if (entry.id != "release-" + number(entry.seq)) add(entry, "发布条目的编号不对", "a release is called by its number");
      return;
    }
    if (entry.kind == EntryKind::draw) {
      if (!drawn_.insert(entry.id).second) add(entry, "同一任务抽取了两次", "the same task is drawn a second time");
      return;
    }
    Life& life = lives_[entry.id];
    if (life.withdrawn) add(entry, "撤回之后又有条目", "an entry after the withdrawal");
    if (entry.kind == EntryKind::publish) {
      if (life.published) add(entry, "同一编号公示了两次", "the same id is published a second time");
      life.published = true;
      return;
    }
    if (!life.published) add(entry, "公示之前就有更正或撤回", "a correction or withdrawal before the publication");
    if (entry.kind != EntryKind::withdraw) return;
    life.withdrawn = true;
    if (entry.digest != withdrawal_digest(entry.id, entry.on.value_or(Date{})))
      add(entry, "撤回条目的数据摘要不对", "the digest of a withdrawal follows from its id and date, and this is another");
  }

  Chain& chain_;
  std::unordered_map<std::string_view, Life> lives_;
  std::unordered_set<std::string_view> drawn_;
};

}  // namespace

std::string_view name_of(FaultKind kind) {
  static constexpr std::array<std::string_view, fault_kinds> names{"edited", "removed",     "reordered",    "cut",
                                                                   "forked", "rolled_back", "site_differs", "uncovered_change"};
  return names[static_cast<std::size_t>(kind)];
}

WeighedLine weigh(const std::optional<LedgerEntry>& line) {
  if (!line) return {};
  return {&*line, entry_hash(*line)};
}

std::vector<WeighedLine> weigh(const LedgerLines& lines, unsigned jobs) {
  std::vector<WeighedLine> out(lines.lines.size());
  parallel(out.size(), jobs, 256, [&](std::size_t i) { out[i] = weigh(lines.lines[i]); });
  return out;
}

const LedgerEntry* Chain::find(std::int64_t seq) const {
  auto found = std::ranges::lower_bound(intact, seq, {}, [](const LedgerEntry* e) { return e->seq; });
  return found == intact.end() || (*found)->seq != seq ? nullptr : *found;
}

const LedgerEntry* Chain::last_release() const {
  auto found = std::find_if(intact.rbegin(), intact.rend(), [](const LedgerEntry* e) { return e->kind == EntryKind::release; });
  return found == intact.rend() ? nullptr : *found;
}

Chain judge_chain(std::span<const WeighedLine> lines, bool torn) {
  Chain chain;
  chain.lines = lines.size();
  chain.head = no_hash;
  for (const WeighedLine& line : lines)
    if (line.entry != nullptr) chain.head = line.entry->hash;
  Judge(lines, chain).run();
  if (chain.faults.empty()) History(chain).run();  // else it would only repeat what is missing
  if (torn)
    chain.faults.push_back({chain.last + 1,
                            FaultKind::cut,
                            "最后一行不完整：写入时中断，或者被截断",
                            "the last line is not whole: its writing was interrupted, or it was cut",
                            {}});
  sort_faults(chain.faults);
  return chain;
}

std::optional<LedgerFault> judge_head(const Chain& chain, const KnownHead& known, bool beyond) {
  if (known.hash == no_hash || std::ranges::any_of(chain.intact, [&](const LedgerEntry* e) { return e->hash == known.hash; })) return {};
  if (known.seq != 0 && known.seq <= chain.last) {
    if (chain.find(known.seq) == nullptr) return {};  // removed or edited, which is said already
    return LedgerFault{known.seq,
                       FaultKind::forked,
                       "上次见到的是另一条：台账从这里或更早起另写了一份",
                       "another entry was seen here before: the ledger was written anew from here or earlier",
                       {}};
  }
  if (known.seq == 0 && std::ranges::any_of(chain.faults, [](const LedgerFault& f) { return f.kind != FaultKind::cut; })) return {};
  bool closed = !chain.intact.empty() && chain.intact.back()->kind == EntryKind::release && chain.intact.back()->seq == chain.last;
  std::string seen = known.seq != 0 ? "第 " + number(known.seq) + " 条" : "链头";
  std::string seen_english = known.seq != 0 ? "entry " + number(known.seq) : "the head";
  if (beyond || !closed)
    return LedgerFault{chain.last + 1,
                       FaultKind::cut,
                       "上次见到" + seen + "，现在没有了：台账末尾被截掉",
                       seen_english + " was seen before and is gone: the end of the ledger was cut off",
                       {}};
  return LedgerFault{chain.last + 1,
                     FaultKind::rolled_back,
                     "上次见到" + seen + "，现在没有了：台账退回到了较早的一次发布",
                     seen_english + " was seen before and is gone: the ledger is that of an earlier release",
                     {}};
}

void sort_faults(std::vector<LedgerFault>& faults) {
  auto key = [](const LedgerFault& f) { return std::tie(f.entry, f.kind, f.record, f.english); };
  std::ranges::stable_sort(faults, [&](const LedgerFault& a, const LedgerFault& b) { return key(a) < key(b); });
}

}  // namespace gongshi

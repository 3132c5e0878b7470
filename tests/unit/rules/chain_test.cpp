#include "rules/ledger/chain.hpp"

#include <array>

#include "ingest/saved_site.hpp"
#include "rules/ledger/ledger.hpp"
#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

/// A ledger of `least` entries as publish makes it: sixty results, then each day one more, a correction and a release.
std::string made_ledger(std::size_t least) {
  World world;
  auto name = [](char kind, int i) { return kind + std::to_string(1000 + i); };
  for (int i = 0; i < 60; ++i) world.result(name('R', i));
  world.publish("2024-06-03");
  Date on = day("2024-06-04");
  for (int i = 0; world.data.ledger.entries.size() < least; ++i, on = on + 1) {
    world.result(name('S', i));
    world.correct(name('R', i), "district", "null", "\"北山镇\"", on.iso());
    world.publish(on.iso());
    REQUIRE(world.said().empty());
  }
  GrownLedger whole;
  whole.ledger = world.data.ledger;
  whole.ledger.entries.resize(least);
  return whole.lines(0);
}

struct Lines {
  std::vector<std::string> lines;  ///< each with its line end
  explicit Lines(std::string_view text) {
    while (!text.empty()) {
      std::size_t end = text.find('\n') + 1;
      lines.emplace_back(text.substr(0, end));
      text.remove_prefix(end);
    }
  }
  std::string text() const {
    std::string out;
    for (const std::string& line : lines) out += line;
    return out;
  }
};

/// The whole text through reader and judge: `edited 57, removed 58`.
std::string told(const Chain& chain) {
  std::string out;
  for (const LedgerFault& f : chain.faults) out += (out.empty() ? "" : ", ") + std::string(name_of(f.kind)) + " " + std::to_string(f.entry);
  return out;
}
std::string told(const std::string& text) {
  LedgerLines lines = ledger_lines(text);
  return told(judge_chain(weigh(lines, 1), lines.torn));
}

constexpr std::size_t count = 200;
const std::string& good() {
  static const std::string text = made_ledger(count);
  return text;
}

}  // namespace

TEST_CASE("a ledger as publish writes it is good") {
  CHECK(Lines(good()).lines.size() == count);
  CHECK(told(good()) == "");
}

TEST_CASE("every byte of a ledger of 200 entries, flipped in turn, is found and its entry named") {
  Lines lines(good());
  LedgerLines base = ledger_lines(good());
  std::vector<WeighedLine> weighed = weigh(base, 1);
  constexpr std::array<unsigned char, 5> masks{0x01, 0x20, 0x80, 0x04, 0xff};
  std::size_t flipped = 0, missed = 0;
  std::string first_missed;
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t at = 0; at < lines.lines[k].size(); ++at, ++flipped) {
      std::string line = lines.lines[k];
      line[at] = static_cast<char>(static_cast<unsigned char>(line[at]) ^ masks[flipped % masks.size()]);
      // The line without its end runs into the next one. All others are read again as they were, so they need not be.
      bool joined = line.back() != '\n' && k + 1 < count;
      LedgerLines changed = ledger_lines(joined ? line + lines.lines[k + 1] : line);
      std::vector<WeighedLine> there = weigh(changed, 1);
      std::string found;
      if (there.size() == 1 && !joined) {
        std::swap(weighed[k], there[0]);
        found = told(judge_chain(weighed, changed.torn));
        std::swap(weighed[k], there[0]);
      } else {
        auto next = static_cast<std::ptrdiff_t>(k);
        there.insert(there.begin(), weighed.begin(), weighed.begin() + next);
        there.insert(there.end(), weighed.begin() + next + (joined ? 2 : 1), weighed.end());
        found = told(judge_chain(there, changed.torn));
      }
      bool torn = k + 1 == count && at + 1 == line.size();
      std::string wanted = (torn ? "cut " : "edited ") + std::to_string(k + 1);
      if (found.starts_with(wanted) && (found.size() == wanted.size() || found[wanted.size()] == ',')) continue;
      if (missed++ == 0) first_missed = "entry " + std::to_string(k + 1) + " byte " + std::to_string(at) + ": " + found;
    }
    // The same by the whole text, once for each line.
    Lines whole = lines;
    std::size_t at = k * 7 % (whole.lines[k].size() - 1);
    whole.lines[k][at] = static_cast<char>(whole.lines[k][at] ^ 0x01);
    CHECK(told(whole.text()).starts_with("edited " + std::to_string(k + 1)));
  }
  CAPTURE(first_missed);
  CHECK(missed == 0);
  CHECK(flipped == good().size());
}

TEST_CASE("an entry that is taken away, doubled, moved: what and where") {
  Lines lines(good());
  for (std::size_t k = 0; k < count; ++k) {
    CAPTURE(k);
    std::string seq = std::to_string(k + 1);
    Lines without = lines;
    without.lines.erase(without.lines.begin() + static_cast<std::ptrdiff_t>(k));
    CHECK(told(without.text()) == (k + 1 == count ? "" : "removed " + seq));
    Lines twice = lines;
    twice.lines.insert(twice.lines.begin() + static_cast<std::ptrdiff_t>(k), lines.lines[k]);
    CHECK(told(twice.text()) == "edited " + seq);
    if (k + 1 == count) continue;
    Lines swapped = lines;
    std::swap(swapped.lines[k], swapped.lines[k + 1]);
    CHECK(told(swapped.text()) == "reordered " + seq);
  }
  Lines moved = lines;
  std::rotate(moved.lines.begin() + 4, moved.lines.begin() + 5, moved.lines.begin() + 90);  // the fifth far behind
  CHECK(told(moved.text()) == "reordered 5");
  Lines block = lines;
  block.lines.erase(block.lines.begin() + 49, block.lines.begin() + 60);
  CHECK(told(block.text()) == "removed 50");
  block.lines[5][30] = 'x';
  CHECK(told(block.text()) == "edited 6, removed 50");
}

TEST_CASE("a ledger that ends early is found by the head that was seen before") {
  Lines lines(good());
  LedgerLines whole = ledger_lines(good());
  KnownHead head{static_cast<std::int64_t>(count), std::string(whole.lines.back()->hash)};
  auto judged = [](const std::string& text, const KnownHead& known, bool beyond) {
    LedgerLines read = ledger_lines(text);
    Chain chain = judge_chain(weigh(read, 1), read.torn);
    auto fault = judge_head(chain, known, beyond);
    return fault ? std::string(name_of(fault->kind)) + " " + std::to_string(fault->entry) : std::string();
  };
  for (std::size_t k = 0; k < count; ++k) {
    CAPTURE(k);
    Lines cut = lines;
    cut.lines.resize(k);
    bool closed = k != 0 && whole.lines[k - 1]->kind == EntryKind::release;
    std::string next = std::to_string(k + 1);
    CHECK(judged(cut.text(), head, false) == (closed ? "rolled_back " : "cut ") + next);
    CHECK(judged(cut.text(), head, true) == "cut " + next);
    CHECK(judged(cut.text(), {0, head.hash}, true) == "cut " + next);
    // A head that was seen earlier is held by every ledger that goes on from it.
    if (k != 0) CHECK(judged(good(), {0, std::string(whole.lines[k - 1]->hash)}, false).empty());
  }
  CHECK(judged(good(), head, false).empty());
  CHECK(judged(good() + "{\"seq\":201", head, false).empty());
  CHECK(told(good() + "{\"seq\":201") == "cut 201");
}

namespace {

/// The ledger with entries changed by `change` and every hash from there on made anew, as someone would who knows how.
template <class Change>
std::string written_anew(std::size_t from, std::size_t upto, const Change& change) {
  LedgerLines read = ledger_lines(good());
  std::deque<std::string> texts;
  GrownLedger out;
  for (auto& line : read.lines) out.ledger.entries.push_back(*line);
  change(out.ledger.entries);
  for (std::size_t i = from; i < std::min(upto, out.ledger.entries.size()); ++i) {
    LedgerEntry& e = out.ledger.entries[i];
    if (i != from) e.prev = out.ledger.entries[i - 1].hash;
    e.hash = texts.emplace_back(entry_hash(e));
  }
  return out.lines(0);
}

}  // namespace

TEST_CASE("hashes made anew: the next entry knows the old one, and so does the head") {
  std::string other(64, 'a');
  auto change = [&](std::size_t k) { return [&, k](std::vector<LedgerEntry>& entries) { entries[k].digest = other; }; };
  CHECK(told(written_anew(99, 100, change(99))) == "edited 100");
  CHECK(told(written_anew(99, 150, change(99))) == "edited 150");
  std::string forged = written_anew(99, count, change(99));
  CHECK(told(forged) == "");
  LedgerLines read = ledger_lines(forged);
  Chain chain = judge_chain(weigh(read, 1), false);
  LedgerLines whole = ledger_lines(good());
  auto fault = judge_head(chain, {150, std::string(whole.lines[149]->hash)}, false);
  REQUIRE(fault);
  CHECK(fault->kind == FaultKind::forked);
  CHECK(fault->entry == 150);
  CHECK_FALSE(judge_head(chain, {99, std::string(whole.lines[98]->hash)}, false));
  // Both histories in one file.
  Lines both(good());
  both.lines.insert(both.lines.begin() + 100, Lines(forged).lines[99]);
  CHECK(told(both.text()) == "forked 100");
}

TEST_CASE("what no publish writes is found, though every hash is right") {
  auto entries = [](auto change) { return told(written_anew(0, count, change)); };
  CHECK(entries([](auto& e) { e[50].id = e[10].id; }) == "edited 51");
  CHECK(entries([](auto& e) { e[50].kind = EntryKind::withdraw; }) == "edited 51, edited 51");
  CHECK(entries([](auto& e) { e[60].id = "release-7"; }) == "edited 61");
  CHECK(entries([](auto& e) { e[120].on = day("2024-06-01"); }).starts_with("edited 121"));
}

TEST_CASE("lines that cannot be read, beside each other and beside gaps") {
  auto told_of = [](auto change) {
    Lines lines(good());
    change(lines.lines);
    return told(lines.text());
  };
  CHECK(told_of([](auto& l) { l[49] = "x\n"; }) == "edited 50");
  CHECK(told_of([](auto& l) { l[49] = l[50] = "x\n"; }) == "edited 50, edited 51");
  CHECK(told_of([](auto& l) { l[199] = "x\n"; }) == "edited 200");
  // Two lines that ran together are one that cannot be read, and no gap; with one more away there is one.
  CHECK(told_of([](auto& l) { l[49] = "x\n", l.erase(l.begin() + 50); }) == "edited 50");
  CHECK(told_of([](auto& l) { l[49] = "x\n", l.erase(l.begin() + 50, l.begin() + 52); }) == "edited 50, removed 51");
  // A broken line among displaced ones keeps its number.
  CHECK(told_of([](auto& l) { l[49] = "x\n", std::swap(l[60], l[61]); }) == "edited 50, reordered 61");
  CHECK(told_of([](auto& l) { std::swap(l[60], l[61]), std::swap(l[80], l[81]); }) == "reordered 61");
}

TEST_CASE("an entry put in the place of another fits neither side; of the last, the one before it may be the changed one") {
  std::string other(64, 'a');
  auto put_at = [&](std::size_t k) { return told(written_anew(k, k + 1, [&](auto& e) { e[k].prev = other; })); };
  CHECK(put_at(0) == "edited 1");
  CHECK(put_at(99) == "edited 100");
  CHECK(put_at(199) == "edited 199");
}

TEST_CASE("draws and withdrawals: a second draw, a life after the withdrawal, a withdrawal of other words") {
  World world;
  world.result("R1");
  world.result("R2", "乙厂");
  world.data.tasks[0].objects = {"甲厂", "乙厂"};
  world.data.tasks[0].status = TaskStatus::drawn;
  world.publish("2024-06-03");
  world.withdraw("R1", "2024-06-04");
  world.publish("2024-06-05");
  REQUIRE(world.said().empty());
  // draw T1, publish R1, publish R2, release; withdraw R1, release
  auto told_of = [&](auto change) {
    std::deque<std::string> texts;
    GrownLedger out;
    out.ledger.entries = world.data.ledger.entries;
    change(out.ledger.entries);
    for (std::size_t i = 0; i < out.ledger.entries.size(); ++i) {
      LedgerEntry& e = out.ledger.entries[i];
      e.seq = static_cast<std::int64_t>(i + 1);
      e.prev = i == 0 ? no_hash : out.ledger.entries[i - 1].hash;
      if (e.kind == EntryKind::release) e.id = texts.emplace_back("release-" + std::to_string(e.seq));
      e.hash = texts.emplace_back(entry_hash(e));
    }
    return told(out.lines(0));
  };
  REQUIRE(world.data.ledger.entries.size() == 6);
  CHECK(told_of([](auto&) {}) == "");
  CHECK(told_of([](auto& e) { e.insert(e.begin() + 1, e[0]); }) == "edited 2");
  CHECK(told_of([](auto& e) { e.insert(e.begin() + 5, e[1]), e[5].on = e[4].on; }) ==
        "edited 6, edited 6");  // after the withdrawal, and a second time
  CHECK(told_of([](auto& e) { e[4].on = day("2024-06-04"); }) == "edited 5");
  std::string other(64, 'a');
  CHECK(told_of([&](auto& e) { e[4].digest = other; }) == "edited 5");
}

TEST_CASE("entries and releases that can be relied on, and those that are not there") {
  Lines lines(good());
  lines.lines.erase(lines.lines.begin() + 9);
  LedgerLines read = ledger_lines(lines.text());
  Chain chain = judge_chain(weigh(read, 1), false);
  CHECK(chain.find(9)->seq == 9);
  CHECK(chain.find(10) == nullptr);
  CHECK(chain.find(201) == nullptr);
  REQUIRE(chain.last_release() != nullptr);
  CHECK(chain.last_release()->kind == EntryKind::release);
  LedgerLines few = ledger_lines(Lines(good()).lines[0]);
  CHECK(judge_chain(weigh(few, 1), false).last_release() == nullptr);
  CHECK(judge_chain({}, false).head == no_hash);
}

TEST_CASE("a head that says nothing new: none was seen, what is wrong is said already") {
  auto judged = [](const std::string& text, const KnownHead& known) {
    LedgerLines read = ledger_lines(text);
    Chain chain = judge_chain(weigh(read, 1), read.torn);
    auto fault = judge_head(chain, known, false);
    return fault ? std::string(name_of(fault->kind)) + " " + std::to_string(fault->entry) : std::string();
  };
  std::string lost(64, 'b');
  CHECK(judged(good(), {0, std::string(no_hash)}) == "");
  Lines removed(good());
  removed.lines.erase(removed.lines.begin() + 99);
  CHECK(judged(removed.text(), {100, lost}) == "");
  CHECK(judged(removed.text(), {0, lost}) == "");
  CHECK(judged(good() + "{\"seq\":201", {0, lost}).starts_with("cut 201"));
  // A last line that is broken closes no batch, though a release stands before it.
  Lines broken(good());
  std::size_t release = 0;
  LedgerLines whole = ledger_lines(good());
  for (std::size_t i = 0; i < count; ++i)
    if (whole.lines[i]->kind == EntryKind::release) release = i;
  broken.lines.resize(release + 1);
  CHECK(judged(broken.text(), {200, lost}) == "rolled_back " + std::to_string(release + 2));
  broken.lines.emplace_back("x\n");
  CHECK(judged(broken.text(), {201, lost}) == "cut " + std::to_string(release + 3));
}

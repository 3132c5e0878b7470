// Writes version A or B of a small site, for run.py to disturb.
//
//   site_writer OUT A|B [--bad]     through the builder, with a ledger put last; --bad: in place, as a careless generator does
//   site_writer --list A|B          the site as it must be: lines `path SP sha256`
//
// Exit: 0 published · 2 wrong usage · 3 the machine failed, with path and cause on standard error.
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <string>

#include "base/failure.hpp"
#include "publish/builder.hpp"

using namespace gongshi;

namespace {

constexpr int page_count = 100;
const std::string ledger = "data/ledger.ndjson";

std::string page(char version, int number) {
  bool same = number % 4 == 0;  // as in life, a part of the site stays as it is
  std::string line = "page " + std::to_string(number) + " of version " + (same ? '-' : version) + "\n", out;
  for (int i = 0; i < 60; ++i) out += line;
  return out;
}

/// Path → bytes. Each version has pages and a folder that the other lacks.
std::map<std::string, std::string> site(char version) {
  std::map<std::string, std::string> out;
  for (int i = 0; i < page_count; ++i) out["pages/" + std::to_string(i % 3) + "/" + std::to_string(i) + ".html"] = page(version, i);
  for (int i = 0; i < 5; ++i) out[std::string("only-") + version + "/" + std::to_string(i) + ".html"] = page(version, 1000 + i);
  out["index.html"] = page(version, 1);
  return out;
}

std::string large(char version) { return std::string(600'000, version); }

/// The pages, or the two files that are written in pieces.
class Kind final : public OutputKind {
 public:
  Kind(std::map<std::string, std::string> files, bool large_ones) : files_(files.begin(), files.end()), large_(large_ones) {}
  std::string_view name() const override { return "files"; }
  std::size_t count() const override { return files_.size(); }
  std::string path(std::size_t i) const override { return files_[i].first; }
  std::unique_ptr<Draft> draft(std::size_t i) const override { return std::make_unique<Bytes>(files_[i].second); }
  bool large() const override { return large_; }

 private:
  struct Bytes final : Draft {
    explicit Bytes(const std::string& what) : bytes(what) {}
    Digest digest() const override { return sha256(bytes); }
    void render(Sink& out) const override {
      for (std::size_t at = 0; at < bytes.size(); at += 1000) out.write(std::string_view(bytes).substr(at, 1000));
    }
    const std::string& bytes;
  };
  std::vector<std::pair<std::string, std::string>> files_;
  bool large_;
};

std::map<std::string, std::string> large_files(char version) {
  return {{"data/results.csv", large(version)}, {ledger, std::string("entry of ") + version + "\n"}};
}

std::string closed_ledger(char version, const Digest& tree) { return std::string("entry of ") + version + "\n" + tree.hex() + "\n"; }

int list(char version) {
  auto files = site(version);
  files["data/results.csv"] = large(version);
  std::string lines;
  for (const auto& [path, bytes] : files) lines += path + " " + sha256(bytes).hex() + "\n";
  std::printf("%s%s %s\n", lines.c_str(), ledger.c_str(), sha256(closed_ledger(version, sha256(lines))).hex().c_str());
  return 0;
}

void write_well(const std::string& out, char version) {
  OutputPlan plan;
  plan.add(std::make_unique<Kind>(site(version), false));
  plan.add(std::make_unique<Kind>(large_files(version), true));
  publish::BuildOptions options;
  options.out = out;
  options.program = "site_writer 1";
  options.jobs = 2;
  publish::Staged staged = publish::stage(plan, options);
  staged.put(ledger, closed_ledger(version, staged.tree()));
  publish::commit(staged);
}

/// What a site must never be written like: file after file, in place.
void write_badly(const std::string& out, char version) {
  std::filesystem::remove_all(out + "/only-" + (version == 'A' ? 'B' : 'A'));
  auto files = site(version);
  std::string lines;
  files["data/results.csv"] = large(version);
  for (const auto& [path, bytes] : files) lines += path + " " + sha256(bytes).hex() + "\n";
  files[ledger] = closed_ledger(version, sha256(lines));
  for (const auto& [path, bytes] : files) {
    std::filesystem::create_directories(std::filesystem::path(out + "/" + path).parent_path());
    std::ofstream(out + "/" + path, std::ios::binary) << bytes;
  }
}

}  // namespace

int main(int count, char** words) {
  std::string first = count > 2 ? words[1] : "", second = count > 2 ? words[2] : "";
  if (second != "A" && second != "B") return 2;
  try {
    if (first == "--list") return list(second[0]);
    if (count > 3 && std::string(words[3]) == "--bad")
      write_badly(first, second[0]);
    else
      write_well(first, second[0]);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 3;
  }
  return 0;
}

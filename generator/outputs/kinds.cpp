#include "outputs/kinds.hpp"

namespace gongshi {
namespace {

class StreamDraft final : public Draft {
 public:
  explicit StreamDraft(const StreamFile& file) : file_(file) {}
  Digest digest() const override {
    QuickHasher hasher;
    hasher.add_part(program_version());
    file_.depends(hasher);
    return hasher.finish();
  }
  void render(Sink& out) const override { file_.write(out); }

 private:
  const StreamFile& file_;
};

}  // namespace

std::string_view program_version() { return GONGSHI_VERSION; }

std::unique_ptr<Draft> StreamKind::draft(std::size_t i) const { return std::make_unique<StreamDraft>(files_[i]); }

}  // namespace gongshi

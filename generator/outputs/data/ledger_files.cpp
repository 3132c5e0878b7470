#include "outputs/data/ledger_files.hpp"

#include <algorithm>

#include "base/canonical_json.hpp"
#include "outputs/data/rows.hpp"

namespace gongshi {
namespace {

/// The entry's digest is SHA-256 over the canonical JSON of `content` with `salt` in it.
struct PublishedDocument {
  std::string_view id;
  std::int64_t ledger = 0, latest = 0;
  std::string_view salt;
  RawJson content;
  static const Shape& shape() {
    static const Shape shape{"published_document",
                             {field<&PublishedDocument::id>("id").means("plans/编号、items/编号、notices/文件名").must(),
                              field<&PublishedDocument::ledger>("ledger").means("首次公开的台账序号").must(),
                              field<&PublishedDocument::latest>("latest").means("最新一条台账的序号，摘要在这一条").must(),
                              field<&PublishedDocument::salt>("salt").means("这一条的盐值").as(Format::hex32).must(),
                              field<&PublishedDocument::content>("content").means("公开的内容，加上 salt 后按 RFC 8785 计算摘要").must()}};
    return shape;
  }
};

struct PublishedObject {
  std::string_view digest, object, salt;
  static const Shape& shape() {
    static const Shape shape{
        "published_object",
        {field<&PublishedObject::digest>("digest").means("[对象, 盐值] 的摘要").as(Format::hex64).must(),
         field<&PublishedObject::object>("object").means("抽取的对象：代码，没有代码的是名称；检查结束且结果已公示的才有这一项"),
         field<&PublishedObject::salt>("salt").means("这个对象的盐值").as(Format::hex32)}};
    return shape;
  }
};

struct PublishedDraw {
  std::string_view task_id;
  std::int64_t ledger = 0, drawn = 0;
  std::string_view digest;
  std::vector<PublishedObject> objects;
  static const Shape& shape() {
    static const Shape shape{
        "published_draw",
        {field<&PublishedDraw::task_id>("task_id").means("任务编号").must(),
         field<&PublishedDraw::ledger>("ledger").means("台账序号").must(),
         field<&PublishedDraw::drawn>("drawn").means("抽取的对象数").must(),
         field<&PublishedDraw::digest>("digest").means("台账中的摘要：各对象摘要排序后的数组的摘要").as(Format::hex64).must(),
         field<&PublishedDraw::objects>("objects").means("抽取的对象，按摘要排列").must()}};
    return shape;
  }
};

/// The ledger's own lines. They follow from the entries, and each `hash` covers its line and, by `prev`, all before it.
StreamFile ledger_file(const Ledger& ledger) {
  StreamFile file;
  file.path = "data/ledger.ndjson";
  file.depends = [&ledger](QuickHasher& hasher) {
    hasher.add_part(ledger.entries.size());
    hasher.add_part(ledger.head());
  };
  file.write = [&ledger](Sink& out) {
    Pieces pieces(out);
    for (const LedgerEntry& entry : ledger.entries) {
      append_json(pieces.buffer, LedgerEntry::shape(), &entry);
      pieces.buffer += '\n';
      pieces.pass();
    }
    pieces.flush();
  };
  return file;
}

/// {"NAME": [records, one a line]}; `append` writes a record, or nothing where it has no entry yet.
template <class T>
void write_list(Sink& out, std::string_view name, const std::vector<T>& items, void (*append)(std::string&, const T&)) {
  Pieces pieces(out);
  pieces.buffer += "{\"" + std::string(name) + "\":[";
  bool first = true;
  for (const T& item : items) {
    if (item.seq == 0) continue;
    pieces.buffer += first ? "\n" : ",\n";
    first = false;
    append(pieces.buffer, item);
    pieces.pass();
  }
  pieces.buffer += "\n]}\n";
  pieces.flush();
}

/// A document that waits for the entry of its revision is shown as the entry before has it no more: left out until then.
void append_document(std::string& out, const ShownDocument& shown) {
  std::string content = canonical_content(shown.document, "");
  PublishedDocument document{shown.document.id, shown.seq, shown.latest_seq, shown.salt, {content}};
  append_json(out, PublishedDocument::shape(), &document);
}

void append_draw(std::string& out, const ShownDraw& shown) {
  PublishedDraw draw{shown.task_id, shown.seq, shown.drawn, shown.digest, {}};
  for (const DrawnObject& o : shown.objects) draw.objects.push_back({o.digest, o.object, o.salt});
  append_json(out, PublishedDraw::shape(), &draw);
}

StreamFile documents_file(const Assessment& site) {
  StreamFile file;
  file.path = "data/documents.json";
  file.depends = [&site](QuickHasher& hasher) {
    hasher.add_part("documents");
    for (const ShownDocument& d : site.documents) {  // the digest covers content and salt
      hasher.add_part(static_cast<std::uint64_t>(d.seq));
      hasher.add_part(d.digest);
      if (d.revised) hasher.add_part(canonical_content(d.document, ""));
    }
  };
  file.write = [&site](Sink& out) { write_list(out, "documents", site.documents, append_document); };
  return file;
}

StreamFile draws_file(const Assessment& site) {
  StreamFile file;
  file.path = "data/draws.json";
  file.depends = [&site](QuickHasher& hasher) {
    hasher.add_part("draws");
    for (const ShownDraw& draw : site.draws) {
      hasher.add_part(static_cast<std::uint64_t>(draw.seq));
      hasher.add_part(draw.digest);
      for (const DrawnObject& o : draw.objects) hasher.add_part(o.salt);
    }
  };
  file.write = [&site](Sink& out) { write_list(out, "draws", site.draws, append_draw); };
  return file;
}

}  // namespace

std::vector<StreamFile> ledger_files(const Assessment& site) {
  std::vector<StreamFile> out;
  out.push_back(ledger_file(site.data->ledger));
  auto entered = [](const auto& shown) { return shown.seq != 0; };
  if (std::ranges::any_of(site.documents, entered)) out.push_back(documents_file(site));
  if (std::ranges::any_of(site.draws, entered)) out.push_back(draws_file(site));
  return out;
}

const Shape& published_document_shape() { return PublishedDocument::shape(); }
const Shape& published_draw_shape() { return PublishedDraw::shape(); }

}  // namespace gongshi

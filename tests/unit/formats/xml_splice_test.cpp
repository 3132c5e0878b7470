#include "formats/marking/xml_splice.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

namespace {

/// Changes elements by their names: `gone` becomes `new`; before `b` and at the end of `a` something is put.
struct Changes final : XmlEditor {
  void start(XmlSplice& at, std::string_view name, XmlAttributes /*attributes*/, std::string_view tag) override {
    if (name == "gone") at.replace("<new/>");
    if (name == "b") at.insert("[" + std::string(tag) + std::to_string(at.depth()) + "]");
    if (name == "stop") at.stop();
  }
  void end(XmlSplice& at, std::string_view name) override {
    if (name == "a") at.insert("!");
  }
};

/// Fed in pieces of so many bytes; "stopped" where it stopped.
std::string spliced(std::string_view document, std::size_t piece) {
  Changes changes;
  std::string out;
  XmlSplice splice(changes, [&](std::string_view bytes) { out += bytes; });
  for (; !document.empty(); document.remove_prefix(std::min(piece, document.size())))
    if (!splice.feed(document.substr(0, piece))) return "stopped";
  return splice.feed({}, true) ? out : "stopped";
}

}  // namespace

TEST_CASE("a document passes byte for byte but for the changes, whatever its pieces") {
  std::string_view document =
      "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- 注 --><x:a\n k = '1'><gone a=\"&lt;\"/> "
      "文字&amp;&#20013;<b/><![CDATA[<b>]]>"
      "<c><b k=\"&quot;\"></b></c><?p q?><a/></x:a>\n<!-- end -->\n";
  std::string wanted =
      "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- 注 --><x:a\n k = '1'><new/> "
      "文字&amp;&#20013;[<b/>2]<b/><![CDATA[<b>]]>"
      "<c>[<b k=\"&quot;\">3]<b k=\"&quot;\"></b></c><?p q?><a/>!!</x:a>\n<!-- end -->\n";
  for (std::size_t piece : {1, 2, 3, 7, 64, 65536}) {
    CAPTURE(piece);
    CHECK(spliced(document, piece) == wanted);
  }
}

TEST_CASE("what is no document in UTF-8 is stopped") {
  for (std::string_view document : {"<a>", "<a></b>", "<a><stop/></a>", "<!DOCTYPE a><a/>", "<?xml version=\"1.0\" encoding=\"GBK\"?><a/>",
                                    "<a>\xff</a>", "", "text"}) {
    CAPTURE(document);
    CHECK(spliced(document, 65536) == "stopped");
  }
}

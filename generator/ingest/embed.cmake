# Writes a C++ file that holds the bytes of templates/, site/static/, site/profiles/, content/calendar/ and what the generator itself
# says (explanations, the first files of a root) as raw strings.
#   cmake -DROOT=… -DOUT=… -P embed.cmake
file(GLOB_RECURSE paths RELATIVE ${ROOT} ${ROOT}/templates/*.html ${ROOT}/site/static/*.css ${ROOT}/site/static/*.js
  ${ROOT}/site/static/*.svg ${ROOT}/site/profiles/*.json ${ROOT}/content/calendar/*.json
  ${ROOT}/generator/explanations/*.md ${ROOT}/generator/starter/*)
list(FILTER paths EXCLUDE REGEX "calendar/local.json$")
list(SORT paths)
set(text "#include \"ingest/own_files.hpp\"\n\n#include <array>\n\nnamespace gongshi {\nnamespace {\nusing namespace std::string_view_literals;\n")
list(LENGTH paths count)
string(APPEND text "constexpr std::array<OwnFile, ${count}> files{{\n")
foreach(path IN LISTS paths)
  file(READ ${ROOT}/${path} bytes)
  string(APPEND text "{\"${path}\"sv, R\"~own~(${bytes})~own~\"sv},\n")
endforeach()
string(APPEND text "}};\n}  // namespace\n\nstd::span<const OwnFile> own_files() { return files; }\n\n}  // namespace gongshi\n")
file(WRITE ${OUT} "${text}")

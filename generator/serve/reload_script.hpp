// What the preview adds to a page, and nothing else: a line that asks for the version and reloads when it is another one.
#pragma once
#include <string>
#include <string_view>

namespace gongshi::http {

/// One line, with its end. `version` is what /-/version says now (digits, letters, `-`).
/// Only a visible page asks: a browser opens six connections to a host, and hidden tabs would hold them all. A lost server is
/// asked again after 0.1 s, then less often, every second at last.
inline std::string reload_script(std::string_view version) {
  std::string script = R"(<script>(()=>{const seen=")";
  script += version;
  script += R"(";let pause=100,asking=null;)"
            R"(const ask=async()=>{if(asking||document.hidden)return;asking=new AbortController();)"
            R"(try{const answer=await fetch("/-/version?after="+seen,{signal:asking.signal,cache:"no-store"});)"
            R"(if(!answer.ok)throw answer.status;if((await answer.text()).trim()!==seen)return location.reload();pause=100})"
            R"(catch{await new Promise(then=>setTimeout(then,pause));pause=Math.min(2*pause,1000)})"
            R"(asking=null;ask()};)"
            R"(document.addEventListener("visibilitychange",()=>document.hidden?asking&&asking.abort():ask());ask()})()</script>)"
            "\n";
  return script;
}

}  // namespace gongshi::http

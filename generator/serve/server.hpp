// The preview server: answers the addresses of an OutputPlan, rendering a file when it is asked for, and tells open pages to
// reload when the plan changes. A preview for the person who edits; what faces the public is the folder that `publish` writes.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/output_plan.hpp"

namespace gongshi {

/// The site now.
struct Snapshot {
  /// Indexed. It keeps alive what its drafts look at (share the owner, point to the plan). Null: the content is wrong.
  std::shared_ptr<const OutputPlan> plan;
  std::string problem_page;   ///< a complete HTML page, shown at every address while `plan` is null
  std::uint64_t version = 0;  ///< another one makes open pages reload
  /// Pages of the server's own, complete HTML, made when they are asked for: `status` answers at /-/status. No address of a site
  /// begins so, so they are never part of one. From many threads at once.
  std::map<std::string, std::function<std::string()>, std::less<>> pages{};
  std::string base{};  ///< the path of the base URL, which 404.html puts before its addresses: `/`, `/gongshi/`
};

/// Answers, on a thread per connection:
///   GET and HEAD of an address of the plan   the bytes of `build`; in text/html one more line, the reload script
///                                            (also behind the Snapshot's `base`)
///   anything else                            the plan's 404.html, or a sentence, with status 404
///   all of them, without a plan              problem_page, with status 503
///   /-/NAME                                  a page of the Snapshot's own
///   /-/version?after=V                       waits (25 s at most) until the version is not V, then says the version; V is what
///                                            it said before, or a Snapshot's number
/// and refuses what http::refusal (request.hpp) lists. A page that cannot be rendered is a 500 that names the Failure; a file
/// of a `large` kind is sent while it is made and breaks off instead.
///
/// A head has 3 s and 16 kB, an idle connection 5 s, a reader that stands still 10 s; there are no bodies.
/// Not defended: more than 512 connections at once (further ones are closed at once, until others end), readers that take a
/// byte now and then (each holds a thread). No TLS and no password: who reaches the address reads what is not public yet.
/// Hence the loopback address by default, and a warning by the caller where `loopback` says no.
class PreviewServer {
 public:
  /// Binds and listens; port 0 takes any free one. Failure names the address: in use, not ours, no such host.
  /// `reload` off: no script, no /-/version.
  PreviewServer(const std::string& host, int port, bool reload = true);
  ~PreviewServer();
  PreviewServer(const PreviewServer&) = delete;
  PreviewServer& operator=(const PreviewServer&) = delete;

  int port() const;
  /// From now on this is the site; requests in flight end with the one they began with. From any thread, also before `run`.
  void show(Snapshot snapshot);
  /// Serves until `stop`, then returns with all connections closed. Once. Failure where the system accepts no more connections.
  void run();
  /// From any thread, at any time, also before `run`. Not from a signal handler.
  void stop();

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

/// Is `host` this machine alone: localhost, 127.x.x.x, ::1?
bool loopback(std::string_view host);

}  // namespace gongshi

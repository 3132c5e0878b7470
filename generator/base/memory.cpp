#include "base/memory.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

namespace gongshi {
namespace {

constexpr std::uintptr_t large = 2UL * 1024 * 1024;  // a large page

std::uintptr_t number(const void* at) { return reinterpret_cast<std::uintptr_t>(at); }

#ifdef M_TOP_PAD                // glibc
constexpr int room = 64 << 20;  // of addresses: only what is used becomes memory. The heap of a thread has as much, at a multiple of it

bool kept = false;  // written before any thread starts

/// Takes the addresses from `at`, which is free, up to the next whole large page: some of them have been used, so their page stays one of
/// many small ones, and what is asked for next shall lie behind it.
void* pass_by(std::uintptr_t at) {
  constexpr std::uintptr_t own = 64;  // glibc's words before what it gives, and some more
  std::uintptr_t left = large - at % large;
  return left > own ? std::malloc(left - own) : nullptr;
}
#endif

}  // namespace

void keep_large_pieces() {
#ifdef M_TOP_PAD
  kept = true;
  mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the most that glibc takes; its own is 128 KB, and grows only with what was given back
  mallopt(M_TOP_PAD, room);
  void* first = std::malloc(room / 256);  // more than is left of the heap: it grows, by that room
  auto from = number(first);
  auto end = number(sbrk(0));
  bool here = first != nullptr && from < end && end - from > room / 2;
  if (here) advise_large_pages(first, end - from);
  std::free(first);
  [[maybe_unused]] static void* passed = here ? pass_by(from) : nullptr;  // for good
#endif
}

ThreadHeap::ThreadHeap() {
#ifdef M_TOP_PAD
  if (!kept) return;
  void* first = std::malloc(room / 4096);
  auto at = number(first);
  bool own = at > number(sbrk(0));  // where glibc makes no heap more, threads work in the main one
  std::uintptr_t heap = at / room * room;
  if (own) advise_large_pages(reinterpret_cast<void*>(heap), room);  // NOLINT(performance-no-int-to-ptr)
  std::free(first);
  if (own && at - heap < large) passed_ = pass_by(at);
#endif
}

ThreadHeap::~ThreadHeap() { std::free(passed_); }

void advise_large_pages(const void* at, std::size_t bytes) {
  auto from = (number(at) + large - 1) / large * large;
  auto to = (number(at) + bytes) / large * large;
  // Whole large pages only, so that no more memory is taken than was asked for. What the system says to it does not matter.
  if (to > from) madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);  // NOLINT(performance-no-int-to-ptr)
}

}  // namespace gongshi

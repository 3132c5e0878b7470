#include "base/memory.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

namespace gongshi {

void keep_large_pieces() {
#ifdef M_TOP_PAD
  constexpr int room = 64 << 20;        // of addresses: only what is used becomes memory
  mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the most that glibc takes; its own is 128 KB, and grows only with what was given back
  mallopt(M_TOP_PAD, room);
  void* first = std::malloc(room / 256);  // more than is left of the heap: it grows, by that room
  auto from = reinterpret_cast<std::uintptr_t>(first);
  auto end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  if (first != nullptr && from < end && end - from > room / 2) advise_large_pages(first, end - from);
  std::free(first);
#endif
}

void advise_large_pages(const void* at, std::size_t bytes) {
  constexpr std::uintptr_t large = 2UL * 1024 * 1024;
  auto from = (reinterpret_cast<std::uintptr_t>(at) + large - 1) & ~(large - 1);
  auto to = (reinterpret_cast<std::uintptr_t>(at) + bytes) & ~(large - 1);
  // Whole large pages only, so that no more memory is taken than was asked for. What the system says to it does not matter.
  if (to > from) madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);  // NOLINT(performance-no-int-to-ptr)
}

}  // namespace gongshi

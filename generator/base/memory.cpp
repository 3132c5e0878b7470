#include "base/memory.hpp"

#include <malloc.h>
#include <sys/mman.h>

#include <cstdint>

namespace gongshi {

void keep_large_pieces() {
#ifdef M_MMAP_THRESHOLD
  mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the most that glibc takes; its own is 128 KB, and grows only with what was given back
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

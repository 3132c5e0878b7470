// How memory is asked of the system: page faults are the price of a short run that touches each page once.
#pragma once
#include <cstddef>

namespace gongshi {

/// For a command that is fast and short: large pieces come from the heap too, where the next one finds pages that are there already. Only
/// those of 32 MB and more are the system's own, and go back to it at once. The first 64 MB of that heap, which the main thread fills, come
/// in large pages. Before any thread starts.
void keep_large_pieces();

/// The same for the heap of a thread other than the main one, while it works: made and ended by it. Does nothing without
/// `keep_large_pieces`.
class ThreadHeap {
 public:
  ThreadHeap();
  ~ThreadHeap();
  ThreadHeap(const ThreadHeap&) = delete;
  ThreadHeap& operator=(const ThreadHeap&) = delete;

 private:
  void* passed_ = nullptr;
};

/// Memory that is about to be filled from one end to the other comes in large pages where the system has them: one fault in place of 512.
/// Only a hint; changes nothing but time. Small pieces are left as they are.
void advise_large_pages(const void* at, std::size_t bytes);

/// Reserves room for `count` elements that will come soon.
template <class Container>
void reserve_large(Container& to, std::size_t count) {
  if (count <= to.capacity()) return;
  to.reserve(count);
  advise_large_pages(to.data(), to.capacity() * sizeof(typename Container::value_type));
}

}  // namespace gongshi

#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace solopose {

/// Leaves what it allocates unset: for memory that a file is read into, where zeros before it cost as much as
/// the reading.
template <typename T>
struct UnsetAllocator : std::allocator<T> {
  template <typename U>
  struct rebind {
    using other = UnsetAllocator<U>;
  };

  template <typename U>
  void construct(U* place) {
    ::new (static_cast<void*>(place)) U;
  }
  template <typename U, typename... Arguments>
  void construct(U* place, Arguments&&... arguments) {
    std::construct_at(place, std::forward<Arguments>(arguments)...);
  }
};

/// Bytes whose resize() does not set them.
using ByteBuffer = std::vector<std::uint8_t, UnsetAllocator<std::uint8_t>>;

}  // namespace solopose

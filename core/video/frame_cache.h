#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

#include "core/video/libav.h"

namespace solopose {

/// Decoded frames around the cursor, at most so many bytes of them: what is farthest from the cursor goes
/// first.
class FrameCache {
 public:
  explicit FrameCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  void set_cursor(std::int64_t number) { cursor_ = number; }
  void insert(std::int64_t number, libav::SharedFrame frame);
  /// Null when it is not there.
  libav::SharedFrame find(std::int64_t number) const;
  std::size_t bytes() const { return bytes_; }

 private:
  void drop_farthest();

  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::int64_t cursor_ = 0;
  std::map<std::int64_t, libav::SharedFrame> frames_;
};

}  // namespace solopose

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "core/base/job.h"
#include "core/video/picture_size.h"

namespace solopose {

/// What training needs to know of a video before it decodes a frame. Of a file it costs a pass over all its
/// packets.
struct VideoFacts {
  std::int64_t frames = 0;
  PictureSize size;
  double fps = 0;

  bool operator==(const VideoFacts&) const = default;
};

/// @throws Error naming the video when it cannot be read; Cancelled.
VideoFacts read_video_facts(const std::filesystem::path& video, const JobContext& context);

/// The facts of a project's videos, kept in its cache folder. A file counts as the same while its size and
/// time of change are; folders of pictures are looked into each time, as nothing tells that one picture
/// changed. What is damaged, or of another version, is begun anew. Safe to use from several threads; of two
/// processes the last one's file stays.
class VideoFactsCache {
 public:
  /// Reads what is there.
  explicit VideoFactsCache(std::filesystem::path file);

  /// From the cache, else from the video. `name`: as the catalog has it. @throws as read_video_facts does.
  VideoFacts facts(const std::string& name, const std::filesystem::path& video, const JobContext& context);
  /// Keeps those of `names` only; writes when something changed, atomically. @throws Error naming the file.
  void save(const std::set<std::string>& names);

 private:
  struct Entry {
    std::uint64_t bytes = 0;
    std::int64_t changed = 0;  ///< the file system's own ticks
    VideoFacts facts;
  };
  void read();

  std::filesystem::path file_;
  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
  bool changed_ = false;
};

}  // namespace solopose

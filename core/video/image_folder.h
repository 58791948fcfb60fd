#pragma once

#include <filesystem>
#include <vector>

#include "core/base/job.h"
#include "core/video/frame_source.h"

namespace solopose {

/// Pictures played as a video: those of a folder, as order_pictures() has them, or a single one. They are
/// shown upright, as each of them says, and all must have the size of the first.
class ImageFolder : public FrameSource {
 public:
  /// What is missing or had to be guessed goes to the context's log. @throws Error naming the folder when it
  /// holds no picture or the first cannot be read; Cancelled.
  ImageFolder(const std::filesystem::path& folder_or_picture, double fps, const JobContext& context = {});

  const VideoInfo& info() const override { return info_; }
  void decode(std::int64_t number, const Sink& sink) override;
  std::int64_t key_frame_before(std::int64_t number) const override { return number; }
  std::unique_ptr<FrameSource> sketching() const override;
  std::int64_t decode_calls() const override { return decode_calls_; }

 private:
  std::filesystem::path place_;
  std::vector<std::filesystem::path> files_;  ///< by frame; empty where one is missing
  VideoInfo info_;
  std::int64_t decode_calls_ = 0;
};

}  // namespace solopose

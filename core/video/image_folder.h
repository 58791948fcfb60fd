#pragma once

#include <filesystem>
#include <vector>

#include "core/video/frame_source.h"

namespace solopose {

/// Whether a name ends like a picture the studio reads: jpg, jpeg, png, bmp, tif, tiff, webp.
bool is_picture_name(const std::filesystem::path& file);

/// Pictures played as a video: those of a folder, sorted by name with numbers compared as numbers (img_9
/// before img_10), or a single one. All must have the size of the first.
class ImageFolder : public FrameSource {
 public:
  /// @throws Error naming the folder when it holds no picture or the first cannot be read.
  ImageFolder(const std::filesystem::path& folder_or_picture, double fps);

  const VideoInfo& info() const override { return info_; }
  void decode(std::int64_t number, const Sink& sink) override;
  std::int64_t key_frame_before(std::int64_t number) const override { return number; }
  std::unique_ptr<FrameSource> sketching() const override;
  std::int64_t decode_calls() const override { return decode_calls_; }

 private:
  libav::Frame read_picture(const std::filesystem::path& file);

  std::vector<std::filesystem::path> files_;
  VideoInfo info_;
  std::int64_t decode_calls_ = 0;
};

}  // namespace solopose

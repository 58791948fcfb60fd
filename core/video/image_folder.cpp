#include "core/video/image_folder.h"

#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/video/frame_converter.h"
#include "core/video/media_names.h"
#include "core/video/picture_file.h"
#include "core/video/picture_numbers.h"

namespace solopose {

namespace {

std::vector<std::filesystem::path> pictures_in(const std::filesystem::path& folder,
                                               const JobContext& context) {
  std::vector<std::filesystem::path> files;
  std::error_code failure;
  for (auto entry = std::filesystem::directory_iterator(folder, failure);
       !failure && entry != std::filesystem::directory_iterator(); entry.increment(failure)) {
    context.throw_if_stopped();
    std::error_code unreadable;
    if (is_picture_name(entry->path()) && !is_hidden_name(entry->path()) &&
        entry->is_regular_file(unreadable))
      files.push_back(entry->path());
  }
  if (failure) throw Error(fmt::format("{}: cannot be read: {}", folder.string(), failure.message()));
  if (files.empty())
    throw FormatError(folder, "pictures", "jpg, png, bmp, tif or webp files", "none in this folder");
  return files;
}

std::pair<int, int> upright_size(const AVFrame& picture) {
  const auto* side = av_frame_get_side_data(&picture, AV_FRAME_DATA_DISPLAYMATRIX);
  const bool lying = side && quarter_turn(reinterpret_cast<const std::int32_t*>(side->data))[0] == 0;
  return lying ? std::pair(picture.height, picture.width) : std::pair(picture.width, picture.height);
}

}  // namespace

ImageFolder::ImageFolder(const std::filesystem::path& folder_or_picture, double fps,
                         const JobContext& context)
    : place_(folder_or_picture) {
  if (std::filesystem::is_directory(place_)) {
    PictureOrder order = order_pictures(place_, pictures_in(place_, context));
    if (!order.remark.empty()) context.note(order.remark);
    files_ = std::move(order.files);
    info_.missing = std::move(order.missing);
  } else {
    files_ = {place_};
  }
  const auto [width, height] = upright_size(*read_picture(files_.front()));
  info_.size = {width, height, width, height};
  info_.fps = fps;
  info_.container = "pictures";
  info_.codec = files_.front().extension().string().substr(1);
  for (std::size_t i = 0; i < files_.size(); ++i) info_.times_s.push_back(static_cast<double>(i) / fps);
}

void ImageFolder::decode(std::int64_t number, const Sink& sink) {
  const auto& file = files_.at(static_cast<std::size_t>(number));
  if (file.empty()) throw Error(fmt::format("{}: frame {}: its picture is missing", place_.string(), number));
  ++decode_calls_;
  auto picture = read_picture(file);
  const auto [width, height] = upright_size(*picture);
  if (width != info_.size.width || height != info_.size.height)
    throw FormatError(file, "size",
                      fmt::format("{} x {} as in the first picture", info_.size.width, info_.size.height),
                      fmt::format("{} x {}", width, height));
  sink(number, libav::SharedFrame(picture.release(), libav::FreeFrame{}));
}

std::unique_ptr<FrameSource> ImageFolder::sketching() const { return std::make_unique<ImageFolder>(*this); }

}  // namespace solopose

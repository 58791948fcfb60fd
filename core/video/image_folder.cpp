#include "core/video/image_folder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

namespace {

constexpr std::array<std::string_view, 7> endings{".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits at the front of a text, without leading zeros; takes them off the text.
std::string_view take_number(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

bool comes_before(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const auto left = take_number(a);
      const auto right = take_number(b);
      if (left.size() != right.size()) return left.size() < right.size();
      if (left != right) return left < right;
    } else {
      if (a.front() != b.front()) return a.front() < b.front();
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  return a.size() < b.size();
}

std::vector<std::filesystem::path> pictures_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failure;
  for (auto entry = std::filesystem::directory_iterator(folder, failure);
       !failure && entry != std::filesystem::directory_iterator(); entry.increment(failure))
    if (is_picture_name(entry->path())) files.push_back(entry->path());
  if (failure) throw Error(fmt::format("{}: cannot be read: {}", folder.string(), failure.message()));
  if (files.empty())
    throw FormatError(folder, "pictures", "jpg, png, bmp, tif or webp files", "none in this folder");
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
    const std::string left = a.filename().string(), right = b.filename().string();
    if (comes_before(left, right)) return true;
    return !comes_before(right, left) && left < right;
  });
  return files;
}

}  // namespace

bool is_picture_name(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

ImageFolder::ImageFolder(const std::filesystem::path& folder_or_picture, double fps) {
  libav::keep_quiet();
  if (std::filesystem::is_directory(folder_or_picture))
    files_ = pictures_in(folder_or_picture);
  else
    files_ = {folder_or_picture};
  const auto first = read_picture(files_.front());
  info_.coded_width = first->width;
  info_.coded_height = first->height;
  info_.fps = fps;
  info_.container = "pictures";
  info_.codec = files_.front().extension().string().substr(1);
  for (std::size_t i = 0; i < files_.size(); ++i) info_.times_s.push_back(static_cast<double>(i) / fps);
}

void ImageFolder::decode(std::int64_t number, const Sink& sink) {
  const auto& file = files_.at(static_cast<std::size_t>(number));
  auto frame = read_picture(file);
  if (frame->width != info_.coded_width || frame->height != info_.coded_height)
    throw FormatError(file, "size",
                      fmt::format("{} x {} as in the first picture", info_.coded_width, info_.coded_height),
                      fmt::format("{} x {}", frame->width, frame->height));
  sink(number, libav::SharedFrame(frame.release(), libav::FreeFrame{}));
}

std::unique_ptr<FrameSource> ImageFolder::sketching() const { return std::make_unique<ImageFolder>(*this); }

libav::Frame ImageFolder::read_picture(const std::filesystem::path& file) {
  AVDictionary* options = nullptr;
  av_dict_set(&options, "pattern_type", "none", 0);  // a % in a name is a % in a name
  AVFormatContext* opened = nullptr;
  const int result = avformat_open_input(&opened, file.c_str(), av_find_input_format("image2"), &options);
  av_dict_free(&options);
  libav::check(result, file, "cannot be read as a picture");
  const libav::Input input(opened);
  const auto packet = libav::new_packet();
  libav::check(av_read_frame(opened, packet.get()), file, "cannot be read as a picture");
  const AVStream& stream = *opened->streams[0];
  const auto codec = libav::open_decoder(*stream.codecpar, stream.time_base, file);
  ++decode_calls_;
  libav::check(avcodec_send_packet(codec.get(), packet.get()), file, "cannot be decoded as a picture");
  avcodec_send_packet(codec.get(), nullptr);
  auto frame = libav::new_frame();
  libav::check(avcodec_receive_frame(codec.get(), frame.get()), file, "cannot be decoded as a picture");
  return frame;
}

}  // namespace solopose

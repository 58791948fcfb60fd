#include "core/film/film_output.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_folder.h"
#include "core/base/file_writer.h"
#include "core/film/film_endings.h"
#include "core/video/video_writer.h"

namespace solopose {
namespace {

class Mp4Output : public FilmOutput {
 public:
  Mp4Output(const std::filesystem::path& file, int width, int height, double frames_per_second)
      : writer_(file, {.width = width, .height = height, .fps = frames_per_second}) {}

  void write(const Image& picture) override { writer_.write(picture); }
  void finish() override { writer_.finish(); }

 private:
  VideoWriter writer_;
};

class PngOutput : public FilmOutput {
 public:
  explicit PngOutput(std::filesystem::path folder) : folder_(std::move(folder)), whole_(folder_) {}

  void write(const Image& picture) override {
    // OpenCV only reads what it is given here.
    const cv::Mat rows(picture.height, picture.width, CV_8UC(bytes_per_pixel(picture.layout)),
                       const_cast<std::uint8_t*>(picture.bytes.data()));
    cv::Mat blue_first = rows;
    if (picture.layout == PixelLayout::rgb24) cv::cvtColor(rows, blue_first, cv::COLOR_RGB2BGR);
    // To memory first: OpenCV's own writing to files misses a disk that is full.
    cv::imencode(".png", blue_first, encoded_);
    const std::string name = fmt::format("{:06}.png", written_++);
    FileWriter out(whole_.temporary() / name, folder_ / name);
    out.expect(encoded_.size());
    out.write({reinterpret_cast<const char*>(encoded_.data()), encoded_.size()});
    out.close();
  }

  void finish() override { whole_.commit(); }

 private:
  std::filesystem::path folder_;
  AtomicFolder whole_;
  std::vector<unsigned char> encoded_;
  std::int64_t written_ = 0;
};

}  // namespace

std::unique_ptr<FilmOutput> open_film_output(const std::filesystem::path& out, int width, int height,
                                             double frames_per_second) {
  if (film_endings(out).empty()) return std::make_unique<PngOutput>(out);
  return std::make_unique<Mp4Output>(out, width, height, frames_per_second);
}

}  // namespace solopose

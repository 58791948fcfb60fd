#include "core/film/film_output.h"

#include <algorithm>
#include <array>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
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

/// The pictures are made in a folder beside the wanted one, which takes its place when all are there.
class PngOutput : public FilmOutput {
 public:
  explicit PngOutput(std::filesystem::path folder) : folder_(std::move(folder)) {
    if (!folder_.has_filename()) folder_ = folder_.parent_path();  // "frames/"
    std::error_code error;
    if (std::filesystem::exists(folder_, error) &&
        !(std::filesystem::is_directory(folder_, error) && std::filesystem::is_empty(folder_, error))) {
      throw Error(
          fmt::format("{}: is there already and no empty folder; choose another name", folder_.string()));
    }
    const std::filesystem::path parent = folder_.has_parent_path() ? folder_.parent_path() : ".";
    pending_ = parent / fmt::format(".{}.{}.tmp", folder_.filename().string(), ::getpid());
    std::filesystem::remove_all(pending_, error);
    if (!std::filesystem::create_directories(pending_, error))
      throw Error(fmt::format("{}: cannot be created: {}", folder_.string(), error.message()));
  }

  ~PngOutput() override {
    std::error_code ignored;
    std::filesystem::remove_all(pending_, ignored);
  }

  void write(const Image& picture) override {
    const std::filesystem::path file = pending_ / fmt::format("{:06}.png", written_++);
    // OpenCV only reads what it is given here.
    const cv::Mat rows(picture.height, picture.width, CV_8UC(bytes_per_pixel(picture.layout)),
                       const_cast<std::uint8_t*>(picture.bytes.data()));
    cv::Mat blue_first = rows;
    if (picture.layout == PixelLayout::rgb24) cv::cvtColor(rows, blue_first, cv::COLOR_RGB2BGR);
    bool done = false;
    try {
      done = cv::imwrite(file.string(), blue_first);
    } catch (const cv::Exception&) {
      done = false;  // imwrite says so either way; the message below names the file
    }
    if (!done) throw Error(fmt::format("{}: cannot be written: no permission or disk full", file.string()));
  }

  void finish() override {
    for (const auto& picture : std::filesystem::directory_iterator(pending_)) sync_to_disk(picture.path());
    sync_to_disk(pending_);
    std::error_code error;
    std::filesystem::rename(pending_, folder_, error);
    if (error) throw Error(fmt::format("{}: cannot be created: {}", folder_.string(), error.message()));
  }

 private:
  std::filesystem::path folder_;
  std::filesystem::path pending_;
  std::int64_t written_ = 0;
};

std::string lower_ending(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

}  // namespace

std::unique_ptr<FilmOutput> open_film_output(const std::filesystem::path& out, int width, int height,
                                             double frames_per_second) {
  constexpr std::array other_films{".avi", ".mov", ".mkv", ".webm", ".gif", ".m4v", ".mpg", ".ts"};
  const std::string ending = lower_ending(out);
  if (ending == ".mp4") return std::make_unique<Mp4Output>(out, width, height, frames_per_second);
  if (std::find(other_films.begin(), other_films.end(), ending) != other_films.end()) {
    throw Error(
        fmt::format("{}: expected a name that ends in .mp4, or a folder's for PNG pictures", out.string()));
  }
  return std::make_unique<PngOutput>(out);
}

}  // namespace solopose

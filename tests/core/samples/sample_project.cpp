#include "tests/core/samples/sample_project.h"

#include <fmt/format.h>

#include "core/camera/camera_projection.h"
#include "core/demo/aist_writer.h"
#include "core/models/clip_image.h"
#include "core/project/catalog.h"
#include "core/project/import.h"
#include "core/project/pose_store.h"
#include "core/video/video_writer.h"

namespace solopose::testing {

namespace fs = std::filesystem;

namespace {

constexpr double fps = 60;
constexpr std::array<std::size_t, 2> filmed_cameras = {0, 2};

std::vector<demo::Take> takes() {
  std::vector<demo::Take> all;
  int number = 0;
  for (const char* subject : {"d04", "d08", "d16"}) {
    for (int k = 0; k < 2; ++k, ++number) {
      demo::Performance performance;
      performance.motion = k == 0 ? demo::Motion::walk : demo::Motion::wave;
      performance.frames_per_second = fps;
      performance.frames = SampleProject::frames;
      performance.heading_deg = 50.0 * number;
      performance.body.stature_mm = 1650 + 40 * number;
      all.push_back(
          {subject, fmt::format("gWA_sBM_cAll_{}_mWA{}_ch01", subject, k), demo::perform(performance)});
    }
  }
  for (demo::Take& take : all) {
    if (take.name == SampleProject::take_without_hip)
      demo::lose_part(take.recording, demo::Part::left_hip, 20, 10);
  }
  return all;
}

void draw_marker(Image& image, const Eigen::Vector2d& centre, const Marker& marker) {
  constexpr double radius = 5;
  const auto reach = [](double middle, int most) {
    return std::pair(std::max(0, static_cast<int>(middle - radius)),
                     std::min(most, static_cast<int>(middle + radius) + 2));
  };
  const auto [top, bottom] = reach(centre.y(), image.height);
  const auto [left, right] = reach(centre.x(), image.width);
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      if ((Eigen::Vector2d(x, y) - centre).norm() > radius) continue;
      for (std::size_t c = 0; c < 3; ++c)
        image.row(y)[x * 3 + static_cast<int>(c)] = marker.colour[c] != 0 ? 255 : 0;
    }
  }
}

void write_film(const fs::path& file, const SequenceRecord& sequence, const std::vector<float>& poses,
                std::size_t camera_number, int frames, double rate) {
  const Camera camera =
      camera_for_size(sequence.cameras.at(camera_number), SampleProject::width, SampleProject::height);
  fs::create_directories(file.parent_path());
  VideoWriter writer(file, {.width = SampleProject::width,
                            .height = SampleProject::height,
                            .fps = rate,
                            .quality = 12,
                            .encoders = {"libx264", "libopenh264", "mpeg4"}});
  for (int frame = 0; frame < frames; ++frame) {
    Image image(SampleProject::width, SampleProject::height, PixelLayout::rgb24);
    std::ranges::fill(image.bytes, std::uint8_t{40});
    for (const Marker& marker : markers) {
      const float* at = poses.data() + (frame * joint_count + index_of(marker.joint)) * 3;
      const Eigen::Vector3d point(at[0], at[1], at[2]);
      draw_marker(image, project_to_pixel(camera, camera_from_world(camera, point)), marker);
    }
    writer.write(image);
  }
  writer.finish();
}

/// Filmed once; every test gets a copy.
struct FilmedProject {
  TemporaryFolder scratch;
  fs::path folder = scratch / "project";

  FilmedProject() {
    const fs::path source = folder / "sources";
    Project project = Project::create(folder);
    demo::write_aist(source, takes());
    import_files(project,
                 {.format = "aist", .paths = {source}, .dataset = SampleProject::dataset, .read = {}}, {});
    for (const SequenceRecord& sequence : project.catalog().sequences) {
      const std::vector<float> poses = PoseStore(folder).poses_mm(sequence);
      for (const std::size_t camera : filmed_cameras) {
        write_film(folder / sequence.videos.at(camera), sequence, poses, camera, SampleProject::frames, fps);
      }
    }
  }
};

}  // namespace

SampleProject::SampleProject() {
  static const FilmedProject filmed;
  fs::copy(filmed.folder, folder_, fs::copy_options::recursive);
}

fs::path SampleProject::film(const std::string& take, const std::string& camera) const {
  const Catalog catalog = open().catalog();
  for (const SequenceRecord& sequence : catalog.sequences) {
    if (sequence.take != take) continue;
    for (std::size_t i = 0; i < sequence.cameras.size(); ++i) {
      if (sequence.cameras[i].name == camera) return folder_ / sequence.videos[i];
    }
  }
  throw Error("no film of " + take);
}

void SampleProject::film_again(const std::string& take, const std::string& camera, int film_frames,
                               double rate) const {
  const Catalog catalog = open().catalog();
  const fs::path file = film(take, camera);
  for (const SequenceRecord& sequence : catalog.sequences) {
    for (std::size_t i = 0; i < sequence.videos.size(); ++i) {
      if (folder_ / sequence.videos[i] != file) continue;
      write_film(file, sequence, PoseStore(folder_).poses_mm(sequence), i, film_frames, rate);
    }
  }
}

DataOptions SampleProject::data_options() {
  DataOptions options;
  options.clips.length = 20;
  options.clips.step = 10;
  options.clip_frames = 4;
  return options;
}

std::optional<Eigen::Vector2d> marker_in(std::span<const float> pixels, int size, const Marker& marker) {
  const auto area = static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
  const auto value = [&](std::size_t channel, std::size_t at) {
    return (pixels[channel * area + at] * clip_std[channel] + clip_mean[channel]) * 255;
  };
  Eigen::Vector2d sum = Eigen::Vector2d::Zero();
  double weights = 0;
  bool cut_off = false;
  for (std::size_t at = 0; at < area; ++at) {
    double on = 0, off = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      if (marker.colour[c] != 0)
        on = value(c, at);
      else
        off = std::max<double>(off, value(c, at));
    }
    const double weight = std::max(0.0, on - off - 30);
    if (weight == 0) continue;
    const int x = static_cast<int>(at) % size, y = static_cast<int>(at) / size;
    cut_off = cut_off || x == 0 || y == 0 || x == size - 1 || y == size - 1;
    sum += weight * Eigen::Vector2d(x + 0.5, y + 0.5) / size;
    weights += weight;
  }
  if (cut_off || weights < 200) return std::nullopt;
  return sum / weights;
}

}  // namespace solopose::testing

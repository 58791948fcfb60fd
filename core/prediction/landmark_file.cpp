#include "core/prediction/landmark_file.h"

#include <array>
#include <limits>
#include <string>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file_writer.h"
#include "core/files/npz.h"
#include "core/skeleton/joint_set.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr double metres_per_mm = 0.001;

const std::vector<std::string>& landmark_names() { return joint_set_named("mediapipe33")->joints; }

/// (frames, 33, 4)
template <typename Place>
std::vector<double> table_of(const LandmarkFilm& film, Place place) {
  std::vector<double> values;
  for (const auto& body : film) {
    for (std::size_t i = 0; i < landmark_count; ++i) {
      if (!body) {
        values.insert(values.end(), 4, std::numeric_limits<double>::quiet_NaN());
        continue;
      }
      const Eigen::Vector3d at = place(*body, i);
      values.insert(values.end(), {at.x(), at.y(), at.z(), body->visibility[i]});
    }
  }
  return values;
}

void write_npz(const fs::path& file, const LandmarkTable& table) {
  const auto frames = static_cast<std::uint64_t>(table.film.size());
  const auto pixels =
      table_of(table.film, [](const BodyLandmarks& body, std::size_t i) { return body.picture_px[i]; });
  const auto metres = table_of(table.film, [](const BodyLandmarks& body, std::size_t i) {
    return Eigen::Vector3d(metres_per_mm * body.world_mm[i]);
  });
  const auto first = static_cast<double>(table.first);
  NpzWriter npz(file);
  npz.add<double>("landmarks_px", pixels, {frames, landmark_count, 4});
  npz.add<double>("landmarks_m", metres, {frames, landmark_count, 4});
  npz.add("names", landmark_names());
  npz.add<std::uint8_t>("exchanged", table.exchanged, {frames});
  npz.add<double>("fps", std::span(&table.frames_per_second, 1), {1});
  npz.add<double>("first_frame", std::span(&first, 1), {1});
  npz.finish();
}

void write_csv(const fs::path& file, const LandmarkTable& table) {
  AtomicFile destination(file);
  FileWriter out(destination);
  out.print("frame,landmark,x_px,y_px,z_px,x_m,y_m,z_m,visibility\n");
  std::int64_t frame = table.first;
  for (const auto& body : table.film) {
    for (std::size_t i = 0; body && i < landmark_count; ++i) {
      const Eigen::Vector3d& pixel = body->picture_px[i];
      const Eigen::Vector3d metre = metres_per_mm * body->world_mm[i];
      out.print("{},{},{:.3f},{:.3f},{:.3f},{:.5f},{:.5f},{:.5f},{:.4f}\n", frame, landmark_names()[i],
                pixel.x(), pixel.y(), pixel.z(), metre.x(), metre.y(), metre.z(), body->visibility[i]);
    }
    ++frame;
  }
  out.close();
  destination.commit();
}

}  // namespace

void require_landmark_ending(const fs::path& file) {
  if (file.extension() != ".npz" && file.extension() != ".csv")
    throw Error(fmt::format("{}: landmarks are written as .npz or .csv", file.string()));
}

void write_landmarks(const fs::path& file, const LandmarkTable& table) {
  require_landmark_ending(file);
  if (file.extension() == ".npz")
    write_npz(file, table);
  else
    write_csv(file, table);
}

}  // namespace solopose

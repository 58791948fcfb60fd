#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/camera/camera.h"
#include "core/project/ids.h"

namespace solopose {

struct Catalog;
struct SequenceRecord;

/// A video that shows a track, as the catalog lists it. Training, playback, heat maps and every verb go by
/// these.
struct SequenceVideo {
  SequenceId sequence = 0;       ///< whose poses are seen in it
  std::string stored_name;       ///< as the catalog has it: relative to the project where inside it
  std::filesystem::path file;    ///< where that is; of numbered pictures ("img_%06d.jpg") their folder
  std::string camera_name;       ///< for people, held-out cameras and reports
  std::optional<Camera> camera;  ///< as calibrated, for a size that may not be the video's own

  bool is_there() const;
};

/// The videos of a track, in the catalog's order. They have cameras where the track has one for each of them.
std::vector<SequenceVideo> videos_of(const SequenceRecord& track,
                                     const std::filesystem::path& project_folder);
/// A track's own, then those of the other views of its take. Empty when the catalog does not have the track.
std::vector<SequenceVideo> videos_of_take(const Catalog& catalog, SequenceId track,
                                          const std::filesystem::path& project_folder);
/// Which one of a track's videos somebody means: the file, the folder of its pictures, or their pattern.
/// @throws Error that lists them when it is none of them.
SequenceVideo video_named(const SequenceRecord& track, const std::filesystem::path& project_folder,
                          const std::filesystem::path& video);
/// What the sequences in use of a dataset can be seen in.
struct DatasetVideos {
  std::string dataset;
  std::int64_t listed = 0;          ///< videos that its files name
  std::int64_t absent = 0;          ///< not in their place
  std::int64_t without_camera = 0;  ///< there, but nobody can say where in the picture the person is
  std::string first_absent;         ///< as the catalog has it

  std::int64_t usable() const { return listed - absent - without_camera; }
};
/// Every dataset, in the catalog's order. Asks the disk for each video.
std::vector<DatasetVideos> videos_by_dataset(const Catalog& catalog,
                                             const std::filesystem::path& project_folder);
/// Names of the cameras behind the videos of sequences in use, sorted.
std::vector<std::string> camera_names(const Catalog& catalog);

/// Frames a second of a video that shows a track, for comparing with the track's: 0 = unknown. Pictures know
/// no time: they belong to the track's frames by their numbers.
double clock_of_video(const std::filesystem::path& video, double frames_per_second);
/// Says why a video's frames do not belong to a track's by their numbers; empty where they do: both run by
/// one clock, or one of the rates is unknown.
std::string clock_trouble(const SequenceRecord& track, const std::filesystem::path& video,
                          double frames_per_second);

}  // namespace solopose

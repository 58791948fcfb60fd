#include "tests/core/quality/real_motion.h"

#include <algorithm>
#include <filesystem>

#include "core/formats/reader.h"
#include "core/skeleton/pose_rows.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

void add_file(const fs::path& file, const std::string& dataset, std::vector<Recording>& all) {
  const Reader* reader = reader_for(file);
  if (reader == nullptr || reader->name == "table") {
    const fs::path ending = file.extension();
    EXPECT_FALSE(ending == ".pkl" || ending == ".bvh" || ending == ".trc")
        << file << " has no reader of its own";
    return;
  }
  const auto take = [&](Sequence&& sequence) {
    Recording& one = all.emplace_back();
    one.poses_mm = to_canonical(*sequence.joints, sequence.positions_mm);
    one.record.subject = sequence.subject;
    one.record.take = file.stem().string();
    one.record.view = sequence.view;
    one.record.name = dataset + '/' + sequence.subject + '/' + one.record.take + '/' + sequence.view;
    one.record.frames = frames_of(one.poses_mm);
    one.record.frames_per_second = sequence.frames_per_second;
    one.record.up = sequence.up;
    one.record.joints = sequence.joints;
  };
  reader->read(file, {.frames_per_second = {}, .millimetres_per_unit = {}, .up = {}, .mapping = {}}, take,
               [](const std::string&) {}, {});
}

std::vector<Recording> read_all() {
  std::vector<Recording> all;
  if (shared_data().empty()) return all;
  DatasetId dataset = 0;
  for (const std::string folder : {"aistpp/keypoints3d", "cmu/bvh", "pose2sim/pose-3d", "bvh"}) {
    const std::size_t before = all.size();
    for (const fs::path& file : files_below(shared_data() / folder)) add_file(file, folder, all);
    ++dataset;
    for (std::size_t i = before; i < all.size(); ++i) {
      all[i].record.id = static_cast<SequenceId>(i) + 1;
      all[i].record.dataset = dataset;
    }
  }
  return all;
}

}  // namespace

const std::vector<Recording>& real_motion() {
  static const std::vector<Recording> all = read_all();
  return all;
}

std::vector<Recording> thinned(const std::vector<Recording>& recordings, std::int64_t every) {
  std::vector<Recording> all = recordings;
  for (Recording& one : all) {
    std::vector<float> kept;
    for (std::int64_t f = 0; f < one.frames(); f += every) {
      const auto pose = pose_at(one.poses_mm, f);
      kept.insert(kept.end(), pose.begin(), pose.end());
    }
    one.poses_mm = std::move(kept);
    one.record.frames = frames_of(one.poses_mm);
    one.record.frames_per_second /= static_cast<double>(every);
  }
  return all;
}

Recording recording_of(std::string name, std::vector<float> poses_mm, double frames_per_second,
                       std::optional<Eigen::Vector3d> up) {
  Recording one;
  one.record.id = 1;
  one.record.dataset = 1;
  one.record.subject = "somebody";
  one.record.name = std::move(name);
  one.record.frames = frames_of(poses_mm);
  one.record.frames_per_second = frames_per_second;
  one.record.up = up;
  one.poses_mm = std::move(poses_mm);
  return one;
}

Inspection::Inspection(std::vector<Recording> recordings) : recordings_(std::move(recordings)) {
  Catalog catalog;
  std::map<SequenceId, TrackNorms> norms;
  for (const Recording& one : recordings_) {
    catalog.sequences.push_back(one.record);
    std::vector<float> sample;
    for (const FrameRun& run : norm_sample(one.frames())) {
      const auto begin = one.poses_mm.begin() + run.first * pose_floats;
      sample.insert(sample.end(), begin, begin + run.frames() * pose_floats);
    }
    norms[one.record.id] = track_norms(sample, frames_per_second_of(one.record), one.record.up);
  }
  population_ = population_of(catalog, std::move(norms));
  features_.reserve(recordings_.size());
  for (const Recording& one : recordings_) {
    const TrackNorms& own = population_.tracks.at(one.record.id);
    features_.push_back(track_features(one.poses_mm, own.sides()));
    tracks_.push_back({.record = one.record,
                       .poses_mm = one.poses_mm,
                       .frames_per_second = frames_per_second_of(one.record),
                       .features = features_.back(),
                       .norms = own,
                       .population = population_});
  }
}

TrackScores Inspection::scores(std::string_view detector, std::size_t i) const {
  return detector_named(detector)->scores(tracks_[i]);
}

std::vector<Finding> Inspection::findings(std::string_view detector, std::size_t i) const {
  const Detector& one = *detector_named(detector);
  return findings_of(tracks_[i], one, one.scores(tracks_[i]), one.default_threshold(),
                     {0, recordings_[i].frames()});
}

}  // namespace solopose::testing

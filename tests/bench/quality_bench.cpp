// What looking for doubtful frames costs, as JSON: the analysis of a project against reading the same poses,
// and frames per second of the processor for each detector alone, on made-up tracks.
//   build/bin/quality_bench [FRAMES]     1 000 000 unless told otherwise

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <nlohmann/json.hpp>

#include "core/augmotion/synthetic_people.h"
#include "core/augmotion/synthetic_project.h"
#include "core/base/measure.h"
#include "core/base/parallel.h"
#include "core/base/pending_folder.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/quality/analysis.h"
#include "core/quality/detector.h"

namespace {

using namespace solopose;
using Json = nlohmann::ordered_json;

constexpr std::int64_t track_frames = 4000;

struct Cost {
  double seconds = 0;
  double cpu_seconds = 0;
};

template <typename Work>
Cost cost_of(const Work& work) {
  const std::clock_t start = std::clock();
  Cost cost;
  cost.seconds = seconds_of(work);
  cost.cpu_seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  return cost;
}

Json of_project(std::int64_t frames) {
  const auto parent = std::filesystem::temp_directory_path();
  const PendingFolder folder(parent, parent);
  const Project project = synthetic_project(folder.path() / "project", frames, track_frames, {});
  const Catalog catalog = project.catalog();
  const Cost reading = cost_of([&] {
    const PoseStore store(project.folder());
    parallel_for(static_cast<std::int64_t>(catalog.sequences.size()),
                 [&](std::int64_t i) { store.poses_mm(catalog.sequences[static_cast<std::size_t>(i)]); });
  });
  reset_peak_rss();
  QualityReport report;
  const Cost analysis = cost_of([&] { report = analyse_quality(project, catalog, {}, {}); });
  const auto all = static_cast<double>(frames);
  return {{"frames", frames},
          {"threads", thread_count()},
          {"findings", report.findings.size()},
          {"seconds", analysis.seconds},
          {"cpu_seconds", analysis.cpu_seconds},
          {"frames_per_cpu_second", all / analysis.cpu_seconds},
          {"ratio_to_reading", analysis.cpu_seconds / reading.cpu_seconds},
          {"peak_rss_mb", peak_rss_mb()}};
}

/// From memory, on one thread.
Json of_parts() {
  constexpr int rounds = 10;
  SyntheticTrack made = synthetic_track(track_frames, 1);
  const std::vector<float> poses = to_canonical(*synthetic_joints(), made.positions_mm);
  SequenceRecord record;
  record.id = 1;
  record.frames = track_frames;
  record.up = made.up;
  const auto per_second = [&](const auto& work) {
    const double seconds = cost_of([&] {
                             for (int round = 0; round < rounds; ++round) work();
                           }).cpu_seconds;
    return static_cast<double>(rounds * track_frames) / seconds;
  };
  Json parts;
  TrackNorms norms;
  parts["norms"] = per_second([&] { norms = track_norms(poses, 50, made.up); });
  TrackFeatures features;
  parts["features"] = per_second([&] { features = track_features(poses, norms.sides()); });
  Catalog catalog;
  catalog.sequences.push_back(record);
  const Population population = population_of(catalog, {{1, norms}});
  const InspectedTrack track{.record = record,
                             .poses_mm = poses,
                             .frames_per_second = 50,
                             .features = features,
                             .norms = norms,
                             .population = population};
  for (const auto& detector : detectors())
    parts[std::string(detector->name())] = per_second([&] { detector->scores(track); });
  return parts;
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t frames = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
  const Json result = {{"project", of_project(frames)}, {"frames_per_cpu_second_of", of_parts()}};
  std::printf("%s\n", result.dump(2).c_str());
  return 0;
}

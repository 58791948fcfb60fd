#include "core/quality/population.h"

#include <cmath>

#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/project/repair.h"

namespace solopose {
namespace {

/// As readers call whom a file does not name: any number of people.
constexpr std::string_view nobody_in_particular = "unknown";

/// Joint sets place joints differently on the same body, so each has lengths of its own.
Population::SubjectKey subject_of(const SequenceRecord& track) {
  return {track.dataset, track.subject, track.joints == nullptr ? "" : track.joints->name};
}

void gather_bones(const Catalog& catalog, Population& population) {
  std::map<Population::SubjectKey, std::array<std::vector<float>, bone_count>> takes;
  for (const SequenceRecord& track : catalog.sequences) {
    if (track.subject == nobody_in_particular) continue;
    for (std::size_t b = 0; b < bone_count; ++b)
      takes[subject_of(track)][b].push_back(population.tracks.at(track.id).bone_mm[b].median);
  }
  for (auto& [subject, lengths] : takes) {
    for (std::size_t b = 0; b < bone_count; ++b)
      population.subject_bone_mm[subject][b] = quantile(lengths[b], 0.5);
  }
}

void count_sides(const Catalog& catalog, Population& population) {
  for (const SequenceRecord& track : catalog.sequences) {
    const auto [legs, arms] = population.tracks.at(track.id).exchanged();
    const float exchanged = std::fmax(legs, arms);
    if (std::isnan(exchanged)) continue;
    Population::SideCount& count = population.sides[track.dataset];
    ++count.tracks;
    if (exchanged > 0) ++count.exchanged;
  }
}

/// The mixture is fitted to so many rows at most: what it costs does not grow with the project.
constexpr std::size_t most_rows = 6000;

std::vector<float> rows_of_all(const Catalog& catalog, const Population& population) {
  std::size_t rows = 0;
  for (const auto& [id, norms] : population.tracks) rows += norms.pose_sample.size() / pose_number_count;
  const std::size_t stride = rows / most_rows + 1;
  std::vector<float> chosen;
  std::size_t row = 0;
  for (const SequenceRecord& track : catalog.sequences) {
    const std::vector<float>& sample = population.tracks.at(track.id).pose_sample;
    for (std::size_t at = 0; at < sample.size(); at += pose_number_count) {
      if (row++ % stride != 0) continue;
      const auto begin = sample.begin() + static_cast<std::ptrdiff_t>(at);
      chosen.insert(chosen.end(), begin, begin + pose_number_count);
    }
  }
  return chosen;
}

/// Mending some frames must not make others unusual, so what is usual is learnt from them as they came; what
/// was done to most of a track is how it is.
SequenceRecord as_it_came(SequenceRecord track) {
  std::erase_if(track.repairs,
                [&](const RepairPtr& repair) { return repair->frames().frames() * 2 < track.frames; });
  return track;
}

std::vector<float> sampled_poses(const PoseStore& store, const SequenceRecord& repaired) {
  const SequenceRecord track = as_it_came(repaired);
  std::vector<float> poses;
  for (const FrameRun& run : norm_sample(track.frames)) {
    const std::vector<float> part = store.poses_mm(track, run.first, run.frames());
    poses.insert(poses.end(), part.begin(), part.end());
  }
  return poses;
}

}  // namespace

const std::array<float, bone_count>* Population::bones_of(const SequenceRecord& track) const {
  const auto found = subject_bone_mm.find(subject_of(track));
  return found == subject_bone_mm.end() ? nullptr : &found->second;
}

double frames_per_second_of(const SequenceRecord& track) {
  return track.frames_per_second > 0 ? track.frames_per_second : assumed_frames_per_second;
}

Population population_of(const Catalog& catalog, std::map<SequenceId, TrackNorms> norms) {
  Population population;
  population.tracks = std::move(norms);
  gather_bones(catalog, population);
  count_sides(catalog, population);
  std::vector<float> heights;
  for (const auto& [id, track] : population.tracks) heights.push_back(track.height_mm);
  const float height = quantile(heights, 0.5);
  if (height > 0) population.height_mm = height;
  population.poses = PoseMixture(rows_of_all(catalog, population));
  for (auto& [id, track] : population.tracks) track.pose_sample = {};
  return population;
}

Population read_population(const PoseStore& store, const Catalog& catalog, const JobContext& context) {
  const auto count = static_cast<std::int64_t>(catalog.sequences.size());
  ProgressMeter meter(context, "sequences", count);
  meter.begin("Learning what is usual");
  std::vector<TrackNorms> norms(catalog.sequences.size());
  parallel_for(count, [&](std::int64_t i) {
    const SequenceRecord& track = catalog.sequences[static_cast<std::size_t>(i)];
    norms[static_cast<std::size_t>(i)] =
        track_norms(sampled_poses(store, track), frames_per_second_of(track), track.up);
    meter.add(1);
  });
  std::map<SequenceId, TrackNorms> by_id;
  for (std::size_t i = 0; i < norms.size(); ++i) by_id[catalog.sequences[i].id] = std::move(norms[i]);
  return population_of(catalog, std::move(by_id));
}

}  // namespace solopose

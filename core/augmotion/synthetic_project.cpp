#include "core/augmotion/synthetic_project.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/augmotion/synthetic_people.h"
#include "core/project/staged_import.h"

namespace solopose {

Project synthetic_project(const std::filesystem::path& folder, std::int64_t frames,
                          std::int64_t frames_per_track, const JobContext& context) {
  Project project = Project::create(folder);
  StagedImport staged(project, {.dataset = "Synthetic", .format = "table"});
  for (std::int64_t done = 0; done < frames; done += frames_per_track) {
    context.throw_if_stopped();
    context.report({"Making tracks", done, frames, "frames"});
    const auto number = static_cast<std::uint64_t>(done / frames_per_track);
    SyntheticTrack track = synthetic_track(std::min(frames_per_track, frames - done), number);
    Sequence sequence;
    sequence.subject = fmt::format("S{}", number % 20);
    sequence.take = fmt::format("take{:05}", number);
    sequence.view = "world";
    sequence.frames_per_second = 50;
    sequence.joints = synthetic_joints();
    sequence.positions_mm = std::move(track.positions_mm);
    sequence.up = track.up;
    staged.add(sequence);
  }
  staged.commit(project);
  return project;
}

}  // namespace solopose

#pragma once

#include <cstdint>
#include <filesystem>

#include "core/base/job.h"
#include "core/project/project.h"

namespace solopose {

/// A project of made-up tracks (synthetic_people.h), for benchmarks: one dataset of so many frames in all, 50
/// a second, twenty subjects. @throws as Project::create and StagedImport do; Cancelled.
Project synthetic_project(const std::filesystem::path& folder, std::int64_t frames,
                          std::int64_t frames_per_track, const JobContext& context);

}  // namespace solopose

#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/demo/recording.h"
#include "core/formats/reader.h"

namespace solopose::demo {

/// The tracks an ordinary reader makes of a file. Remarks fail the test.
std::vector<Sequence> tracks_of(std::string_view format, const std::filesystem::path& file,
                                const ReadOptions& options = {});

/// The worst distance in mm between a track's joints and the recording's parts after the rigid motion that
/// fits them best; also fails the test when a joint is missing in one of the two only.
double worst_misfit_mm(const Sequence& track, const Recording& recording, std::span<const Part> parts);

}  // namespace solopose::demo

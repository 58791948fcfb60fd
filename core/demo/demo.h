#pragma once

#include <array>
#include <cstdint>
#include <filesystem>

#include "core/base/job.h"
#include "core/options/option_visitor.h"

namespace solopose {

/// Which cameras film the demo's people. few: some views of each dataset's first takes, so that there is
/// something to play. all: every camera of every take, and a larger cast to train on: minutes.
enum class DemoFilms : std::uint8_t { none, few, all };
constexpr auto named_values(DemoFilms) {
  return std::array{NamedValue{DemoFilms::none, "none"}, NamedValue{DemoFilms::few, "few"},
                    NamedValue{DemoFilms::all, "all"}};
}

struct DemoOptions {
  DemoFilms films = DemoFilms::few;
};
void describe(OptionVisitor& visitor, DemoOptions& options);

/// Make a project with four small datasets of moving people: synthesised from joint angles, written in the
/// real file formats, units, axes and joint orders of AIST++, Human3.6M, MPI-INF-3DHP and MADS under
/// DIR/sources, imported through the ordinary readers, aligned. Some carry faults a real set has, one for
/// each detector of core/quality (core/demo/faults.h lists them); one has extrinsics that are off. Films show
/// people as they moved: not the faults; of a few there is what a made-up model says of them. DIR, a new or
/// empty folder, appears whole or not at all.
/// @throws Error when DIR holds something; Cancelled.
void make_demo_project(const std::filesystem::path& folder, const JobContext& context,
                       const DemoOptions& options = {});

}  // namespace solopose

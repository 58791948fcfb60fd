#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/formats/joint_names.h"
#include "core/formats/reader.h"

namespace solopose {

/// One of several people whose markers one file names apart: "Bob:Hip", "Eve:Hip"; "Hip_1", "Hip_2".
struct MarkerPerson {
  std::string name;              ///< what the marker names share, or "performer 1"
  NamedJoints named;             ///< without it
  std::vector<float> positions;  ///< (frames, own markers, 3)
};

/// The people of a file with these markers: two at least, whose names each tell a body, and who are not in
/// the same place (a marker set and the joint centres made of it are one person). Empty for a file of one.
/// Markers of nobody are left out with a remark. positions: (frames, markers, 3), any unit.
std::vector<MarkerPerson> marker_people(const std::filesystem::path& file, std::string_view kind,
                                        const std::vector<std::string>& names,
                                        std::span<const float> positions, const RemarkSink& remark);

/// A track each for the people of a marker file, in the file's own unit and axes.
struct MarkerTracks {
  std::vector<Sequence> tracks;  ///< positions in the file's unit, no up axis yet
  std::vector<float> poses;      ///< guessable_poses of all: one file has one unit and one up axis
};

/// Those people, or the only one of the file, who is "unknown"; by their mapping where the options have one.
/// Each track is `common` with its subject, joints and positions. Markers whose names tell nobody's body are
/// one marker cloud (marker_cloud.h). @throws FormatError for a mapping that does not fit.
MarkerTracks tracks_of_markers(const Sequence& common, const ReadOptions& options, std::string_view kind,
                               const std::vector<std::string>& names, std::vector<float>&& positions,
                               const RemarkSink& remark);

}  // namespace solopose

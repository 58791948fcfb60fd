#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/formats/reader.h"
#include "core/formats/rig.h"
#include "core/skeleton/joint_set.h"

namespace solopose {

/// Where joint mappings are kept for the next file of their rig: solopose/joint-mappings in
/// $XDG_CONFIG_HOME, or ~/.config. Empty without a home.
std::filesystem::path remembered_mappings_folder();

/// That folder as ReadOptions::mapping; empty while there is none.
std::filesystem::path remembered_mappings();

/// A joint-mapping file's text: the joints that `set` takes the canonical ones from, by their names, so that
/// their order in a file does not matter.
std::string mapping_text(const JointSet& set);

/// The place of a rig's mapping: a rig is known by the names of its joints, in any order. Nothing need be
/// there.
std::filesystem::path remembered_mapping_file(const std::filesystem::path& folder,
                                              std::vector<std::string> joints);

/// Write it there. @throws Error naming the file.
void remember_mapping(const std::filesystem::path& folder, const JointSet& set);

/// What is remembered of a rig; nothing when there is none or its file is damaged.
std::optional<JointSet> recall_mapping(const std::filesystem::path& folder, const Rig& rig);

/// Delete all of them. A folder without any does no harm.
void forget_mappings(const std::filesystem::path& folder);

/// For one file: options whose `mapping` is a folder of remembered mappings get the one for the file's rig
/// instead, which is remarked, or none. A project may come from where there was such a folder. What is wrong
/// with the file is left to its reader to say.
ReadOptions with_remembered_mapping(const std::filesystem::path& file, ReadOptions options,
                                    const RemarkSink& remark, const JobContext& context);

}  // namespace solopose

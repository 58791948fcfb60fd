#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/project/ids.h"

namespace solopose {

class Project;
struct Catalog;

/// The videos of a sequence by their stored names, in the catalog's order.
struct SequenceVideoNames {
  SequenceId sequence = 0;
  std::vector<std::string> videos;

  bool operator==(const SequenceVideoNames&) const = default;
};

/// Where videos are that are not where the catalog has them.
struct Relinking {
  struct Found {
    std::string sequence;  ///< dataset/subject/take/view
    std::string before;    ///< as the catalog has it
    std::string after;
  };
  struct NotFound {
    std::string sequence;
    std::string video;
    std::string reason;  ///< "no file of that name", or which several there are
  };
  std::vector<Found> found;
  std::vector<NotFound> not_found;
  std::vector<SequenceVideoNames> changes;  ///< for Project::set_videos
};

/// Look in a folder for the videos that are missing: by the file's name, of pictures by their folder's; of
/// several the one whose folders above are named as before. Changes nothing. @throws Error for a folder that
/// is not there, Cancelled.
Relinking find_moved_videos(const Catalog& catalog, const std::filesystem::path& project_folder,
                            const std::filesystem::path& folder, const JobContext& context);

/// The videos of sequences in use that are not there, each once, as the catalog has them.
std::vector<std::string> missing_videos(const Catalog& catalog, const std::filesystem::path& project_folder);
/// How many videos sequences in use name, there or not.
std::size_t named_videos(const Catalog& catalog);

}  // namespace solopose

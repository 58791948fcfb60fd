#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// Files that a folder holds and a reader neither takes nor looks into: one of these for each kind.
struct UnreadFiles {
  std::filesystem::path folder;  ///< the one that was asked for
  std::string ending;            ///< ".jpg", lower case; empty: none
  std::string reason;            ///< "pictures, not motion"
  std::int64_t count = 0;
  std::filesystem::path example;  ///< the first of them

  /// "17 files .jpg in FOLDER: pictures, not motion"
  std::string sentence() const;
};

/// What was found for a reader.
struct FoundFiles {
  /// Something that a reader could have wanted and nobody can read: a FIFO, a broken link, a closed folder.
  struct Unusable {
    std::filesystem::path path;
    std::string reason;  ///< names the path
  };
  std::vector<std::filesystem::path> files;  ///< sorted, each once
  std::vector<Unusable> unusable;            ///< sorted
  std::vector<UnreadFiles> unread;           ///< sorted by folder, ending and reason
};

/// The files a reader takes among `paths`: files as they are (also unrecognised ones: reading reports why),
/// folders searched for what it recognises, see FolderWalk. Nothing but regular files is ever opened.
/// @throws Error naming a path that does not exist; Cancelled.
FoundFiles files_for(const Reader& reader, std::span<const std::filesystem::path> paths,
                     const JobContext& context);

}  // namespace solopose

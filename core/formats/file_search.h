#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// Files that a folder holds and a reader neither takes nor looks into beside what it takes: one of these for
/// each kind.
struct UnreadFiles {
  std::filesystem::path folder;  ///< the one that was asked for
  std::string ending;            ///< ".jpg", lower case; empty: none
  std::string reason;            ///< "pictures, not motion"
  std::int64_t count = 0;
  std::filesystem::path example;  ///< the first of them
  /// All of them, or the first thousand; none of pictures and films, of which there may be millions.
  std::vector<std::filesystem::path> paths;

  struct Part {
    std::int64_t count = 0;
    std::filesystem::path example;
  };
  /// The same by what a track can name as its video: a film itself, the folder of pictures. Empty for others.
  std::map<std::filesystem::path, Part> videos;

  /// "17 files .jpg in FOLDER: pictures, not motion"
  std::string sentence() const;
  /// Each by its path, "FOLDER/notes.txt: no format that is known", while they are few; else the sentence.
  std::vector<std::string> lines() const;
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

/// What was found for all readers together.
struct FoundFormats {
  struct OfReader {
    const Reader* reader = nullptr;
    std::vector<std::filesystem::path> files;  ///< sorted, each once
  };
  std::vector<OfReader> readers;  ///< those that take something, in the order of readers()
  std::vector<FoundFiles::Unusable> unusable;
  std::vector<UnreadFiles> unread;  ///< what no reader takes, and none of those above looks into
};

/// Tell the job, line by line. At most 20 of a kind are told by name.
void note_unread(std::span<const UnreadFiles> unread, const JobContext& context);

/// Take out what turned out to be the video of a track: a film, a folder of pictures, or a pattern of their
/// names. `used`: absolute.
void leave_out_videos(std::vector<UnreadFiles>& unread, std::span<const std::filesystem::path> used);

/// The files a reader takes among `paths`: files as they are (also unrecognised ones: reading reports why),
/// folders searched for what it recognises, see FolderWalk. Nothing but regular files is ever opened.
/// @throws Error naming a path that does not exist; Cancelled.
FoundFiles files_for(const Reader& reader, std::span<const std::filesystem::path> paths,
                     const JobContext& context);

/// The same for every reader, in one walk: each file goes to the one that recognises it (reader_for).
/// @throws as files_for.
FoundFormats formats_of(std::span<const std::filesystem::path> paths, const JobContext& context);

}  // namespace solopose

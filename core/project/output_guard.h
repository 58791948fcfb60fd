#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace solopose {

/// What a job must not write over, beside what nobody ever may (see guard_output).
struct OutputGuard {
  /// A file, or a folder of files, that the job reads; empty = none. `what` is how people call it: "the
  /// video".
  struct Input {
    std::filesystem::path path;
    std::string what;
  };

  std::filesystem::path project = {};  ///< the folder of the one in use; empty where none is
  std::vector<Input> inputs = {};
  /// Of the file that is written, with their dots: only a file of such an ending is taken for an earlier
  /// output and replaced. Empty for a folder.
  std::vector<std::string> endings = {};
};

/// To be called before any work begins, by everything that writes where a person says. Refuses an `out` that
/// would replace
///
/// - what the job reads;
/// - a project's own, also where its database is gone: that one, what lies below poses/, trash/ and cache/,
///   kept predictions;
/// - an imported file or a video of the project in use, or of the project in whose folder `out` lies;
/// - a model, or a file of a training run;
/// - a file of another ending than the output has, or something that is no file;
/// - what is write-protected.
///
/// The same file is known by device and inode, through links of both kinds, relative paths and other
/// spellings. Where nothing is yet, only a project's own places are refused. An earlier output is replaced
/// without a word.
/// @throws Error in one line that names `out` and says what it is.
void guard_output(const std::filesystem::path& out, const OutputGuard& guard);

}  // namespace solopose

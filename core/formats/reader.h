#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/job.h"
#include "core/formats/read_options.h"
#include "core/formats/sequence.h"

namespace solopose {

/// Receives each track as soon as it is read.
using SequenceSink = std::function<void(Sequence&&)>;

/// A remark on a file that was read all the same: a guessed unit, rows beyond the header's count.
using RemarkSink = std::function<void(const std::string& remark)>;

/// One dataset format. Readers treat every file as hostile: sizes are checked before memory is allocated,
/// nothing is executed.
struct Reader {
  std::string_view name;   ///< as on the command line: "aist"
  std::string_view title;  ///< for people: "AIST++"
  /// Cheap test by name and first bytes; never throws.
  bool (*recognises)(const std::filesystem::path& file);
  /// Read one file, emitting its tracks. @throws FormatError, Error; Cancelled through the context.
  void (*read)(const std::filesystem::path& file, const ReadOptions& options, const SequenceSink& sink,
               const RemarkSink& remark, const JobContext& context);
  /// By its name, a file that reading a track beside it looks into (cameras, lists); nullptr: there is none.
  bool (*accompanies)(const std::filesystem::path& file) = nullptr;
};

/// All readers, the most particular first; `table`, which takes any array, last.
std::span<const Reader> readers();

/// @throws Error listing the known names.
const Reader& reader_named(std::string_view name);

/// The reader that recognises a file, or nullptr. `table` is asked last.
const Reader* reader_for(const std::filesystem::path& file);

}  // namespace solopose

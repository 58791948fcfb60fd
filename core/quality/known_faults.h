#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solopose {

struct DatasetRecord;
struct SequenceRecord;

/// Something that is known to be wrong with sequences of a published dataset.
struct KnownFault {
  /// A format's name, or a part of the dataset's name in the project, in capitals or not: "aist", "panoptic".
  std::string dataset;
  /// "subject/take/view" as the dataset's own files name them; * and ? stand for any text and any letter.
  std::vector<std::string> sequences;
  std::optional<std::int64_t> first_frame;  ///< none: the whole sequence
  std::optional<std::int64_t> last_frame;   ///< inclusive
  std::string fault;                        ///< a sentence without a full stop
  std::string source;                       ///< where that can be read

  bool holds_at(std::int64_t frame) const {
    return !first_frame || (frame >= *first_frame && frame <= *last_frame);
  }
  bool concerns(const DatasetRecord& dataset, const SequenceRecord& sequence) const;
};

/// Of resources/known-faults.json: what the datasets' makers and users have published.
const std::vector<KnownFault>& published_faults();

/// Of a text in the same form: {"version": 1, "faults": [{"dataset", "sequences": […], "fault", "source",
/// "first_frame"?, "last_frame"?}]}. `file` is named in messages.
/// @throws FormatError naming the field, what was expected and what was found.
std::vector<KnownFault> known_faults_of(std::string_view json, const std::filesystem::path& file);

/// What is published, and what stands in the project's own known-faults.json where it has one.
/// @throws as above; Error when it cannot be read.
std::vector<KnownFault> known_faults(const std::filesystem::path& project_folder);

}  // namespace solopose

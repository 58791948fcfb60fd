#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/options/option_visitor.h"
#include "core/project/ids.h"
#include "core/project/rejected.h"

namespace solopose {

struct Catalog;

enum class Split : std::uint8_t { train, validation, test, independent };
enum class SplitGroup : std::uint8_t { take, clip, subject, camera };

constexpr auto named_values(Split) {
  return std::array{NamedValue{Split::train, "train"}, NamedValue{Split::validation, "val"},
                    NamedValue{Split::test, "test"}, NamedValue{Split::independent, "independent"}};
}
constexpr auto named_values(SplitGroup) {
  return std::array{NamedValue{SplitGroup::take, "take"}, NamedValue{SplitGroup::clip, "clip"},
                    NamedValue{SplitGroup::subject, "subject"}, NamedValue{SplitGroup::camera, "camera"}};
}

struct ClipOptions {
  int length = 30;  ///< n, frames; the authors' code
  int step = 16;    ///< frames; the paper
  SplitGroup group = SplitGroup::take;
  double train_share = 0.7;
  double validation_share = 0.2;  ///< the rest is test
  std::uint64_t seed = 7;

  /// @throws Error naming the first option out of range.
  void require_valid() const;
  std::string to_json() const;
  /// @throws Error naming a key of wrong type or range.
  static ClipOptions from_json(std::string_view json);
};
void describe(OptionVisitor& visitor, ClipOptions& options);

/// Per sequence of the catalog: its dataset or its subject is an independent test.
std::vector<bool> independent_sequences(const Catalog& catalog);

/// A window of `length` frames of one sequence.
struct Clip {
  std::uint32_t sequence_index = 0;  ///< into Catalog::sequences
  std::uint32_t first_frame = 0;
  Split split = Split::train;
};

/// A clip of which a larger share is rejected is left out.
inline constexpr double most_rejected_share = 0.5;

/// All clips of a project, in catalog order: a function of catalog and options, nothing is stored. A
/// sequence that is excluded or rejected whole has none. Clips that are left out for some rejected frames are
/// drawn with the others, so that such a verdict moves nothing from one split to another. Independent
/// datasets and subjects are marked so; the rest is drawn by group, so that a group never has clips in two
/// splits.
///
/// The draw hits the shares in clips as closely as the groups allow: groups in a seeded order, large before
/// small, each into the split that is least filled against its share; every split with a share gets at
/// least one group as long as there are groups for it. With SplitGroup::clip the shares are exact. A camera
/// is a dataset's view, a subject a dataset's subject.
/// @throws Error when an option is out of range.
std::vector<Clip> list_clips(const Catalog& catalog, const ClipOptions& options,
                             Rejected rejected = Rejected::left_out);

/// Counts per dataset and split, for charts.
struct SplitCount {
  DatasetId dataset = 0;
  Split split = Split::train;
  std::int64_t clips = 0;
  std::int64_t frames = 0;  ///< frames covered by at least one clip of that split
};
/// In the order of the catalog's datasets and of the splits; combinations without clips are left out.
std::vector<SplitCount> count_splits(const Catalog& catalog, const std::vector<Clip>& clips, int length);

}  // namespace solopose

#include "core/augmotion/key_frame_choice.h"

#include <fmt/format.h>

#include "core/augmotion/alignment.h"
#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/project/project.h"

namespace solopose {

void require_free_key_frames(const Catalog& catalog) {
  if (!catalog.alignment) return;
  const auto options = AlignOptions::from_json(catalog.alignment->options_json);
  if (!options.forced_key_frame) return;
  throw Error(
      fmt::format("the alignment uses frame {} of every sequence: align again before choosing key frames",
                  *options.forced_key_frame));
}

void choose_key_frame(Project& project, const Catalog& catalog, SequenceId sequence,
                      std::optional<std::int64_t> frame, const JobContext& context) {
  project.set_key_frame_override(sequence, frame);
  if (!catalog.alignment) return;
  const auto options = AlignOptions::from_json(catalog.alignment->options_json);
  realign(project, options, std::span(&sequence, 1), context);
}

}  // namespace solopose

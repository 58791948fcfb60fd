#pragma once

#include <string>

#include "app/cli/verbs/verbs.h"
#include "core/project/catalog.h"

namespace solopose {

/// Which frames a verb is about, and who says so.
struct JudgedFrames {
  std::string sequence;
  std::string frames;  ///< "A-B" or "A"; empty: all of it
  std::string reviewer;
};

/// --sequence, --frames and --reviewer; `frames` must outlive the parse.
void add_judged_frames(CLI::App& verb, JudgedFrames& frames);

/// @throws Error for frames that the sequence has not.
FrameRun run_of(const JudgedFrames& frames, const SequenceRecord& sequence);

/// Who was named, else who is logged in. @throws Error when nobody knows.
std::string reviewer_of(const JudgedFrames& frames);

}  // namespace solopose

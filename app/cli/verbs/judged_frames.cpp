#include "app/cli/verbs/judged_frames.h"

#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

bool read_run(const std::string& text, FrameRun& run) {
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, run.first);
  if (first.ec != std::errc() || run.first < 0) return false;
  run.last = run.first;
  if (first.ptr == end) return true;
  if (*first.ptr != '-') return false;
  const auto last = std::from_chars(first.ptr + 1, end, run.last);
  return last.ec == std::errc() && last.ptr == end && run.last >= run.first;
}

std::string check_run(const std::string& text) {
  FrameRun run;
  return read_run(text, run) ? "" : "expected frames from 0 on: A-B, or one";
}

}  // namespace

void add_judged_frames(CLI::App& verb, JudgedFrames& frames) {
  verb.add_option("--sequence", frames.sequence, "Of which sequence")->type_name("ID");
  verb.add_option("--frames", frames.frames, "Which of its frames, counted from 0; all without")
      ->type_name("A-B")
      ->check(CLI::Validator(check_run, ""));
  verb.add_option("--reviewer", frames.reviewer, "Who says so; the user's name without")->type_name("NAME");
}

FrameRun run_of(const JudgedFrames& frames, const SequenceRecord& sequence) {
  FrameRun run{0, sequence.frames - 1};
  if (!frames.frames.empty()) read_run(frames.frames, run);
  if (run.last < sequence.frames) return run;
  throw Error(fmt::format("{}: --frames: expected some of 0 to {}, found {}", sequence.name,
                          sequence.frames - 1, frames.frames));
}

std::string reviewer_of(const JudgedFrames& frames) {
  if (!frames.reviewer.empty()) return frames.reviewer;
  const char* const user = std::getenv("USER");
  if (user == nullptr || *user == '\0') throw Error("--reviewer: expected a name, found none");
  return user;
}

}  // namespace solopose

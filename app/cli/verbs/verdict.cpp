#include "core/project/verdict.h"

#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/table.h"
#include "app/cli/verbs/dataset_argument.h"
#include "app/cli/verbs/judged_frames.h"
#include "core/base/counted.h"
#include "core/project/verdict_merge.h"
#include "core/project/verdict_rule.h"

namespace solopose {
namespace {

struct VerdictArguments : VerbArguments {
  JudgedFrames frames;
  std::string word;
  std::string detector;
  std::string note;
  std::vector<std::string> tags;
  std::filesystem::path merge;
  VerdictId taken_back = 0;
  bool list = false;
};

const std::map<std::string, Verdict>& verdict_words() {
  static const std::map<std::string, Verdict> words = {
      {"accept", Verdict::accepted}, {"reject", Verdict::rejected}, {"fix-later", Verdict::fix_later}};
  return words;
}

Json verdict_as_json(const Catalog& catalog, const VerdictRecord& verdict) {
  return {{"id", verdict.id},
          {"sequence", catalog.sequence(verdict.sequence)->name},
          {"first_frame", verdict.first_frame},
          {"last_frame", verdict.last_frame},
          {"detector", verdict.detector},
          {"verdict", name_of(verdict.verdict)},
          {"note", verdict.note},
          {"tags", verdict.tags},
          {"reviewer", verdict.reviewer},
          {"at", verdict.at}};
}

Json list_as_json(const Catalog& catalog, const std::vector<VerdictConflict>& conflicts) {
  Json list = Json::array();
  for (const VerdictRecord& verdict : catalog.verdicts) list.push_back(verdict_as_json(catalog, verdict));
  Json disagreements = Json::array();
  for (const VerdictConflict& conflict : conflicts) {
    disagreements.push_back({{"sequence", catalog.sequence(conflict.sequence)->name},
                             {"first_frame", conflict.frames.first},
                             {"last_frame", conflict.frames.last},
                             {"older", conflict.older},
                             {"newer", conflict.newer}});
  }
  return {{"verdicts", list}, {"conflicts", disagreements}, {"frames_rejected", rejected_frames(catalog)}};
}

std::string list_as_text(const Catalog& catalog, const std::vector<VerdictConflict>& conflicts) {
  Table table({"sequence", "id", "frames", "verdict", "detector", "reviewer", "at", "note"});
  for (const VerdictRecord& verdict : catalog.verdicts) {
    table.add({catalog.sequence(verdict.sequence)->name, fmt::format("{}", verdict.id),
               fmt::format("{}-{}", verdict.first_frame, verdict.last_frame),
               std::string(name_of(verdict.verdict)), verdict.detector, verdict.reviewer, verdict.at,
               verdict.note});
  }
  std::string text = table.text();
  for (const VerdictConflict& conflict : conflicts) {
    text += fmt::format("conflict: {} frames {}-{}: verdicts {} and {}; a newer one over them settles it\n",
                        catalog.sequence(conflict.sequence)->name, conflict.frames.first,
                        conflict.frames.last, conflict.older, conflict.newer);
  }
  return text + fmt::format("{} rejected\n", counted(rejected_frames(catalog), "frame"));
}

void list(const VerdictArguments& arguments, Console& console) {
  const Catalog catalog = Project::open(arguments.folder).catalog();
  const auto conflicts = verdict_conflicts(catalog);
  if (arguments.json) {
    console.print(list_as_json(catalog, conflicts));
  } else {
    console.print(list_as_text(catalog, conflicts));
  }
}

void merge(const VerdictArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  const VerdictMerge merged = merge_verdicts(project, arguments.merge);
  const auto conflicts = std::ssize(verdict_conflicts(project.catalog()));
  for (const std::string& line : merged.left_out) console.say("left out: " + line);
  if (arguments.json) {
    console.print(Json{{"added", merged.added.size()},
                       {"already_here", merged.already_here},
                       {"left_out", merged.left_out},
                       {"conflicts", conflicts}});
    return;
  }
  console.print(fmt::format("{} added, {} here already; {}\n", counted(std::ssize(merged.added), "verdict"),
                            merged.already_here, counted(conflicts, "conflict")));
}

void judge(const VerdictArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  const Catalog catalog = project.catalog();
  const SequenceRecord& sequence = sequence_named(catalog, arguments.folder, arguments.frames.sequence);
  const FrameRun run = run_of(arguments.frames, sequence);
  VerdictRecord verdict;
  verdict.sequence = sequence.id;
  verdict.first_frame = run.first;
  verdict.last_frame = run.last;
  verdict.detector = arguments.detector;
  verdict.verdict = verdict_words().at(arguments.word);
  verdict.note = arguments.note;
  verdict.tags = arguments.tags;
  verdict.reviewer = reviewer_of(arguments.frames);
  const VerdictId id = project.add_verdicts({&verdict, 1}).front();
  const Catalog after = project.catalog();
  const VerdictRecord& kept = *std::ranges::find(after.verdicts, id, &VerdictRecord::id);
  if (arguments.json) {
    console.print(verdict_as_json(after, kept));
    return;
  }
  console.print(fmt::format("{}: frames {}-{} {} by {}, verdict {}; {} rejected\n", sequence.name, run.first,
                            run.last, name_of(kept.verdict), kept.reviewer, kept.id,
                            counted(rejected_frames(after), "frame")));
}

void take_back(const VerdictArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  project.set_verdicts_active({&arguments.taken_back, 1}, false);
  if (arguments.json) {
    console.print(Json{{"taken_back", arguments.taken_back}});
  } else {
    console.print(fmt::format("verdict {} taken back\n", arguments.taken_back));
  }
}

void run_verdict(const VerdictArguments& arguments, Console& console) {
  if (arguments.list) return list(arguments, console);
  if (!arguments.merge.empty()) return merge(arguments, console);
  if (arguments.taken_back > 0) return take_back(arguments, console);
  if (arguments.word.empty() || arguments.frames.sequence.empty())
    throw CLI::ValidationError("verdict",
                               "expected --sequence and a verdict, --list, --merge or --take-back");
  judge(arguments, console);
}

}  // namespace

void add_verdict(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<VerdictArguments>();
  CLI::App* verb = add_project_verb(
      program, "verdict", "Judge frames: rejected ones count as missing in all that is computed", *arguments);
  std::vector<std::string> words;
  for (const auto& [word, verdict] : verdict_words()) words.push_back(word);
  verb->add_option("VERDICT", arguments->word, "What is said of them")->check(CLI::IsMember(words));
  add_judged_frames(*verb, arguments->frames);
  verb->add_option("--detector", arguments->detector,
                   "Whose finding is judged; the frames themselves without")
      ->type_name("NAME");
  verb->add_option("--note", arguments->note, "Why")->type_name("TEXT");
  verb->add_option("--tag", arguments->tags, "May be given several times")->type_name("WORD");
  CLI::Option* listing =
      verb->add_flag("--list", arguments->list, "All verdicts, and where reviewers disagree");
  CLI::Option* merging =
      verb->add_option("--merge", arguments->merge, "Bring another copy's verdicts over, by sequence")
          ->type_name("OTHER")
          ->excludes(listing);
  verb->add_option("--take-back", arguments->taken_back, "Hide the verdict of this number")
      ->type_name("N")
      ->check(CLI::PositiveNumber)
      ->excludes(listing)
      ->excludes(merging);
  verb->callback([arguments, &console] { run_verdict(*arguments, console); });
}

}  // namespace solopose

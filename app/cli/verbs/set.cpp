#include <charconv>
#include <optional>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/verbs/dataset_argument.h"
#include "core/augmotion/key_frame_choice.h"
#include "core/project/catalog.h"

namespace solopose {
namespace {

struct SetArguments : DatasetArguments {
  CLI::Option* name_option = nullptr;
  CLI::Option* independent_option = nullptr;
  CLI::Option* subjects_option = nullptr;
  CLI::Option* sequence_option = nullptr;
  CLI::Option* key_frame_option = nullptr;
  CLI::Option* excluded_option = nullptr;
  std::string name;
  std::string independent;
  std::string independent_subjects;
  std::string sequence;
  std::string key_frame;
  std::string excluded;
};

/// The parts between commas; none of an empty text.
std::vector<std::string> subjects_of(const std::string& text) {
  std::vector<std::string> subjects;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    if (!part.empty()) subjects.push_back(part);
  }
  return subjects;
}

/// @throws Error for one that the dataset has not.
void require_known(const std::vector<std::string>& subjects, const Catalog& catalog,
                   const DatasetRecord& dataset) {
  std::set<std::string> known;
  for (const SequenceRecord& sequence : catalog.sequences) {
    if (sequence.dataset == dataset.id) known.insert(sequence.subject);
  }
  for (const std::string& subject : subjects) {
    if (!known.contains(subject))
      throw Error(fmt::format("subject \"{}\" is not in dataset {}; there are {}", subject, dataset.name,
                              fmt::join(known, ", ")));
  }
}

/// "auto" or a frame from 0.
std::optional<std::int64_t> frame_of(const std::string& text) {
  if (text == "auto") return std::nullopt;
  std::int64_t frame = -1;
  std::from_chars(text.data(), text.data() + text.size(), frame);
  return frame;
}

std::string check_frame(const std::string& text) {
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  return text == "auto" || (digits && text.size() < 16) ? "" : "expected a frame from 0 on, or auto";
}

Json state_as_json(const Catalog& catalog, const SetArguments& arguments, DatasetId id, SequenceId sequence) {
  const DatasetRecord& dataset = *catalog.dataset(id);
  Json report = dataset_as_json(catalog, dataset);
  report["independent"] = dataset.independent_test;
  report["independent_subjects"] = dataset.independent_subjects;
  if (*arguments.sequence_option) {
    const SequenceRecord& record = *catalog.sequence(sequence);
    report["sequence"] = record.name;
    report["key_frame"] = record.key_frame_override ? Json(*record.key_frame_override) : Json("auto");
    report["excluded"] = record.excluded;
  }
  return report;
}

void set_key_frame(Project& project, const SetArguments& arguments, SequenceId sequence,
                   const JobContext& context) {
  const Catalog catalog = project.catalog();
  require_free_key_frames(catalog);
  choose_key_frame(project, catalog, sequence, frame_of(arguments.key_frame), context);
}

void apply(Project& project, const SetArguments& arguments, DatasetId dataset, SequenceId sequence,
           const JobContext& context) {
  project.atomically([&] {
    if (*arguments.key_frame_option) set_key_frame(project, arguments, sequence, context);
    const std::vector<SequenceId> one = {sequence};
    if (*arguments.excluded_option) project.set_excluded(one, arguments.excluded == "on");
    if (*arguments.name_option) project.rename_dataset(dataset, arguments.name);
    if (*arguments.independent_option) project.set_independent_test(dataset, arguments.independent == "on");
    if (*arguments.subjects_option)
      project.set_independent_subjects(dataset, subjects_of(arguments.independent_subjects));
  });
}

void run_set(const SetArguments& arguments, Console& console) {
  if (*arguments.sequence_option && !*arguments.key_frame_option && !*arguments.excluded_option)
    throw CLI::ValidationError("--sequence", "expected --key-frame or --excluded with it");
  Project project = Project::open(arguments.folder);
  const Catalog before = project.catalog();
  const DatasetRecord& dataset = dataset_named(before, arguments.dataset);
  const SequenceId sequence =
      *arguments.sequence_option ? sequence_of(before, dataset, arguments.sequence).id : 0;
  require_known(subjects_of(arguments.independent_subjects), before, dataset);
  apply(project, arguments, dataset.id, sequence, console.job());
  const Catalog after = project.catalog();
  const Json report = state_as_json(after, arguments, dataset.id, sequence);
  if (arguments.json) {
    console.print(report);
    return;
  }
  std::string text;
  for (const auto& [key, value] : report.items())
    text += fmt::format("{}: {}\n", key, value.is_string() ? value.get<std::string>() : value.dump());
  console.print(text);
}

}  // namespace

void add_set(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<SetArguments>();
  CLI::App* verb = add_dataset_verb(
      program, "set", "Change what a project holds of a dataset, or of one of its sequences", *arguments);
  arguments->name_option = verb->add_option("--name", arguments->name, "Another name");
  arguments->independent_option = verb->add_option("--independent", arguments->independent,
                                                   "All of it is an independent test, never trained on")
                                      ->check(CLI::IsMember({"on", "off"}));
  arguments->subjects_option =
      verb->add_option("--independent-subjects", arguments->independent_subjects,
                       "Subjects that are an independent test, separated by commas (\"\": none)")
          ->type_name("S9,S11");
  arguments->sequence_option = verb->add_option("--sequence", arguments->sequence,
                                                "The sequence that --key-frame and --excluded are for")
                                   ->type_name("ID");
  arguments->key_frame_option =
      verb->add_option("--key-frame", arguments->key_frame,
                       "Its key frame, counted from 0, or auto; what is aligned follows at once")
          ->type_name("N|auto")
          ->check(CLI::Validator(check_frame, ""));
  arguments->key_frame_option->needs(arguments->sequence_option);
  arguments->excluded_option =
      verb->add_option("--excluded", arguments->excluded, "It is left out of everything that is computed")
          ->check(CLI::IsMember({"on", "off"}))
          ->needs(arguments->sequence_option);
  verb->callback([arguments, &console] { run_set(*arguments, console); });
}

}  // namespace solopose

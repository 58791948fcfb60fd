#include "core/project/repair.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/option_flags.h"
#include "app/cli/table.h"
#include "app/cli/verbs/dataset_argument.h"
#include "app/cli/verbs/judged_frames.h"
#include "core/base/counted.h"
#include "core/project/pose_store.h"
#include "core/project/repair_makers.h"

namespace solopose {
namespace {

struct RepairArguments : VerbArguments {
  JudgedFrames frames;
  std::string dataset;
  std::vector<std::string> joints;
  std::optional<RepairMethod> method;
  RepairRequest request;
  RepairId taken_back = 0;
  bool list = false;
};

JointMask mask_of(const std::vector<std::string>& names) {
  JointMask mask;
  for (const std::string& name : names) mask.set(static_cast<std::size_t>(index_of(*joint_named(name))));
  return mask;
}

std::vector<const SequenceRecord*> chosen_sequences(const Catalog& catalog,
                                                    const RepairArguments& arguments) {
  if (arguments.dataset.empty())
    return {&sequence_named(catalog, arguments.folder, arguments.frames.sequence)};
  const DatasetRecord& dataset = dataset_named(catalog, arguments.dataset);
  std::vector<const SequenceRecord*> all;
  for (const SequenceRecord& sequence : catalog.sequences)
    if (sequence.dataset == dataset.id) all.push_back(&sequence);
  return all;
}

std::vector<Repair> made(const Project& project, const Catalog& catalog, const RepairArguments& arguments) {
  const PoseStore store(project.folder());
  std::vector<Repair> repairs;
  for (const SequenceRecord* sequence : chosen_sequences(catalog, arguments)) {
    RepairRequest request = arguments.request;
    request.method = *arguments.method;
    request.sequence = sequence->id;
    request.frames = run_of(arguments.frames, *sequence);
    request.joints = mask_of(arguments.joints);
    request.reviewer = reviewer_of(arguments.frames);
    repairs.push_back(make_repair(store, *sequence, request));
  }
  return repairs;
}

void repair(const RepairArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  const Catalog catalog = project.catalog();
  const std::vector<Repair> repairs = made(project, catalog, arguments);
  const std::vector<RepairId> ids = project.add_repairs(repairs);
  std::int64_t frames = 0;
  for (const Repair& each : repairs) frames += each.frames().frames();
  if (arguments.json) {
    console.print(Json{{"repairs", ids},
                       {"method", name_of(*arguments.method)},
                       {"sequences", ids.size()},
                       {"frames", frames}});
    return;
  }
  console.print(fmt::format("{}: {} of {}, repair {}\n", name_of(*arguments.method), counted(frames, "frame"),
                            counted(std::ssize(ids), "sequence"), fmt::join(ids, ", ")));
}

/// How it came about, or as far as its positions show it.
std::string_view method_of(const Repair& repair) {
  if (repair.method) return name_of(*repair.method);
  if (repair.kind == RepairKind::exchange_sides) return "sides exchanged";
  return blanks(repair) ? "joints blanked" : "new positions";
}

std::vector<std::string_view> names_of(const JointMask& joints) {
  std::vector<std::string_view> names;
  for (std::size_t joint = 0; joint < joints.size(); ++joint)
    if (joints[joint]) names.push_back(joint_names()[joint]);
  return names;
}

Json list_as_json(const Catalog& catalog) {
  Json list = Json::array();
  for (const SequenceRecord& sequence : catalog.sequences) {
    for (const RepairPtr& repair : sequence.repairs) {
      list.push_back({{"id", repair->id},
                      {"sequence", sequence.name},
                      {"first_frame", repair->first_frame},
                      {"last_frame", repair->last_frame},
                      {"repair", method_of(*repair)},
                      {"joints", names_of(repair->joints)},
                      {"reviewer", repair->reviewer},
                      {"at", repair->at}});
    }
  }
  return {{"repairs", list}};
}

std::string list_as_text(const Catalog& catalog) {
  Table table({"sequence", "id", "frames", "repair", "reviewer", "at", "joints"});
  std::int64_t count = 0;
  for (const SequenceRecord& sequence : catalog.sequences) {
    for (const RepairPtr& repair : sequence.repairs) {
      ++count;
      table.add(
          {sequence.name, fmt::format("{}", repair->id),
           fmt::format("{}-{}", repair->first_frame, repair->last_frame), std::string(method_of(*repair)),
           repair->reviewer, repair->at,
           repair->joints.all() ? "all" : fmt::format("{}", fmt::join(names_of(repair->joints), ", "))});
    }
  }
  return (count > 0 ? table.text() : "") + counted(count, "repair") + "\n";
}

void list(const RepairArguments& arguments, Console& console) {
  const Catalog catalog = Project::open(arguments.folder).catalog();
  arguments.json ? console.print(list_as_json(catalog)) : console.print(list_as_text(catalog));
}

void take_back(const RepairArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  project.set_repairs_active({&arguments.taken_back, 1}, false);
  if (arguments.json) {
    console.print(Json{{"taken_back", arguments.taken_back}});
  } else {
    console.print(fmt::format("repair {} taken back\n", arguments.taken_back));
  }
}

void run_repair(const RepairArguments& arguments, Console& console) {
  if (arguments.list) return list(arguments, console);
  if (arguments.taken_back > 0) return take_back(arguments, console);
  if (!arguments.method || (arguments.frames.sequence.empty() && arguments.dataset.empty()))
    throw CLI::ValidationError("repair",
                               "expected --sequence or --dataset and a repair, --list or --take-back");
  repair(arguments, console);
}

void add_methods(CLI::App& verb, RepairArguments& arguments) {
  CLI::Option_group* methods = verb.add_option_group("repairs");
  const auto add = [&](const char* flag, RepairMethod method, const char* help) {
    methods->add_flag_callback(
        flag, [&arguments, method] { arguments.method = method; }, help);
  };
  add("--swap-sides", RepairMethod::swap_sides, "Left and right joints change places");
  add("--interpolate", RepairMethod::interpolate,
      "From the frames around the gap: cubic, else linear; bones keep their lengths");
  add("--blank", RepairMethod::blank, "The joints are missing");
  add("--copy-previous", RepairMethod::copy_previous, "As in the frame before");
  methods
      ->add_option_function<int>(
          "--smooth",
          [&arguments](int window) {
            arguments.method = RepairMethod::smooth;
            arguments.request.window = window;
          },
          "Savitzky-Golay of degree 2 over so many frames")
      ->type_name("FRAMES");
  methods->require_option(0, 1);
}

}  // namespace

void add_repair(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<RepairArguments>();
  CLI::App* verb =
      add_project_verb(program, "repair",
                       "Mend poses beside their source, which stays as it is; exports mark them", *arguments);
  add_judged_frames(*verb, arguments->frames);
  verb->add_option("--dataset", arguments->dataset, "All sequences of this dataset")
      ->type_name("NAME")
      ->excludes(verb->get_option("--sequence"))
      ->excludes(verb->get_option("--frames"));
  verb->add_option("--joints", arguments->joints, "Only these; all without")
      ->type_name("NAME,…")
      ->delimiter(',')
      ->check(CLI::IsMember(std::vector<std::string>(joint_names().begin(), joint_names().end())));
  add_methods(*verb, *arguments);
  CLI::Option* listing =
      verb->add_flag("--list", arguments->list, "All repairs: where, what, by whom and when");
  verb->add_option("--take-back", arguments->taken_back, "Hide the repair of this number")
      ->type_name("N")
      ->check(CLI::PositiveNumber)
      ->excludes(listing);
  verb->callback([arguments, &console] { run_repair(*arguments, console); });
}

}  // namespace solopose

#include "core/augmotion/alignment.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/option_flags.h"
#include "app/cli/project_report.h"
#include "app/cli/table.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/counted.h"

namespace solopose {
namespace {

struct AlignArguments : VerbArguments {
  AlignOptions options;
};

Json sequences_as_json(const Catalog& catalog) {
  Json list = Json::array();
  for (const SequenceRecord& sequence : catalog.sequences) {
    const SequenceAlignment* part = catalog.alignment->of(sequence.id);
    if (part == nullptr) continue;
    const bool aligned = part->key_frame >= 0;
    list.push_back({{"name", sequence.name},
                    {"key_frame", part->key_frame},
                    {"cluster_sizes", part->cluster_sizes},
                    {"residual_mm", aligned ? Json(part->residual_mm) : Json(nullptr)}});
  }
  return list;
}

Json takes_as_json(const Catalog& catalog) {
  Json list = Json::array();
  for (const TakeDispersion& take : catalog.alignment->takes) {
    list.push_back({{"name", take.name},
                    {"views", take.views.size()},
                    {"view_names", take.views},
                    {"dispersion_before_mm", take.before_mm},
                    {"dispersion_after_mm", take.after_mm}});
  }
  return list;
}

std::string alignment_as_text(const Catalog& catalog) {
  Table sequences({"sequence", "key frame", "clusters", "residual mm"});
  for (const SequenceRecord& sequence : catalog.sequences) {
    const SequenceAlignment* part = catalog.alignment->of(sequence.id);
    if (part == nullptr) continue;
    const bool aligned = part->key_frame >= 0;
    sequences.add({sequence.name, aligned ? grouped(part->key_frame) : "none",
                   fmt::format("{}", fmt::join(part->cluster_sizes, " ")),
                   aligned ? fmt::format("{:.2f}", part->residual_mm) : ""});
  }
  if (catalog.alignment->takes.empty()) return sequences.text();
  Table takes({"take", "views", "dispersion before mm", "after mm"});
  for (const TakeDispersion& take : catalog.alignment->takes) {
    takes.add({take.name, grouped(std::ssize(take.views)), fmt::format("{:.2f}", take.before_mm),
               fmt::format("{:.2f}", take.after_mm)});
  }
  return sequences.text() + '\n' + takes.text();
}

void run_align(const AlignArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  project.require_writable();
  console.run_logged(project, "align",
                     [&](const JobContext& context) { align(project, arguments.options, context); });
  const Catalog catalog = project.catalog();
  const std::int64_t rejected = arguments.options.with_rejected ? 0 : rejected_frames(catalog);
  if (!arguments.json) {
    const std::string left_out =
        rejected > 0 ? fmt::format("{} rejected and left out\n", counted(rejected, "frame")) : "";
    console.print(alignment_as_text(catalog) + '\n' + left_out + project_as_text(project, catalog));
    return;
  }
  Json report = project_as_json(project, catalog);
  report["sequences"] = sequences_as_json(catalog);
  report["takes"] = takes_as_json(catalog);
  report["frames_rejected"] = rejected;
  console.print(report);
}

}  // namespace

void add_align(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<AlignArguments>();
  CLI::App* verb =
      add_project_verb(program, "align", "Move every sequence into the universal frame", *arguments);
  const OptionFlags flags(*verb, arguments->options);
  flags.add("--per", "per", "Choose a key frame per video, or one per take for all its views");
  flags.add("--frame", "frame", "Axes of the universal frame");
  flags.add("--ratio", "ratio", "Shoulder width to torso length: from the data, or the paper's 0.8");
  flags.add("--key-frame", "forced_key_frame", "One key frame for every sequence, counted from 0")
      ->type_name("N");
  flags.add("--with-independent", "with_independent", "Independent test subjects count in Ms and Msp, too");
  flags.add("--with-rejected", "with_rejected", "Frames that people reject count as all others");
  flags.add("--clusters", "clusters", "k of the k-means");
  flags.add("--tolerance", "tolerance_deg", "How far from upright a key frame's torso may lean, degrees");
  verb->callback([arguments, &console] { run_align(*arguments, console); });
}

}  // namespace solopose

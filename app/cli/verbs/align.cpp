#include "core/augmotion/alignment.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/option_flags.h"
#include "app/cli/project_report.h"
#include "app/cli/table.h"
#include "app/cli/verbs/verbs.h"
#include "core/augmotion/frame_graph.h"
#include "core/augmotion/view_comparison.h"
#include "core/base/counted.h"

namespace solopose {
namespace {

struct AlignArguments : VerbArguments {
  AlignOptions options;
};

/// Every frame that a track can be told in, as the motion from the one its poses are in.
Json frames_as_json(const SequenceRecord& sequence, const SequenceAlignment& part) {
  const FrameGraph graph(sequence, &part);
  Json frames = Json::object();
  for (const auto& [frame, name] : named_values(TrackFrame())) {
    const auto motion = graph.between(graph.own(), frame);
    if (!motion) continue;
    Json rotation = Json::array();
    for (int row = 0; row < 3; ++row) {
      const auto values = motion->rotation.row(row);
      rotation.push_back({values[0], values[1], values[2]});
    }
    const Eigen::Vector3d& t = motion->translation_mm;
    frames[std::string(name)] = {
        {"rotation", rotation}, {"translation_mm", {t[0], t[1], t[2]}}, {"scale", motion->scale}};
  }
  return {{"own", name_of(graph.own())}, {"from_own", frames}};
}

Json sequences_as_json(const Catalog& catalog) {
  Json list = Json::array();
  for (const SequenceRecord& sequence : catalog.sequences) {
    const SequenceAlignment* part = catalog.alignment->of(sequence.id);
    if (part == nullptr) continue;
    const bool aligned = part->key_frame >= 0;
    list.push_back({{"name", sequence.name},
                    {"key_frame", part->key_frame},
                    {"cluster_sizes", part->cluster_sizes},
                    {"residual_mm", aligned ? Json(part->residual_mm) : Json(nullptr)},
                    {"frames", frames_as_json(sequence, *part)}});
  }
  return list;
}

const TakeInWorld* in_world_of(const std::vector<TakeInWorld>& takes, const std::string& name) {
  const auto found = std::ranges::find(takes, name, &TakeInWorld::name);
  return found == takes.end() ? nullptr : &*found;
}

Json take_as_json(const TakeDispersion& take, const TakeInWorld* in_world) {
  const bool comparable = in_world != nullptr && in_world->why_not.empty();
  const auto number = [&](double TakeInWorld::*figure) {
    return comparable ? Json(in_world->*figure) : Json(nullptr);
  };
  Json views = Json::array();
  for (const ViewMotion& view : comparable ? in_world->views : std::vector<ViewMotion>()) {
    views.push_back(
        {{"view", view.view}, {"rotation_deg", view.rotation_deg}, {"translation_mm", view.translation_mm}});
  }
  return {{"name", take.name},
          {"views", take.views.size()},
          {"view_names", take.views},
          {"comparable", comparable || in_world == nullptr ? Json(comparable) : Json(in_world->why_not)},
          {"dispersion_before_mm", number(&TakeInWorld::dispersion_mm)},
          {"dispersion_after_mm", take.after_mm},
          {"rotation_before_deg", number(&TakeInWorld::rotation_deg)},
          {"translation_before_mm", number(&TakeInWorld::translation_mm)},
          {"remaining_before_mm", number(&TakeInWorld::remaining_mm)},
          {"before_by_view", views}};
}

Json takes_as_json(const Catalog& catalog, const std::vector<TakeInWorld>& in_world) {
  Json list = Json::array();
  for (const TakeDispersion& take : catalog.alignment->takes)
    list.push_back(take_as_json(take, in_world_of(in_world, take.name)));
  return list;
}

std::string alignment_as_text(const Catalog& catalog, const std::vector<TakeInWorld>& in_world) {
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
  Table takes({"take", "views", "before, world mm", "rotation deg", "translation mm", "remains mm",
               "after, universal mm"});
  std::string notes;
  for (const TakeDispersion& take : catalog.alignment->takes) {
    const TakeInWorld* before = in_world_of(in_world, take.name);
    const bool comparable = before != nullptr && before->why_not.empty();
    const auto cell = [&](double TakeInWorld::*figure) {
      return comparable ? fmt::format("{:.2f}", before->*figure) : std::string("-");
    };
    takes.add({take.name, grouped(std::ssize(take.views)),
               comparable ? cell(&TakeInWorld::dispersion_mm) : "not comparable",
               cell(&TakeInWorld::rotation_deg), cell(&TakeInWorld::translation_mm),
               cell(&TakeInWorld::remaining_mm), fmt::format("{:.2f}", take.after_mm)});
    if (before != nullptr && !comparable)
      notes += fmt::format("{}: not comparable before, {}\n", take.name, before->why_not);
  }
  return sequences.text() + '\n' + takes.text() + notes;
}

void run_align(const AlignArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  project.require_writable();
  console.run_logged(project, "align",
                     [&](const JobContext& context) { align(project, arguments.options, context); });
  const Catalog catalog = project.catalog();
  const bool with_rejected = arguments.options.with_rejected;
  const std::vector<TakeInWorld> in_world =
      takes_in_world(PoseStore(project.folder()), in_use(catalog, rejected_if(with_rejected)), console.job());
  const std::int64_t rejected = with_rejected ? 0 : rejected_frames(catalog);
  if (!arguments.json) {
    const std::string left_out =
        rejected > 0 ? fmt::format("{} rejected and left out\n", counted(rejected, "frame")) : "";
    console.print(alignment_as_text(catalog, in_world) + '\n' + left_out + project_as_text(project, catalog));
    return;
  }
  Json report = project_as_json(project, catalog);
  report["sequences"] = sequences_as_json(catalog);
  report["takes"] = takes_as_json(catalog, in_world);
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

#include "core/heatpose/heat_map.h"

#include <fmt/format.h>

#include "app/cli/option_flags.h"
#include "app/cli/table.h"
#include "app/cli/verbs/verbs.h"
#include "core/augmotion/kabsch.h"
#include "core/project/catalog.h"
#include "core/project/output_guard.h"
#include "core/project/pose_store.h"

namespace solopose {
namespace {

struct HeatmapArguments : VerbArguments {
  HeatMapRequest request;
  std::string sequence;
  std::int64_t frame = 0;
  std::filesystem::path out;
  std::string joint;
  std::string centre = "pelvis";
  std::string in = "dataset";
};

const SequenceRecord& sequence_of(const Catalog& catalog, const HeatmapArguments& arguments) {
  const SequenceRecord* sequence = catalog.sequence_named(arguments.sequence);
  if (sequence == nullptr) {
    throw Error(fmt::format("{}: there is no sequence \"{}\"; an ID is dataset/subject/take/view",
                            arguments.folder.string(), arguments.sequence));
  }
  if (arguments.frame >= sequence->frames) {
    throw Error(fmt::format("{}: frame: expected 0 to {}, found {}", sequence->name, sequence->frames - 1,
                            arguments.frame));
  }
  return *sequence;
}

std::vector<float> pose_of(const Project& project, const HeatmapArguments& arguments) {
  const Catalog catalog = project.catalog();
  const SequenceRecord& sequence = sequence_of(catalog, arguments);
  std::vector<float> pose = PoseStore(project.folder()).poses_mm(sequence, arguments.frame, 1);
  if (arguments.in == "dataset") return pose;
  const SequenceAlignment* part = catalog.alignment ? catalog.alignment->of(sequence.id) : nullptr;
  if (part == nullptr || part->key_frame < 0) {
    throw Error(fmt::format("{}: not aligned; run `solopose align {}` first", sequence.name,
                            arguments.folder.string()));
  }
  transform_points(part->universal_from_dataset, pose, pose);
  return pose;
}

void run_heatmap(HeatmapArguments& arguments, Console& console) {
  HeatMapRequest& request = arguments.request;
  if (!arguments.joint.empty()) request.joint = joint_named(arguments.joint);
  request.centre_mm = heat_map_centre(arguments.centre);

  guard_output(arguments.out, {.project = arguments.folder, .endings = {".vti", ".npz"}});
  const std::vector<float> pose = pose_of(Project::open(arguments.folder), arguments);
  const Volume volume = make_heat_map(pose, request);
  write_volume(arguments.out, volume.grid, volume.values);
  const int outside = joints_outside_grid(pose, volume.grid);
  const double spacing_mm = volume.grid.spacing_mm.x();
  if (arguments.json) {
    console.print(
        Json{{"file", arguments.out.string()},
             {"sequence", arguments.sequence},
             {"frame", arguments.frame},
             {"size", volume.grid.size},
             {"origin_mm", {volume.grid.origin_mm.x(), volume.grid.origin_mm.y(), volume.grid.origin_mm.z()}},
             {"spacing_mm", spacing_mm},
             {"joints_outside", outside}});
    return;
  }
  console.print(
      fmt::format("{}: {} voxels a side of {:.2f} mm\n", arguments.out.string(), request.size, spacing_mm) +
      (outside > 0 ? fmt::format("{} joints lie outside\n", outside) : ""));
}

}  // namespace

void add_heatmap(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<HeatmapArguments>();
  CLI::App* verb = add_project_verb(program, "heatmap", "Write the heat map of one frame", *arguments);
  verb->add_option("--sequence", arguments->sequence, "dataset/subject/take/view")
      ->type_name("ID")
      ->required();
  verb->add_option("--frame", arguments->frame, "Counted from 0")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber)
      ->required();
  verb->add_option("--out", arguments->out, "What to write; its ending decides the form")
      ->type_name("FILE.vti|.npz")
      ->required();
  const std::vector<std::string> joints(joint_names().begin(), joint_names().end());
  verb->add_option("--joint", arguments->joint, "One joint instead of all")
      ->type_name("NAME")
      ->check(CLI::IsMember(joints));
  const OptionFlags flags(*verb, arguments->request);
  flags.add("--size", "size", "Voxels a side");
  flags.add("--extent", "extent_mm", "Full side of the cube, mm");
  verb->add_option("--centre", arguments->centre, "Centre of the cube")
      ->type_name("pelvis|X,Y,Z")
      ->capture_default_str();
  flags.add("--sigma", "mixture.sigma_mm", "Width of the main Gaussians, mm");
  flags.add("--spacing", "mixture.spacing_mm", "c of equation 6, mm");
  flags.add("--rule", "mixture.rule", "How the side Gaussians widen", {"default", "equation-7"});
  verb->add_option("--in", arguments->in, "Frame of the pose")
      ->check(CLI::IsMember({"dataset", "universal"}))
      ->capture_default_str();
  verb->callback([arguments, &console] { run_heatmap(*arguments, console); });
}

}  // namespace solopose

#include "core/heatpose/heat_map.h"

#include <fmt/format.h>

#include "app/cli/verbs/dataset_argument.h"
#include "core/augmotion/kabsch.h"
#include "core/base/counted.h"
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
  std::string rule = "default";
  std::string in = "dataset";
};

const SequenceRecord& sequence_of(const Catalog& catalog, const HeatmapArguments& arguments) {
  const SequenceRecord& sequence = sequence_named(catalog, arguments.folder, arguments.sequence);
  if (arguments.frame >= sequence.frames) {
    throw Error(fmt::format("{}: frame: expected 0 to {}, found {}", sequence.name, sequence.frames - 1,
                            arguments.frame));
  }
  return sequence;
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
  request.mixture.rule = arguments.rule == "default" ? SigmaRule::growing : SigmaRule::equation_7;

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
      (outside > 0 ? counted(outside, "joint") + " outside\n" : ""));
}

}  // namespace

void add_heatmap(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<HeatmapArguments>();
  HeatMapRequest& request = arguments->request;
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
  verb->add_option("--size", request.size, "Voxels a side")->capture_default_str();
  verb->add_option("--extent", request.extent_mm, "Full side of the cube, mm")->capture_default_str();
  verb->add_option("--centre", arguments->centre, "Centre of the cube")
      ->type_name("pelvis|X,Y,Z")
      ->capture_default_str();
  verb->add_option("--sigma", request.mixture.sigma_mm, "Width of the main Gaussians, mm")
      ->capture_default_str();
  verb->add_option("--spacing", request.mixture.spacing_mm, "c of equation 6, mm")->capture_default_str();
  verb->add_option("--rule", arguments->rule, "How the side Gaussians widen")
      ->check(CLI::IsMember({"default", "equation-7"}))
      ->capture_default_str();
  verb->add_option("--in", arguments->in, "Frame of the pose")
      ->check(CLI::IsMember({"dataset", "universal"}))
      ->capture_default_str();
  verb->callback([arguments, &console] { run_heatmap(*arguments, console); });
}

}  // namespace solopose

#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "app/cli/option_flags.h"
#include "app/cli/torch_verbs/torch_verbs.h"
#include "app/cli/verbs/dataset_argument.h"
#include "core/augmotion/export.h"
#include "core/base/counted.h"
#include "core/inspection/heat_map_inspector.h"
#include "core/inspection/heat_map_predictor.h"
#include "core/network/threads.h"
#include "core/project/catalog.h"
#include "core/project/output_guard.h"
#include "core/project/placement.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/project/sequence_videos.h"
#include "core/runs/model_files.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

struct HeatmapArguments : VerbArguments {
  HeatMapRequest request;
  std::string sequence;
  std::int64_t frame = 0;
  fs::path out;
  std::string joint;
  std::string centre = "pelvis";
  ExportFrame in = ExportFrame::dataset;
  fs::path model;
  fs::path clip_weights;
  std::string camera;
  bool difference = false;
};

constexpr const char* json_keys = R"(With --json:
  file, sequence, frame, size
  source: target, prediction or prediction-difference; model: its file, or null
  in: dataset, universal (of a model: relative to the pelvis) or crop (x right, y down, z away from the camera)
  origin_mm: the centre of voxel 0; spacing_mm
  lowest, highest: of the volume's numbers
  joints_outside: of the cube, in this frame; sequence_joints_outside: of cubes round the pelvis of each frame
  fitting_extent_mm: of a cube round the pelvis that holds every joint of the sequence
  mean_voxel_error_mm, mean_refined_error_mm: over the joints that were found
  joints: a list of name, decoded_mm, voxel_error_mm (of the highest voxel's centre), refined_error_mm (after
    sub-voxel refinement) and confidence (0 to 1, of a model's answer); null where there is nothing to find
)";

const SequenceRecord& sequence_of(const Catalog& catalog, const HeatmapArguments& arguments) {
  const SequenceRecord& sequence = sequence_named(catalog, arguments.folder, arguments.sequence);
  if (arguments.frame >= sequence.frames) {
    throw Error(fmt::format("{}: frame: expected 0 to {}, found {}", sequence.name, sequence.frames - 1,
                            arguments.frame));
  }
  return sequence;
}

ModelFiles model_of(const HeatmapArguments& arguments) {
  ModelFiles model = model_files(arguments.model);
  if (!arguments.clip_weights.empty()) model.clip_weights = arguments.clip_weights;
  return model;
}

HeatMapChoice choice_of(const HeatmapArguments& arguments) {
  HeatMapChoice choice;
  choice.request = arguments.request;
  if (!arguments.joint.empty()) choice.request.joint = joint_named(arguments.joint);
  choice.request.centre_mm = heat_map_centre(arguments.centre);
  choice.universal = arguments.in == ExportFrame::universal;
  if (!arguments.model.empty())
    choice.source = arguments.difference ? HeatMapSource::prediction_difference : HeatMapSource::prediction;
  return choice;
}

void require_camera(const SequenceRecord& sequence, const HeatmapArguments& arguments) {
  if (arguments.camera.empty()) return;
  std::string known;
  for (const SequenceVideo& video : videos_of(sequence, arguments.folder)) {
    if (video.camera_name == arguments.camera) return;
    known += (known.empty() ? " " : ", ") + video.camera_name;
  }
  throw Error(fmt::format("{}: has no camera \"{}\", but{}", sequence.name, arguments.camera,
                          known.empty() ? " none" : known));
}

HeatMapQuery query_of(const HeatmapArguments& arguments, const Project& project) {
  HeatMapQuery query;
  const auto catalog = std::make_shared<const Catalog>(project.catalog());
  const SequenceRecord& sequence = sequence_of(*catalog, arguments);
  require_camera(sequence, arguments);
  query.catalog = catalog;
  query.project_folder = project.folder();
  query.sequence = sequence.id;
  query.frame = arguments.frame;
  query.camera = arguments.camera;
  query.choice = choice_of(arguments);
  if (!arguments.model.empty()) query.model = model_of(arguments);
  query.poses = std::make_shared<const std::vector<float>>(PoseStore(project.folder()).poses_mm(sequence));
  const SequenceAlignment* placement = placement_of(*catalog, sequence.id);
  if (query.choice.universal && placement == nullptr) {
    throw Error(fmt::format("{}: not aligned; run `solopose align {}` first", sequence.name,
                            arguments.folder.string()));
  }
  if (placement != nullptr && (query.choice.universal || query.model))
    query.to_universal = placement->universal_from_dataset;
  return query;
}

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json as_json(const Eigen::Vector3d& position) {
  return position.allFinite() ? Json{position.x(), position.y(), position.z()} : Json(nullptr);
}

Json as_json(const HeatMapReadings& readings) {
  Json joints = Json::array();
  for (std::size_t j = 0; j < joint_count; ++j) {
    const JointReading& reading = readings.joints[j];
    joints.push_back({{"name", joint_names()[j]},
                      {"decoded_mm", as_json(reading.decoded_mm)},
                      {"voxel_error_mm", number_or_null(reading.voxel_error_mm)},
                      {"refined_error_mm", number_or_null(reading.refined_error_mm)},
                      {"confidence", number_or_null(reading.confidence)}});
  }
  return {{"sequence_joints_outside", readings.sequence_joints_outside},
          {"fitting_extent_mm", readings.fitting_extent_mm},
          {"mean_voxel_error_mm", number_or_null(readings.mean_voxel_error_mm())},
          {"mean_refined_error_mm", number_or_null(readings.mean_refined_error_mm())},
          {"joints", std::move(joints)}};
}

const char* source_name(HeatMapSource source) {
  return source == HeatMapSource::prediction              ? "prediction"
         : source == HeatMapSource::prediction_difference ? "prediction-difference"
                                                          : "target";
}

Json as_json(const HeatmapArguments& arguments, const HeatMapPicture& picture,
             const HeatMapReadings& readings) {
  const HeatMapQuery& query = picture.query;
  const Grid& grid = picture.volume.grid;
  Json result{{"file", arguments.out.string()},
              {"sequence", arguments.sequence},
              {"frame", arguments.frame},
              {"source", source_name(query.choice.source)},
              {"model", query.model ? Json(query.model->file.string()) : Json(nullptr)},
              {"in", picture.in_crop_space    ? "crop"
                     : query.choice.universal ? "universal"
                                              : "dataset"},
              {"size", grid.size},
              {"origin_mm", as_json(grid.origin_mm)},
              {"spacing_mm", grid.spacing_mm.x()},
              {"lowest", picture.lowest},
              {"highest", picture.highest},
              {"joints_outside", picture.joints_outside}};
  result.update(as_json(readings));
  return result;
}

void guard_outputs(const HeatmapArguments& arguments) {
  OutputGuard guard{.project = arguments.folder,
                    .inputs = {{arguments.clip_weights, "CLIP's file"}},
                    .endings = {".vti", ".npz"}};
  if (!fs::is_directory(arguments.model)) guard.inputs.push_back({arguments.model, "the model"});
  guard_output(arguments.out, guard);
}

void run_heatmap(const HeatmapArguments& arguments, Console& console) {
  guard_outputs(arguments);
  const HeatMapQuery query = query_of(arguments, Project::open(arguments.folder));
  if (query.model) console.say(set_network_threads(0));
  HeatMapInspector inspector(
      [stop = console.job().stop] { return std::make_unique<HeatMapPredictor>(stop); });
  const HeatMapPicture picture = inspector.picture(query);
  const Grid& grid = picture.volume.grid;
  write_volume(arguments.out, grid, picture.volume.values);
  if (arguments.json) return console.print(as_json(arguments, picture, inspector.readings(picture)));
  console.print(fmt::format("{}: {} voxels a side of {:.2f} mm\n", arguments.out.string(), grid.size[0],
                            grid.spacing_mm.x()) +
                (picture.joints_outside > 0 ? counted(picture.joints_outside, "joint") + " outside\n" : ""));
}

/// A model draws on its own grid, and with its own Gaussians.
void add_model_options(CLI::App& verb, HeatmapArguments& arguments,
                       const std::vector<CLI::Option*>& of_the_target) {
  CLI::Option* model = verb.add_option("--model", arguments.model,
                                       "What a model says of the frame: a run's folder, or a model file")
                           ->type_name("RUN");
  for (CLI::Option* option : of_the_target) model->excludes(option);
  verb.add_flag("--difference", arguments.difference, "What the model says minus its target")->needs(model);
  verb.add_option("--camera", arguments.camera, "Which of the sequence's videos; the first without")
      ->type_name("NAME")
      ->needs(model);
  verb.add_option("--clip-weights", arguments.clip_weights, "CLIP's own file; the run's by default")
      ->type_name("FILE")
      ->needs(model);
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
  CLI::Option* size = flags.add("--size", "size", "Voxels a side");
  CLI::Option* extent = flags.add("--extent", "extent_mm", "Full side of the cube, mm");
  CLI::Option* centre = verb->add_option("--centre", arguments->centre, "Centre of the cube")
                            ->type_name("pelvis|X,Y,Z")
                            ->capture_default_str();
  CLI::Option* sigma = flags.add("--sigma", "mixture.sigma_mm", "Width of the main Gaussians, mm");
  CLI::Option* spacing = flags.add("--spacing", "mixture.spacing_mm", "c of equation 6, mm");
  CLI::Option* rule =
      flags.add("--rule", "mixture.rule", "How the side Gaussians widen", {"default", "equation-7"});
  CLI::Option* in = add_named(*verb, "--in", arguments->in, "Frame of the pose");
  add_model_options(*verb, *arguments, {size, extent, centre, sigma, spacing, rule, in});
  verb->footer(json_keys);
  verb->callback([arguments, &console] { run_heatmap(*arguments, console); });
}

}  // namespace solopose

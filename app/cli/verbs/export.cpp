#include "core/augmotion/export.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/option_flags.h"
#include "app/cli/project_report.h"
#include "app/cli/table.h"
#include "app/cli/verbs/verbs.h"
#include "core/augmotion/stored_options.h"
#include "core/base/counted.h"

namespace solopose {
namespace {

struct ExportArguments : VerbArguments {
  std::filesystem::path out;
  std::filesystem::path poses;  ///< empty: the project's
  ReadOptions reading;          ///< of `poses`
  ExportOptions options;
  bool with_rejected = false;
  std::string layout = "studio";
};

ExportOptions options_of(const ExportArguments& arguments, const Project& project) {
  ExportOptions options = arguments.options;
  options.clips = clip_options_of(project);
  options.rejected = rejected_if(arguments.with_rejected);
  return options;
}

std::string left_out_as_text(const ExportReport& report) {
  if (report.frames_rejected == 0) return "";
  return fmt::format("; {} rejected and left out", counted(report.frames_rejected, "frame"));
}

void run_videopose3d(const ExportArguments& arguments, Project& project, Console& console) {
  VideoPose3dReport report;
  console.run_logged(project, "export", [&](const JobContext& context) {
    report = export_videopose3d(project, arguments.out, options_of(arguments, project), context);
  });
  if (arguments.json) {
    console.print(Json{{"file", arguments.out.string()},
                       {"keypoints_file", report.keypoints_file.string()},
                       {"in", name_of(arguments.options.frame)},
                       {"layout", arguments.layout},
                       {"sequences", report.sequences},
                       {"frames", report.frames},
                       {"frames_left_out", report.frames_left_out},
                       {"frames_rejected", report.frames_rejected}});
    return;
  }
  console.print(fmt::format("{} and {}: {}, {}{}\n", arguments.out.string(), report.keypoints_file.string(),
                            counted(report.sequences, "sequence"), counted(report.frames, "frame"),
                            left_out_as_text(report)));
}

void run_export(const ExportArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  if (arguments.layout == "videopose3d") return run_videopose3d(arguments, project, console);
  ExportReport report;
  console.run_logged(project, "export", [&](const JobContext& context) {
    report = arguments.poses.empty()
                 ? export_poses(project, arguments.out, options_of(arguments, project), context)
                 : export_poses_file(project, arguments.poses, arguments.reading, arguments.out, context);
  });
  if (arguments.json) {
    console.print(
        Json{{"file", report.written.string()},
             {"in", arguments.poses.empty() ? Json(name_of(arguments.options.frame)) : Json(nullptr)},
             {"sequences", report.sequences},
             {"frames", report.frames},
             {"clips", report.clips},
             {"frames_rejected", report.frames_rejected}});
    return;
  }
  console.print(fmt::format("{}: {}, {}{}{}\n", report.written.string(),
                            counted(report.sequences, "sequence"), counted(report.frames, "frame"),
                            report.clips > 0 ? ", " + counted(report.clips, "clip") : "",
                            left_out_as_text(report)));
}

}  // namespace

void add_export(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* verb = add_project_verb(program, "export", "Write the project's poses to a file", *arguments);
  verb->add_option("--out", arguments->out, "What to write; its ending decides the form")
      ->type_name(fmt::format("FILE{}", fmt::join(export_endings(), "|")))
      ->required();
  CLI::Option* poses =
      verb->add_option("--poses", arguments->poses,
                       "Instead of the project's poses those of a file, such as a prediction's, as a motion")
          ->type_name("POSES.npz");
  verb->add_option("--up", arguments->reading.up, "The up axis of --poses, where it is known")
      ->check(CLI::IsMember({"x", "-x", "y", "-y", "z", "-z"}))
      ->needs(poses);
  add_named(*verb, "--in", arguments->options.frame, "Frame of the poses")->excludes(poses);
  verb->add_flag("--with-rejected", arguments->with_rejected,
                 "Frames that people reject are written as all others (and marked)")
      ->excludes(poses);
  verb->add_flag("--without-estimated", arguments->options.without_estimated,
                 "Joints that a dataset does not have but estimates are missing (see info)")
      ->excludes(poses);
  verb->add_option("--layout", arguments->layout,
                   "videopose3d: data_3d_NAME.npz for other methods, and data_2d_NAME_gt.npz beside it")
      ->check(CLI::IsMember({"studio", "videopose3d"}))
      ->capture_default_str()
      ->excludes(poses);
  add_raw_csv(*verb, arguments->options.names);
  verb->callback([arguments, &console] { run_export(*arguments, console); });
}

}  // namespace solopose

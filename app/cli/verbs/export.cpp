#include "core/augmotion/export.h"

#include <fmt/format.h>

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
  ExportFrame frame = ExportFrame::dataset;
  std::string layout = "studio";
  CsvTexts names = CsvTexts::guarded;
};

void run_videopose3d(const ExportArguments& arguments, Project& project, Console& console) {
  VideoPose3dReport report;
  console.run_logged(project, "export", [&](const JobContext& context) {
    report = export_videopose3d(project, arguments.out, arguments.frame, clip_options_of(project), context);
  });
  if (arguments.json) {
    console.print(Json{{"file", arguments.out.string()},
                       {"keypoints_file", report.keypoints_file.string()},
                       {"in", name_of(arguments.frame)},
                       {"layout", arguments.layout},
                       {"sequences", report.sequences},
                       {"frames", report.frames},
                       {"frames_left_out", report.frames_left_out}});
    return;
  }
  console.print(fmt::format("{} and {}: {}, {}\n", arguments.out.string(), report.keypoints_file.string(),
                            counted(report.sequences, "sequence"), counted(report.frames, "frame")));
}

void run_export(const ExportArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  if (arguments.layout == "videopose3d") return run_videopose3d(arguments, project, console);
  ExportReport report;
  console.run_logged(project, "export", [&](const JobContext& context) {
    report = export_poses(project, arguments.out, arguments.frame, clip_options_of(project), context,
                          arguments.names);
  });
  if (arguments.json) {
    console.print(Json{{"file", arguments.out.string()},
                       {"in", name_of(arguments.frame)},
                       {"sequences", report.sequences},
                       {"frames", report.frames},
                       {"clips", report.clips}});
    return;
  }
  console.print(fmt::format("{}: {}, {}{}\n", arguments.out.string(), counted(report.sequences, "sequence"),
                            counted(report.frames, "frame"),
                            report.clips > 0 ? ", " + counted(report.clips, "clip") : ""));
}

}  // namespace

void add_export(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* verb = add_project_verb(program, "export", "Write the project's poses to a file", *arguments);
  verb->add_option("--out", arguments->out, "What to write; its ending decides the form")
      ->type_name("FILE.h5|.npz|.csv|.trc")
      ->required();
  add_named(*verb, "--in", arguments->frame, "Frame of the poses");
  verb->add_option("--layout", arguments->layout,
                   "videopose3d: data_3d_NAME.npz for other methods, and data_2d_NAME_gt.npz beside it")
      ->check(CLI::IsMember({"studio", "videopose3d"}))
      ->capture_default_str();
  add_raw_csv(*verb, arguments->names);
  verb->callback([arguments, &console] { run_export(*arguments, console); });
}

}  // namespace solopose

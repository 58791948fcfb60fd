#include "core/augmotion/export.h"

#include <fmt/format.h>

#include "app/cli/project_report.h"
#include "app/cli/table.h"
#include "app/cli/verbs/verbs.h"

namespace solopose {
namespace {

struct ExportArguments : VerbArguments {
  std::filesystem::path out;
  std::string in = "dataset";
};

void run_export(const ExportArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  const ExportFrame frame = arguments.in == "universal" ? ExportFrame::universal : ExportFrame::dataset;
  ExportReport report;
  console.run_logged(project, "export", [&](const JobContext& context) {
    report = export_poses(project, arguments.out, frame, clip_options_of(project), context);
  });
  if (arguments.json) {
    console.print(Json{{"file", arguments.out.string()},
                       {"in", arguments.in},
                       {"sequences", report.sequences},
                       {"frames", report.frames},
                       {"clips", report.clips}});
    return;
  }
  console.print(fmt::format("{}: {} sequences, {} frames", arguments.out.string(), grouped(report.sequences),
                            grouped(report.frames)) +
                (report.clips > 0 ? fmt::format(", {} clips\n", grouped(report.clips)) : "\n"));
}

}  // namespace

void add_export(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* verb = add_project_verb(program, "export", "Write the project's poses to a file", *arguments);
  verb->add_option("--out", arguments->out, "What to write; its ending decides the form")
      ->type_name("FILE.h5|.npz|.csv|.trc")
      ->required();
  verb->add_option("--in", arguments->in, "Frame of the poses")
      ->check(CLI::IsMember({"dataset", "universal"}))
      ->capture_default_str();
  verb->callback([arguments, &console] { run_export(*arguments, console); });
}

}  // namespace solopose

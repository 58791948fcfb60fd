#include "app/cli/joints_report.h"
#include "app/cli/project_report.h"
#include "app/cli/verbs/verbs.h"

namespace solopose {
namespace {

struct InfoArguments : VerbArguments {
  bool joints = false;
};

void print_info(const InfoArguments& arguments, Console& console) {
  const Project project = Project::open(arguments.folder);
  const Catalog catalog = project.catalog();
  if (arguments.joints) {
    arguments.json ? console.print(joints_as_json(project, catalog))
                   : console.print(joints_as_text(project, catalog));
    return;
  }
  if (arguments.json) {
    console.print(project_as_json(project, catalog));
    return;
  }
  console.print(project_as_text(project, catalog) +
                (project.read_only() ? "Read only: " + project.why_read_only() + '\n' : ""));
}

}  // namespace

void add_info(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<InfoArguments>();
  CLI::App* verb =
      add_project_verb(program, "info", "List a project's datasets, clips and universal frame", *arguments);
  verb->add_flag("--joints", arguments->joints,
                 "Instead: what each joint is on the body, how each dataset answers for it, and how far two "
                 "datasets' definitions lie apart");
  verb->callback([arguments, &console] { print_info(*arguments, console); });
}

}  // namespace solopose

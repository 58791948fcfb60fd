#include "app/cli/project_report.h"
#include "app/cli/verbs/verbs.h"

namespace solopose {

void add_info(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<VerbArguments>();
  CLI::App* verb =
      add_project_verb(program, "info", "List a project's datasets, clips and universal frame", *arguments);
  verb->callback([arguments, &console] {
    const Project project = Project::open(arguments->folder);
    const Catalog catalog = project.catalog();
    if (arguments->json) {
      console.print(project_as_json(project, catalog));
      return;
    }
    console.print(project_as_text(project, catalog) +
                  (project.read_only() ? "Read only: " + project.why_read_only() + '\n' : ""));
  });
}

}  // namespace solopose

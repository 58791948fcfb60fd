#include "core/demo/demo.h"

#include "app/cli/option_flags.h"
#include "app/cli/project_report.h"
#include "app/cli/verbs/verbs.h"

namespace solopose {

void add_demo(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<VerbArguments>();
  auto options = std::make_shared<DemoOptions>();
  CLI::App* verb = add_project_verb(program, "demo",
                                    "Make a project with four small datasets of moving people", *arguments);
  OptionFlags(*verb, *options)
      .add("--films", "films",
           "Which cameras' films are made: none, few, or all: of a larger cast, to train on; minutes");
  verb->callback([arguments, options, &console] {
    make_demo_project(arguments->folder, console.job(), *options);
    const Project project = Project::open(arguments->folder);
    const Catalog catalog = project.catalog();
    if (arguments->json) {
      console.print(project_as_json(project, catalog));
    } else {
      console.print(project_as_text(project, catalog));
    }
  });
}

}  // namespace solopose

#include "core/project/relink.h"

#include <fmt/format.h>

#include "app/cli/verbs/verbs.h"
#include "core/base/counted.h"
#include "core/project/catalog.h"

namespace solopose {
namespace {

struct RelinkArguments : VerbArguments {
  std::filesystem::path videos;
};

Json report_as_json(const Relinking& relinking) {
  Json found = Json::array();
  for (const auto& [sequence, before, after] : relinking.found)
    found.push_back({{"sequence", sequence}, {"before", before}, {"after", after}});
  Json not_found = Json::array();
  for (const auto& [sequence, video, reason] : relinking.not_found)
    not_found.push_back({{"sequence", sequence}, {"video", video}, {"reason", reason}});
  return {{"relinked", found}, {"missing", not_found}};
}

std::string report_as_text(const Relinking& relinking) {
  std::string text;
  for (const auto& [sequence, video, reason] : relinking.not_found)
    text += fmt::format("missing: {}: {}: {}\n", sequence, video, reason);
  return text + fmt::format("{} relinked, {} missing\n", counted(std::ssize(relinking.found), "video"),
                            relinking.not_found.size());
}

void run_relink(const RelinkArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  project.require_writable();
  Relinking relinking;
  console.run_logged(project, "relink", [&](const JobContext& context) {
    relinking = find_moved_videos(project.catalog(), project.folder(), arguments.videos, context);
    if (!relinking.changes.empty()) project.set_videos(relinking.changes);
  });
  if (arguments.json) return console.print(report_as_json(relinking));
  console.print(report_as_text(relinking));
}

}  // namespace

void add_relink(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<RelinkArguments>();
  CLI::App* verb = add_project_verb(
      program, "relink", "Find videos that were moved, all at once, by their names in another folder",
      *arguments);
  verb->add_option("--videos", arguments->videos, "Folder to look in, with all below it")
      ->type_name("FOLDER")
      ->required()
      ->check(CLI::ExistingDirectory);
  verb->callback([arguments, &console] { run_relink(*arguments, console); });
}

}  // namespace solopose

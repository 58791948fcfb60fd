#include "core/project/check.h"

#include <fmt/format.h>

#include "app/cli/verbs/verbs.h"
#include "core/base/counted.h"

namespace solopose {
namespace {

const char* word_for(CheckFinding::Kind kind) {
  return kind == CheckFinding::Kind::damage ? "damage" : "note";
}

Json report_as_json(const CheckReport& report) {
  Json findings = Json::array();
  for (const CheckFinding& finding : report.findings) {
    findings.push_back({{"kind", word_for(finding.kind)},
                        {"where", finding.where},
                        {"what", finding.what},
                        {"advice", finding.advice}});
  }
  return {{"whole", report.whole()},         {"imports", report.imports},
          {"sequences", report.sequences},   {"pose_files", report.pose_files},
          {"pose_bytes", report.pose_bytes}, {"findings", findings}};
}

std::string report_as_text(const CheckReport& report) {
  std::string text;
  for (const CheckFinding& finding : report.findings) {
    text += fmt::format("{}: {}: {}\n", word_for(finding.kind), finding.where, finding.what);
    if (!finding.advice.empty()) text += fmt::format("  {}\n", finding.advice);
  }
  return text + fmt::format("{} of {}; whole: {}, {}\n", counted(report.sequences, "sequence"),
                            counted(report.imports, "import"), counted(report.pose_files, "pose file"),
                            counted(static_cast<std::int64_t>(report.pose_bytes), "byte"));
}

void run_check(const VerbArguments& arguments, Console& console) {
  const CheckReport report = check_project(arguments.folder, console.job());
  if (arguments.json) {
    console.print(report_as_json(report));
  } else {
    console.print(report_as_text(report));
  }
  if (!report.whole()) throw Error(fmt::format("{}: the project is damaged", arguments.folder.string()));
}

}  // namespace

void add_check(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<VerbArguments>();
  CLI::App* verb = add_project_verb(
      program, "check", "Verify everything in a project and say what can be rescued; changes nothing",
      *arguments);
  verb->callback([arguments, &console] { run_check(*arguments, console); });
}

}  // namespace solopose

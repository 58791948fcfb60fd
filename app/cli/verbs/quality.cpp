#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/table.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/counted.h"
#include "core/project/catalog.h"
#include "core/project/output_guard.h"
#include "core/quality/detector.h"
#include "core/quality/finding_state.h"
#include "core/quality/report.h"

namespace solopose {
namespace {

struct QualityArguments : VerbArguments {
  std::vector<std::string> thresholds;
  std::filesystem::path report;
  CsvTexts texts = CsvTexts::guarded;
};

std::string names_of_detectors() {
  std::vector<std::string_view> names;
  for (const auto& detector : detectors()) names.push_back(detector->name());
  return fmt::format("{}", fmt::join(names, ", "));
}

/// "NAME=NUMBER" or "NAME=off". @throws CLI::ValidationError.
void read_threshold(const std::string& text, QualityOptions& options) {
  const auto equals = text.find('=');
  const std::string name = text.substr(0, equals);
  if (equals == std::string::npos || detector_named(name) == nullptr) {
    throw CLI::ValidationError(
        "--threshold", fmt::format("expected DETECTOR=NUMBER or DETECTOR=off, found {}; detectors are {}",
                                   text, names_of_detectors()));
  }
  const std::string value = text.substr(equals + 1);
  float number = std::numeric_limits<float>::infinity();
  if (value != "off" && (!CLI::detail::lexical_cast(value, number) || !std::isfinite(number))) {
    throw CLI::ValidationError("--threshold",
                               fmt::format("{}: expected a number or off, found {}", name, value));
  }
  options.thresholds[name] = number;
}

/// How many findings each detector has, and how many nobody has judged.
std::string findings_as_text(const QualityReport& report, const Catalog& catalog) {
  const FindingStates states(catalog.verdicts);
  Table table({"detector", "threshold", "findings", "open"});
  for (std::size_t i = 0; i < detectors().size(); ++i) {
    const Detector& detector = *detectors()[i];
    std::int64_t found = 0;
    std::int64_t open = 0;
    for (const Finding& finding : report.findings) {
      if (finding.detector != detector.name()) continue;
      ++found;
      if (states.of(finding).state == FindingState::open) ++open;
    }
    table.add({std::string(detector.name()),
               std::isfinite(report.thresholds[i])
                   ? fmt::format("{:g} {}", report.thresholds[i], detector.unit())
                   : "off",
               grouped(found), grouped(open)});
  }
  return table.text();
}

std::string summary_line(const QualityReport& report) {
  std::int64_t frames = 0;
  std::int64_t doubted = 0;
  for (const SequenceQuality& sequence : report.sequences) {
    frames += sequence.frames;
    doubted += sequence.frames_doubted;
  }
  return fmt::format("\n{} of {} in {} doubted\n", grouped(doubted), counted(frames, "frame"),
                     counted(std::ssize(report.sequences), "sequence"));
}

void run_quality(const QualityArguments& arguments, Console& console) {
  if (!arguments.report.empty()) {
    guard_output(arguments.report,
                 {.project = arguments.folder,
                  .endings = {std::begin(quality_report_endings), std::end(quality_report_endings)}});
  }
  QualityOptions options;
  for (const std::string& threshold : arguments.thresholds) read_threshold(threshold, options);
  Project project = Project::open(arguments.folder);
  const Catalog catalog = project.catalog();
  QualityReport report;
  console.run_logged(project, "quality", [&](const JobContext& context) {
    report = analyse_quality(project, catalog, options, context);
    if (!arguments.report.empty())
      write_quality_report(arguments.report, project, catalog, report, arguments.texts, context);
  });
  if (arguments.json) {
    console.print(findings_as_json(report, catalog));
  } else {
    console.print(findings_as_text(report, catalog) + summary_line(report));
  }
}

}  // namespace

void add_quality(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<QualityArguments>();
  CLI::App* verb =
      add_project_verb(program, "quality", "Find doubtful frames: what, where, how bad, and why", *arguments);
  verb->add_option("--report", arguments->report, "Also write what was found, with pictures in HTML")
      ->type_name("FILE.html|.csv|.json");
  verb->add_option("--threshold", arguments->thresholds,
                   "A detector's threshold in its unit, or off to leave it out; may be given several times")
      ->type_name("DETECTOR=NUMBER|off");
  add_raw_csv(*verb, arguments->texts);
  verb->callback([arguments, &console] { run_quality(*arguments, console); });
}

}  // namespace solopose

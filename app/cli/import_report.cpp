#include "app/cli/import_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/cli/table.h"

namespace solopose {
namespace {

Json unread_as_json(std::span<const UnreadFiles> unread) {
  Json list = Json::array();
  for (const UnreadFiles& kind : unread) {
    list.push_back({{"folder", kind.folder.string()},
                    {"ending", kind.ending},
                    {"files", kind.count},
                    {"example", kind.example.string()},
                    {"reason", kind.reason}});
  }
  return list;
}

}  // namespace

Json problems_as_json(std::span<const ProblemRecord> problems) {
  Json list = Json::array();
  for (const ProblemRecord& problem : problems) {
    list.push_back({{"file", problem.file}, {"message", problem.message}, {"skipped", problem.skipped}});
  }
  return list;
}

std::string remarks_as_text(std::span<const ProblemRecord> problems) {
  std::string text;
  for (const ProblemRecord& problem : problems) {
    if (problem.skipped) continue;
    const bool named = problem.message.find(problem.file) != std::string::npos;
    text += fmt::format("remark: {}{}\n", named ? "" : problem.file + ": ", problem.message);
  }
  return text;
}

Json report_as_json(const ImportReport& report, const std::string& dataset) {
  return {{"dataset", dataset},
          {"sequences", report.sequences},
          {"frames", report.frames},
          {"files", report.files},
          {"problems", problems_as_json(report.problems)},
          {"unread", unread_as_json(report.unread)},
          {"already_present", report.already_present}};
}

std::string report_as_text(const ImportReport& report, const std::string& dataset) {
  std::string text = fmt::format("{}: {} sequences, {} frames from {} files\n", dataset,
                                 grouped(report.sequences), grouped(report.frames), grouped(report.files));
  if (!report.already_present.empty()) {
    text += fmt::format("{} files were in the project already (reimport reads a dataset again)\n",
                        grouped(std::ssize(report.already_present)));
  }
  const auto left_out = std::ranges::count(report.problems, true, &ProblemRecord::skipped);
  if (left_out > 0) text += fmt::format("{} files or folders were left out\n", grouped(left_out));
  return text + remarks_as_text(report.problems);
}

}  // namespace solopose

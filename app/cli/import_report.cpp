#include "app/cli/import_report.h"
#include "core/base/counted.h"

#include <algorithm>

#include <fmt/format.h>

namespace solopose {

Json unread_as_json(std::span<const UnreadFiles> unread) {
  Json list = Json::array();
  for (const UnreadFiles& kind : unread) {
    Json paths = Json::array();
    for (const auto& path : kind.paths) paths.push_back(path.string());
    list.push_back({{"folder", kind.folder.string()},
                    {"ending", kind.ending},
                    {"files", kind.count},
                    {"example", kind.example.string()},
                    {"paths", paths},
                    {"reason", kind.reason}});
  }
  return list;
}

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
  std::string text = fmt::format("{}: {}, {} from {}\n", dataset, counted(report.sequences, "sequence"),
                                 counted(report.frames, "frame"), counted(report.files, "file"));
  if (!report.already_present.empty()) {
    text += counted(std::ssize(report.already_present), "file") +
            " in the project already (reimport reads a dataset again)\n";
  }
  const auto left_out = std::ranges::count(report.problems, true, &ProblemRecord::skipped);
  if (left_out > 0) text += counted(left_out, "path") + " left out\n";
  return text + remarks_as_text(report.problems);
}

}  // namespace solopose

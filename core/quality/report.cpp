#include "core/quality/report.h"

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/quality/report_csv.h"
#include "core/quality/report_html.h"

namespace solopose {

void write_quality_report(const std::filesystem::path& out, const Project& project, const Catalog& catalog,
                          const QualityReport& report, CsvTexts texts, const JobContext& context) {
  const std::string ending = out.extension().string();
  if (ending == ".html") {
    write_text_atomically(out, quality_page(project, catalog, report, context));
  } else if (ending == ".csv") {
    write_text_atomically(out, findings_as_csv(report, catalog, texts));
  } else if (ending == ".json") {
    write_text_atomically(out, findings_as_json(report, catalog).dump(2) + '\n');
  } else {
    throw Error(fmt::format("{}: expected a report that ends in .html, .csv or .json", out.string()));
  }
}

}  // namespace solopose

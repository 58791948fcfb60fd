#include "core/evaluation/kept_results.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/base/translatable.h"
#include "core/project/project_places.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uintmax_t most_bytes = 20'000'000;

// NaN, which JSON does not have, is null.
Json json_of(double value) { return std::isfinite(value) ? Json(value) : Json(); }
double number_of(const Json& json) { return json.is_null() ? PoseScores::undefined : json.get<double>(); }

Json json_of(const ComparisonRow& row) {
  const PoseScores& scores = row.scores;
  return {{"name", row.name},
          {"dataset", row.dataset},
          {"split", row.split},
          {"frames", scores.frames},
          {"mpjpe_mm", json_of(scores.mpjpe_mm)},
          {"p_mpjpe_mm", json_of(scores.p_mpjpe_mm)},
          {"n_mpjpe_mm", json_of(scores.n_mpjpe_mm)},
          {"mpjve_mm", json_of(scores.mpjve_mm)},
          {"pck150", json_of(scores.pck150)},
          {"auc", json_of(scores.auc)},
          {"mpjpe_over_actions_mm", json_of(row.mpjpe_over_actions_mm)},
          {"p_mpjpe_over_actions_mm", json_of(row.p_mpjpe_over_actions_mm)}};
}

ComparisonRow row_of(const Json& json) {
  ComparisonRow row;
  row.name = json.at("name").get<std::string>();
  row.dataset = json.at("dataset").get<std::string>();
  row.split = json.at("split").get<std::string>();
  row.action = all_of_them;
  row.scores.frames = json.at("frames").get<std::int64_t>();
  row.scores.mpjpe_mm = number_of(json.at("mpjpe_mm"));
  row.scores.p_mpjpe_mm = number_of(json.at("p_mpjpe_mm"));
  row.scores.n_mpjpe_mm = number_of(json.at("n_mpjpe_mm"));
  row.scores.mpjve_mm = number_of(json.at("mpjve_mm"));
  row.scores.pck150 = number_of(json.at("pck150"));
  row.scores.auc = number_of(json.at("auc"));
  row.mpjpe_over_actions_mm = number_of(json.at("mpjpe_over_actions_mm"));
  row.p_mpjpe_over_actions_mm = number_of(json.at("p_mpjpe_over_actions_mm"));
  return row;
}

Json json_of(const WorstClip& clip) {
  return {{"sequence", clip.sequence},
          {"camera", clip.camera},
          {"first_frame", clip.first_frame},
          {"mpjpe_mm", clip.mpjpe_mm}};
}

WorstClip clip_of(const Json& json) {
  return {json.at("sequence").get<std::string>(), json.at("camera").get<std::string>(),
          json.at("first_frame").get<std::int64_t>(), json.at("mpjpe_mm").get<double>()};
}

Json json_of(const Note& note) {
  return {{"words", note.words}, {"values", note.values}, {"about", note.about}};
}

/// Older files hold English sentences.
Note note_of(const Json& json) {
  if (json.is_string()) return {json.get<std::string>(), {}, {}};
  return {json.at("words").get<std::string>(), json.at("values").get<std::vector<std::string>>(),
          json.at("about").get<std::string>()};
}

Json json_of(const KeptResult& result) {
  Json rows = Json::array();
  for (const ComparisonRow& row : result.comparison.rows) rows.push_back(json_of(row));
  Json worst = Json::array();
  for (const WorstClip& clip : result.worst) worst.push_back(json_of(clip));
  Json notes = Json::array();
  for (const Note& note : result.notes) notes.push_back(json_of(note));
  const MeasuredUnder& conditions = result.conditions;
  return {{"method", result.method},
          {"of_run", result.of_run},
          {"protocol", conditions.protocol},
          {"crops", name_of(conditions.crops)},
          {"held_out_cameras_only", conditions.held_out_cameras_only},
          {"with_rejected", conditions.with_rejected},
          {"without_estimated", conditions.without_estimated},
          {"trained_on", result.trained_on},
          {"measured_at", result.measured_at},
          {"data_revision", result.data_revision},
          {"frames_rejected", result.frames_rejected},
          {"frame", result.comparison.protocol.frame},
          {"crops_of_poses", name_of(result.comparison.protocol.crops)},
          {"rows", rows},
          {"notes", notes},
          {"worst", worst}};
}

CropSource crops_named(const Json& name) {
  const auto crops = value_named<CropSource>(name.get<std::string>());
  if (!crops) throw Error(fmt::format("no source of crops \"{}\"", name.get<std::string>()));
  return *crops;
}

KeptResult result_of(const Json& json) {
  KeptResult result;
  result.method = json.at("method").get<std::string>();
  result.of_run = json.at("of_run").get<bool>();
  MeasuredUnder& conditions = result.conditions;
  conditions.protocol = json.at("protocol").get<std::string>();
  conditions.crops = crops_named(json.at("crops"));
  conditions.held_out_cameras_only = json.at("held_out_cameras_only").get<bool>();
  conditions.with_rejected = json.at("with_rejected").get<bool>();
  conditions.without_estimated = json.at("without_estimated").get<bool>();
  result.trained_on = json.at("trained_on").get<std::vector<std::string>>();
  result.measured_at = json.at("measured_at").get<std::string>();
  result.data_revision = json.value("data_revision", std::int64_t());
  result.frames_rejected = json.at("frames_rejected").get<std::int64_t>();
  result.comparison.protocol = protocol_named(conditions.protocol);
  result.comparison.protocol.frame = json.at("frame").get<std::string>();
  result.comparison.protocol.crops = crops_named(json.at("crops_of_poses"));
  for (const Json& row : json.at("rows")) result.comparison.rows.push_back(row_of(row));
  for (const Json& note : json.at("notes")) result.notes.push_back(note_of(note));
  for (const Json& clip : json.at("worst")) result.worst.push_back(clip_of(clip));
  return result;
}

std::string text_in(const fs::path& file) {
  const auto bytes = fs::file_size(file);
  if (bytes > most_bytes)
    throw FormatError(file, "size", fmt::format("at most {} bytes", most_bytes), std::to_string(bytes));
  std::ifstream in(file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) throw Error(fmt::format("{}: cannot be read", file.string()));
  return text;
}

bool same_data(const ComparisonRow& a, const ComparisonRow& b) {
  return a.name == b.name && a.dataset == b.dataset && a.split == b.split;
}

/// What the older one knows of other data than the newer.
void take_rest(const KeptResult& older, KeptResult& newer) {
  std::vector<ComparisonRow> rows = older.comparison.rows;
  std::erase_if(rows, [&](const ComparisonRow& row) {
    return std::ranges::any_of(newer.comparison.rows,
                               [&](const ComparisonRow& fresh) { return same_data(row, fresh); });
  });
  newer.comparison.rows.insert(newer.comparison.rows.begin(), rows.begin(), rows.end());
  if (!rows.empty()) newer.data_revision = older.data_revision;
}

std::string utc_now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

/// Means over runs of one row of figures.
struct Means {
  double mpjpe_mm = 0;
  double p_mpjpe_mm = 0;
  double pck150 = 0;
  double auc = 0;
  std::int64_t frames = 0;
  int runs = 0;

  void add(const ComparisonRow& row) {
    mpjpe_mm += row.scores.mpjpe_mm;
    p_mpjpe_mm += row.scores.p_mpjpe_mm;
    pck150 += row.scores.pck150;
    auc += row.scores.auc;
    frames = std::max(frames, row.scores.frames);
    ++runs;
  }
  ResultFigures figures() const {
    return {mpjpe_mm / runs, p_mpjpe_mm / runs, frames, pck150 / runs, auc / runs};
  }
};

std::string training_text(const KeptResult& result) {
  return result.trained_on.empty() ? all_datasets : fmt::format("{}", fmt::join(result.trained_on, " + "));
}

Note out_of_date(const KeptResult& result) { return {out_of_date_words, {}, result.method}; }

bool is_test_of_one_dataset(const ComparisonRow& row) {
  return row.dataset != all_of_them && (row.split == "test" || row.split == "independent");
}

}  // namespace

MeasuredUnder conditions_of(const EvaluateOptions& options) {
  const CropSource crops =
      options.protocol.crops == CropSource::unknown ? CropSource::exact : options.protocol.crops;
  return {std::string(options.protocol.name), crops, options.held_out_cameras_only, options.with_rejected,
          options.without_estimated};
}

std::string text_of(const MeasuredUnder& conditions) {
  std::string text = fmt::format("{}, {} crops", conditions.protocol, name_of(conditions.crops));
  if (conditions.held_out_cameras_only) text += ", held-out cameras only";
  if (conditions.with_rejected) text += ", with rejected frames";
  if (conditions.without_estimated) text += ", without estimated joints";
  return text;
}

KeptResult kept_result(const fs::path& run, const EvaluateOptions& options, const Evaluation& evaluation) {
  KeptResult result;
  const Run trained = read_run(run);
  result.method = evaluation.model.run.empty() ? trained.name() : evaluation.model.run;
  result.conditions = conditions_of(options);
  result.trained_on = trained.options.data.datasets;
  result.measured_at = utc_now();
  result.data_revision = evaluation.data_revision;
  result.frames_rejected = evaluation.frames_rejected;
  result.comparison.protocol = evaluation.comparison.protocol;
  result.comparison.rows = evaluation.comparison.rows;
  result.comparison.sequences = evaluation.comparison.sequences;
  result.notes = evaluation.notes;
  result.worst = evaluation.worst;
  return result;
}

std::vector<KeptResult> read_results(const fs::path& run) {
  const fs::path file = run / run_names::results;
  std::error_code none;
  if (!fs::is_regular_file(file, none)) return {};
  std::vector<KeptResult> results;
  try {
    for (const Json& result : Json::parse(text_in(file))) {
      results.push_back(result_of(result));
      results.back().run = run;
    }
  } catch (const Json::exception& failure) {
    throw FormatError(file, "results", "a list of results as evaluations keep them", failure.what());
  } catch (const FormatError&) {
    throw;
  } catch (const Error& failure) {
    throw FormatError(file, "results", "names that are known", failure.what());
  }
  return results;
}

void keep_result(const fs::path& run, KeptResult result) {
  read_run(run);  // nothing is laid into a folder that is no run
  std::vector<KeptResult> results = read_results(run);
  if (result.measured_at.empty()) result.measured_at = utc_now();
  const auto older = std::ranges::find_if(results, [&](const KeptResult& kept) {
    return kept.method == result.method && kept.of_run == result.of_run &&
           kept.conditions == result.conditions;
  });
  if (older == results.end()) {
    results.push_back(std::move(result));
  } else {
    take_rest(*older, result);
    *older = std::move(result);
  }
  Json json = Json::array();
  for (const KeptResult& kept : results) json.push_back(json_of(kept));
  const fs::path file = run / run_names::results;
  require_own_file(file);
  write_text_atomically(file, json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
}

ProjectResults list_results(const fs::path& project_folder) {
  ProjectResults found;
  std::vector<Run> runs = list_runs(project_folder);
  std::ranges::sort(runs, {}, [](const Run& run) { return std::pair(run.created, run.name()); });
  for (const Run& run : runs) {
    try {
      std::ranges::move(read_results(run.folder), std::back_inserter(found.results));
    } catch (const Error& failure) {
      found.problems.emplace_back(failure.what());
    }
  }
  return found;
}

std::vector<MeasuredUnder> conditions_among(std::span<const KeptResult> results) {
  std::vector<MeasuredUnder> all;
  for (const KeptResult& result : results) {
    if (std::ranges::find(all, result.conditions) == all.end()) all.push_back(result.conditions);
  }
  return all;
}

bool is_out_of_date(const KeptResult& result, std::int64_t data_revision) {
  return result.data_revision != 0 && result.data_revision != data_revision;
}

ResultTable table_of(std::span<const KeptResult> results, const MeasuredUnder& conditions, bool quote_paper,
                     std::int64_t data_revision) {
  std::vector<Comparison> measurements;
  std::vector<Note> notes;
  for (const bool of_run : {true, false}) {
    for (const KeptResult& result : results) {
      if (result.conditions != conditions || result.of_run != of_run) continue;
      measurements.push_back(result.comparison);
      for (const Note& note : result.notes) notes.push_back(about(result.method, note));
      if (is_out_of_date(result, data_revision)) notes.push_back(out_of_date(result));
    }
  }
  if (measurements.empty()) return {};
  ResultTable table = result_table(measurements, mean_pose_row, quote_paper);
  table.notes.insert(table.notes.end(), notes.begin(), notes.end());
  return table;
}

ResultTable cross_dataset_table(std::span<const KeptResult> results, const MeasuredUnder& conditions,
                                std::int64_t data_revision) {
  ResultTable table;
  table.protocol = protocol_named(conditions.protocol);
  table.protocol.crops = conditions.crops;
  std::vector<std::string> lines;
  std::map<std::pair<std::string, std::string>, Means> means;
  std::map<std::string, int> runs;
  std::string frame;
  for (const bool baseline : {true, false}) {
    for (const KeptResult& result : results) {
      if (!result.of_run || result.conditions != conditions) continue;
      const std::string line = (baseline ? mean_pose_of_row : trained_on_row) + training_text(result);
      if (std::ranges::find(lines, line) == lines.end()) lines.push_back(line);
      ++runs[line];
      const std::string& of_result = result.comparison.protocol.frame;
      frame = frame.empty() || frame == of_result ? of_result : "not the same in all lines";
      for (const ComparisonRow& row : result.comparison.rows) {
        if (row.name != (baseline ? mean_pose_row : result.method) || !is_test_of_one_dataset(row)) continue;
        const std::string set = fmt::format("{}, {}", row.dataset, row.split);
        if (std::ranges::find(table.test_sets, set) == table.test_sets.end()) table.test_sets.push_back(set);
        means[{line, set}].add(row);
      }
    }
  }
  table.protocol.frame = frame;
  std::ranges::sort(table.test_sets);
  for (const std::string& name : lines) {
    ResultLine line{name, {}, conditions.crops, frame};
    for (const std::string& set : table.test_sets) {
      const auto known = means.find({name, set});
      line.figures.push_back(known == means.end() ? ResultFigures() : known->second.figures());
    }
    table.measured.push_back(std::move(line));
    if (runs[name] > 1)
      table.notes.push_back(
          {TRANSLATABLE("solopose::Note", "the mean of %1 runs"), {std::to_string(runs[name])}, name});
  }
  for (const KeptResult& result : results) {
    if (result.of_run && result.conditions == conditions && is_out_of_date(result, data_revision))
      table.notes.push_back(out_of_date(result));
  }
  return table;
}

}  // namespace solopose

#include "core/runs/run_folder.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <fstream>
#include <sstream>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/atomic_folder.h"
#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/options/validation.h"
#include "core/project/project_places.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_log.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uintmax_t most_text_bytes = 10'000'000;

std::optional<std::string> text_of_file(const fs::path& file) {
  std::error_code none;
  const auto bytes = fs::file_size(file, none);
  if (none) return std::nullopt;
  if (bytes > most_text_bytes) {
    throw FormatError(file, "size", fmt::format("at most {} bytes", most_text_bytes), std::to_string(bytes));
  }
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return std::nullopt;
  return std::move(text).str();
}

void write_own_text(const fs::path& file, const std::string& text) {
  require_own_file(file);
  write_text_atomically(file, text);
}

std::vector<WorstClip> read_worst_clips(const fs::path& folder) {
  const fs::path file = folder / run_names::worst_clips;
  const auto text = text_of_file(file);
  std::vector<WorstClip> worst;
  if (!text) return worst;
  try {
    for (const Json& clip : Json::parse(*text)) {
      worst.push_back({.sequence = clip.at("sequence").get<std::string>(),
                       .camera = clip.at("camera").get<std::string>(),
                       .first_frame = clip.at("first_frame").get<std::int64_t>(),
                       .mpjpe_mm = clip.at("mpjpe_mm").get<double>()});
    }
  } catch (const Json::exception&) {
    throw FormatError(file, "clips", "sequence, camera, first_frame and mpjpe_mm of each", "others");
  }
  return worst;
}

std::tm utc_now() {
  return fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
}

/// A folder's name that every system can hold and that stays below runs/.
void require_plain_name(const std::string& name) {
  const bool plain = !name.empty() && name.size() <= 200 && name.front() != '.' &&
                     name.find('/') == name.npos &&
                     std::ranges::none_of(name, [](unsigned char letter) { return letter < ' '; });
  if (!plain) {
    throw Error(
        fmt::format("run \"{}\": expected a name of 1 to 200 letters without / and not beginning with "
                    "a dot",
                    name));
  }
}

/// Absolute.
fs::path without_trailing_slash(const fs::path& folder) {
  return (fs::absolute(folder) / "").lexically_normal().parent_path();
}

std::string free_name(const fs::path& runs, const TrainingOptions& options) {
  const std::string_view preset = options.preset();
  const std::string stem = fmt::format("{:%Y-%m-%d}-{}", utc_now(), preset.empty() ? "custom" : preset);
  std::string name = stem;
  for (int number = 2; fs::exists(runs / name); ++number) name = fmt::format("{}-{}", stem, number);
  return name;
}

/// Later it would be taken for that of an older run.
void require_known_activation(const NetworkOptions& network) {
  const ClipActivation activation = network.clip.activation;
  require_fitting(network.encoder != EncoderKind::clip || activation != ClipActivation::unstated,
                  "training options", "network.clip.activation", "quick_gelu or gelu", name_of(activation));
}

}  // namespace

bool Run::has_model() const {
  std::error_code none;
  return fs::is_regular_file(best_model(), none);
}

Run read_run(const fs::path& folder) {
  Run run;
  run.folder = fs::absolute(folder).lexically_normal();
  if (!run.folder.has_filename()) run.folder = run.folder.parent_path();
  const fs::path config = run.folder / run_names::config;
  const auto text = text_of_file(config);
  if (!text)
    throw Error(
        fmt::format("{}: not a training run: it has no readable {}", folder.string(), run_names::config));
  try {
    run.options = TrainingOptions::from_json(*text);
    run.options.network.complete_older_file();
  } catch (const Error& failure) {
    throw Error(fmt::format("{}: {}", config.string(), failure.what()));
  }
  RunHistory history = read_run_log(run.folder / run_names::log);
  run.created = std::move(history.created);
  run.error = std::move(history.error);
  run.steps = std::move(history.steps);
  run.epochs = std::move(history.epochs);
  run.checkpoint_step = history.checkpoint_step;
  run.state = history.state;
  const bool alive = run.state == RunState::running || run.state == RunState::paused;
  if (alive && !RunLock::is_held(run.folder)) run.state = RunState::interrupted;
  run.notes = text_of_file(run.folder / run_names::notes).value_or(run.options.notes);
  run.worst = read_worst_clips(run.folder);
  return run;
}

std::vector<Run> list_runs(const fs::path& project_folder) {
  std::vector<Run> runs;
  std::error_code none;
  for (fs::directory_iterator entry(ProjectPlaces(project_folder).runs(), none), end; !none && entry != end;
       entry.increment(none)) {
    std::error_code gone;
    if (!entry->is_directory(gone) || entry->path().filename().string().starts_with('.')) continue;
    try {
      runs.push_back(read_run(entry->path()));
    } catch (const Error& failure) {
      Run damaged;
      damaged.folder = entry->path();
      damaged.state = RunState::failed;
      damaged.error = failure.what();
      runs.push_back(std::move(damaged));
    }
  }
  std::ranges::sort(runs, [](const Run& a, const Run& b) {
    return a.created != b.created ? a.created > b.created : a.name() < b.name();
  });
  return runs;
}

void write_run_notes(const fs::path& folder, const std::string& notes) {
  write_own_text(folder / run_names::notes, notes);
}

void write_worst_clips(const fs::path& folder, const std::vector<WorstClip>& worst) {
  Json clips = Json::array();
  for (const WorstClip& clip : worst) {
    clips.push_back({{"sequence", clip.sequence},
                     {"camera", clip.camera},
                     {"first_frame", clip.first_frame},
                     {"mpjpe_mm", clip.mpjpe_mm}});
  }
  write_own_text(folder / run_names::worst_clips, clips.dump(2) + '\n');
}

fs::path create_run(const fs::path& project_folder, const TrainingOptions& options) {
  const fs::path runs = ProjectPlaces(project_folder).runs();
  const std::string name = options.name.empty() ? free_name(runs, options) : options.name;
  require_plain_name(name);
  const fs::path folder = runs / name;
  create_run_in(folder, options);
  return folder;
}

void create_run_in(const fs::path& folder, TrainingOptions options) {
  options.require_valid();
  require_known_activation(options.network);
  const fs::path whole = without_trailing_slash(folder);
  options.name = whole.filename().string();
  std::error_code unknown;
  if (fs::exists(whole, unknown) && !(fs::is_directory(whole, unknown) && fs::is_empty(whole, unknown))) {
    throw Error(fmt::format("{}: is there already; choose another name, or resume it if it is a run",
                            whole.string()));
  }
  // It appears whole: who lists runs meanwhile, or after a kill, sees none that looks damaged.
  AtomicFolder pending(whole);
  RunLog(pending.temporary() / run_names::log).created(fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", utc_now()));
  write_text_atomically(pending.temporary() / run_names::config, options.to_json());
  if (!options.notes.empty()) write_run_notes(pending.temporary(), options.notes);
  pending.commit();
}

bool is_unbegun_run(const fs::path& folder, TrainingOptions options) {
  if (!fs::is_regular_file(folder / run_names::config)) return false;
  const Run run = read_run(folder);
  options.name = without_trailing_slash(folder).filename().string();
  constexpr std::array left = {RunState::queued, RunState::interrupted, RunState::cancelled,
                               RunState::failed};
  return run.checkpoint_step == 0 && std::ranges::find(left, run.state) != left.end() &&
         run.options.to_json() == options.to_json();
}

bool drop_unbegun_run(const fs::path& folder) {
  const Run run = read_run(folder);
  const bool begun = !run.steps.empty() || !run.epochs.empty() || run.checkpoint_step > 0;
  if (begun || run.state != RunState::failed) return false;
  delete_run(folder);
  return true;
}

void extend_run(const fs::path& folder, std::int64_t steps) {
  Run run = read_run(folder);
  const auto lock = RunLock::take(folder);
  if (!lock) throw Error(fmt::format("{}: is being trained; stop it first", folder.string()));
  const std::int64_t more = steps - run.options.steps();
  StageOptions& last = run.options.last_stage();
  if (steps <= run.checkpoint_step || last.steps + more < 1) {
    throw Error(fmt::format("{}: steps: expected more than the {} that were done, found {}", folder.string(),
                            run.checkpoint_step, steps));
  }
  last.steps += more;
  run.options.require_valid();
  write_own_text(run.folder / run_names::config, run.options.to_json());
}

void delete_run(const fs::path& folder) {
  if (!fs::is_regular_file(folder / run_names::config) && !fs::is_regular_file(folder / run_names::log)) {
    throw Error(fmt::format("{}: not a training run", folder.string()));
  }
  const auto lock = RunLock::take(folder);
  if (!lock) throw Error(fmt::format("{}: is being trained; cancel it first", folder.string()));
  std::error_code failure;
  fs::remove_all(folder, failure);
  if (failure) throw Error(fmt::format("{}: cannot be deleted: {}", folder.string(), failure.message()));
}

}  // namespace solopose

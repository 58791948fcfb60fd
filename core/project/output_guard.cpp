#include "core/project/output_guard.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/folder_entries.h"
#include "core/project/database.h"
#include "core/project/project.h"
#include "core/project/project_places.h"
#include "core/project/project_remains.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

std::string in_small_letters(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// `place` is absolute and without links. What does not exist yet has only its name.
bool is_same(const fs::path& place, const fs::path& other) {
  std::error_code unknown;
  if (fs::exists(other, unknown)) return fs::equivalent(place, other, unknown);
  return place == fs::weakly_canonical(fs::absolute(other), unknown);
}

/// `out` is the folder, or lies in it: the way from there to here.
std::optional<fs::path> way_below(const fs::path& folder, const fs::path& out) {
  fs::path way;
  for (fs::path above = out;; above = above.parent_path()) {
    if (is_same(above, folder)) return way;
    if (above == above.parent_path()) return std::nullopt;
    way = way.empty() ? above.filename() : above.filename() / way;
  }
}

/// One output against all that must stay.
class Check {
 public:
  Check(const fs::path& out, const OutputGuard& guard) : shown_(out), guard_(guard) {
    std::error_code unknown;
    const fs::path end = place_of_output(out);
    there_ = fs::status(end, unknown);  // a pipe behind /dev/stdout has no place below
    place_ = fs::weakly_canonical(fs::absolute(end), unknown);
    if (!place_.has_filename()) place_ = place_.parent_path();
  }

  void run() const {
    for (const OutputGuard::Input& input : guard_.inputs) {
      if (!input.path.empty()) refuse_input(input);
    }
    refuse_projects();
    refuse_model();
    if (!guard_.endings.empty()) refuse_other_kind();
    if (fs::exists(there_)) require_unprotected(place_, shown_);
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw Error(fmt::format("{}: is {}; choose another name", shown_.string(), what));
  }

  bool is_file() const { return fs::is_regular_file(there_); }

  void refuse_input(const OutputGuard::Input& input) const {
    if (is_same(place_, input.path)) refuse(fmt::format("{} itself", input.what));
    std::error_code unknown;
    if (is_file() && fs::is_directory(input.path, unknown) && way_below(input.path, place_))
      refuse(fmt::format("a file of {}", input.what));
  }

  void refuse_projects() const {
    if (!guard_.project.empty()) refuse_files_of(guard_.project);
    for (fs::path folder = place_; folder != folder.parent_path(); folder = folder.parent_path()) {
      if (!is_or_was_project(folder)) continue;
      refuse_own_places(folder);
      if (!Project::exists(folder)) continue;
      if (guard_.project.empty() || !is_same(folder, guard_.project)) refuse_files_of(folder);
    }
  }

  void refuse_own_places(const fs::path& project) const {
    const fs::path way = *way_below(project, place_);
    if (way.empty()) refuse("a project");
    const std::string first = in_small_letters(way.begin()->string());
    const auto depth = std::distance(way.begin(), way.end());
    constexpr std::array own = {project_names::poses, project_names::trash, project_names::cache};
    const bool kept_prediction = first == project_names::predictions && depth > 2;
    if (first.starts_with(project_names::database) || kept_prediction ||
        std::ranges::find(own, first) != own.end())
      refuse(fmt::format("where the project {} keeps its own files", project.string()));
  }

  void refuse_files_of(const fs::path& project) const {
    if (!is_file()) return;
    refuse_linked_places(project);
    for (const fs::path& source : sources_of(project)) {
      std::error_code unknown;
      const bool inside = fs::is_directory(source, unknown) && way_below(source, place_);
      if (inside || is_same(place_, source))
        refuse(fmt::format("a file that the project {} was made from", project.string()));
    }
  }

  std::vector<fs::path> sources_of(const fs::path& project) const {
    try {
      return Project::open(project).source_files();
    } catch (const Error& failure) {
      throw Error(fmt::format("{}: is there already and may belong to a project that cannot be asked: {}",
                              shown_.string(), failure.what()));
    }
  }

  /// The project's own files under other names: hard links.
  void refuse_linked_places(const fs::path& project) const {
    std::error_code unknown;
    if (fs::hard_link_count(place_, unknown) < 2) return;
    for (const char* own : {".", project_names::poses, project_names::trash}) {
      for (const std::string& name : names_in(project / own)) {
        if (is_same(place_, project / own / name))
          refuse(fmt::format("a file of the project {}", project.string()));
      }
    }
  }

  void refuse_model() const {
    constexpr std::array models = {".safetensors", ".pt", ".pth", ".ckpt", ".onnx"};
    constexpr std::array of_a_run = {run_names::config,      run_names::log,     run_names::notes,
                                     run_names::worst_clips, run_names::results, project_names::lock};
    if (!is_file()) return;
    if (std::ranges::find(models, in_small_letters(place_.extension().string())) != models.end())
      refuse("a model");
    const fs::path folder = place_.parent_path();
    const bool run = fs::exists(folder / of_a_run[0]) && fs::exists(folder / of_a_run[1]);
    if (run && std::ranges::find(of_a_run, place_.filename().string()) != of_a_run.end())
      refuse("a file of a training run");
  }

  void refuse_other_kind() const {
    if (!fs::exists(there_)) return;
    if (!is_file()) refuse(fs::is_directory(there_) ? "a folder" : "no ordinary file");
    const std::string ending = in_small_letters(place_.extension().string());
    const bool like_it = std::ranges::any_of(
        guard_.endings, [&](const std::string& own) { return in_small_letters(own) == ending; });
    if (!like_it) refuse(fmt::format("there already and no {} file", fmt::join(guard_.endings, " or ")));
  }

  const fs::path& shown_;
  const OutputGuard& guard_;
  fs::path place_;  ///< absolute, without links
  fs::file_status there_;
};

}  // namespace

void guard_output(const fs::path& out, const OutputGuard& guard) { Check(out, guard).run(); }

}  // namespace solopose

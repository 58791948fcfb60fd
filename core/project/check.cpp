#include "core/project/check.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/files/hdf5_file.h"
#include "core/files/hdf5_source.h"
#include "core/project/catalog.h"
#include "core/project/open_database.h"
#include "core/project/pose_folder.h"
#include "core/project/project.h"
#include "core/project/project_places.h"
#include "core/project/sequence_videos.h"
#include "core/project/stored_fields.h"
#include "core/project/trash.h"
#include "core/skeleton/joint_set.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

using Kind = CheckFinding::Kind;

/// A track as the database describes it.
struct Track {
  std::string name;  ///< subject/take/view
  std::string group;
  Hdf5Shape shape;
};

/// An import as the database describes it.
struct Import {
  ImportId id = 0;
  std::string dataset;
  bool active = false;
  std::string format;
  std::vector<std::string> sources;  ///< relative to the project where inside it
  std::vector<Track> tracks;
};

std::vector<Import> read_imports(SQLite::Database& sql) {
  std::vector<Import> imports;
  SQLite::Statement rows(sql,
                         "SELECT import.id, name, active, import.format, paths FROM import "
                         "LEFT JOIN dataset ON dataset.id = dataset ORDER BY import.id");
  SQLite::Statement tracks(
      sql,
      "SELECT subject, take, view, pose_group, frames, json FROM sequence "
      "LEFT JOIN joint_set ON joint_set.id = joint_set WHERE import = ? ORDER BY sequence.id");
  while (rows.executeStep()) {
    Import& import = imports.emplace_back();
    import.id = rows.getColumn(0).getInt64();
    import.dataset = rows.getColumn(1).getString();
    import.active = rows.getColumn(2).getInt() != 0;
    import.format = rows.getColumn(3).getString();
    import.sources = texts_from_json(rows.getColumn(4).getString());
    tracks.bind(1, import.id);
    while (tracks.executeStep()) {
      const JointSet joints = JointSet::from_json(tracks.getColumn(5).getString());
      import.tracks.push_back({tracks.getColumn(0).getString() + '/' + tracks.getColumn(1).getString() + '/' +
                                   tracks.getColumn(2).getString(),
                               tracks.getColumn(3).getString(),
                               { static_cast<std::uint64_t>(tracks.getColumn(4).getInt64()),
                                 static_cast<std::uint64_t>(joints.size()),
                                 3 }});
    }
    tracks.reset();
  }
  return imports;
}

/// What is wrong with a track in its open file; empty when nothing is.
std::string fault_of(const Hdf5File& file, const Track& track) {
  try {
    const Hdf5Dataset dataset = file.dataset(track.group);
    if (dataset.shape() != track.shape) {
      return fmt::format("expected shape ({}), found ({})", fmt::join(track.shape, ", "),
                         fmt::join(dataset.shape(), ", "));
    }
    if (const std::string found = dataset.text_attribute("name"); found != track.name)
      return fmt::format("expected track {}, found {}", track.name, found);
    static_cast<void>(dataset.read<float>());
  } catch (const Error& failure) {
    return failure.what();
  }
  return "";
}

bool is_there(const fs::path& path) {
  std::error_code none;
  return fs::exists(path, none);
}

/// "a, b and 3 more"
std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 3;
  if (names.size() <= most) return fmt::format("{}", fmt::join(names, ", "));
  return fmt::format("{} and {} more", fmt::join(names.begin(), names.begin() + most, ", "),
                     names.size() - most);
}

constexpr const char* how_to_replace_database =
    "close the project everywhere and put a whole copy of project.sqlite (a backup) in its place; keep the "
    "damaged one "
    "beside it under another name. The pose files in poses stay valid. Without a copy import the sources "
    "again "
    "into a new project";

}  // namespace

class ProjectCheck {
 public:
  ProjectCheck(fs::path folder, const JobContext& context) : folder_(std::move(folder)), context_(context) {}

  CheckReport run() {
    std::vector<Import> imports;
    const std::optional<Project> project = open(imports);
    if (project) {
      check_database(*project);
      check_pose_files(imports);
      note_what_is_gone(*project, imports);
    } else {
      check_pose_files_alone();
    }
    return std::move(report_);
  }

 private:
  void add(Kind kind, std::string where, std::string what, std::string advice = "") {
    report_.findings.push_back({kind, std::move(where), std::move(what), std::move(advice)});
  }

  std::optional<Project> open(std::vector<Import>& imports) {
    if (!Project::exists(folder_)) {
      if (!is_there(ProjectPlaces(folder_).poses()))
        throw Error(fmt::format("{}: there is nothing of a SoloPose project here", folder_.string()));
      add(Kind::damage, project_names::database, "is missing", how_to_replace_database);
      return std::nullopt;
    }
    try {
      return translating_errors(folder_, [&] {
        std::optional<Project> project(Project(open_snapshot(folder_, "it is being checked")));
        imports = read_imports(project->database_->sql);
        return project;
      });
    } catch (const Error& failure) {
      add(Kind::damage, project_names::database, failure.what(), how_to_replace_database);
      return std::nullopt;
    }
  }

  void check_database(const Project& project) {
    SQLite::Database& sql = project.database_->sql;
    std::vector<std::string> faults;
    try {
      SQLite::Statement structure(sql, "PRAGMA integrity_check(20)");
      while (structure.executeStep())
        if (std::string fault = structure.getColumn(0).getString(); fault != "ok")
          faults.push_back(std::move(fault));
      SQLite::Statement keys(sql, "PRAGMA foreign_key_check");
      while (keys.executeStep()) {
        faults.push_back(fmt::format("a row of {} names a row of {} that is not there",
                                     keys.getColumn(0).getString(), keys.getColumn(2).getString()));
      }
      if (faults.empty()) {
        ContentDigest digest(sql);
        if (std::string fault = digest.fault(); !fault.empty()) faults.push_back(std::move(fault));
      }
      static_cast<void>(project.catalog());
    } catch (const SQLite::Exception& failure) {
      faults.emplace_back(failure.what());
    } catch (const Error& failure) {
      faults.emplace_back(failure.what());
    }
    if (!faults.empty()) add(Kind::damage, project_names::database, some_of(faults), how_to_replace_database);
  }

  void check_pose_files(const std::vector<Import>& imports) {
    report_.imports = std::ssize(imports);
    for (const Import& import : imports) {
      context_.throw_if_stopped();
      context_.report({pose_file_of(import.id), &import - imports.data(), std::ssize(imports), "imports"});
      report_.sequences += std::ssize(import.tracks);
      check_pose_file(import);
    }
    context_.report({"", std::ssize(imports), std::ssize(imports), "imports"});
  }

  void check_pose_file(const Import& import) {
    const std::string name = pose_file_of(import.id);
    if (!is_there(folder_ / name)) {
      add(Kind::damage, name,
          fmt::format("is missing; {} are in it", tracks_of(import, import.tracks.size())),
          rescue_of(import, {}));
      return;
    }
    std::string fault;
    std::vector<std::string> lost = names_of(import.tracks);  // until the file can be opened
    try {
      lost = lost_tracks(folder_ / name, import);
      Hdf5Source bytes(folder_ / name);
      bytes.verify();
      if (lost.empty()) return count_whole(name, bytes);
    } catch (const Error& failure) {
      fault = failure.what();
    }
    if (fault.empty()) fault = fmt::format("{} cannot be read", tracks_of(import, lost.size()));
    add(Kind::damage, name, fault, rescue_of(import, lost));
  }

  void count_whole(const std::string& name, const Hdf5Source& bytes) {
    ++report_.pose_files;
    report_.pose_bytes += bytes.size();
    if (bytes.sealed()) return;
    add(Kind::note, name, "has no checksums, it was written by an earlier version; its shapes are right",
        "import its sources again to have them");
  }

  static std::vector<std::string> names_of(const std::vector<Track>& tracks) {
    std::vector<std::string> names;
    for (const Track& track : tracks) names.push_back(track.name);
    return names;
  }

  std::vector<std::string> lost_tracks(const fs::path& path, const Import& import) {
    std::vector<std::string> lost;
    const Hdf5File file = Hdf5File::open(path);
    for (const Track& track : import.tracks) {
      context_.throw_if_stopped();
      if (const std::string fault = fault_of(file, track); !fault.empty()) {
        context_.note(fmt::format("{}/{}: {}", import.dataset, track.name, fault));
        lost.push_back(track.name);
      }
    }
    return lost;
  }

  static std::string tracks_of(const Import& import, std::size_t count) {
    return fmt::format("{} of the {} sequences of dataset {}", count, import.tracks.size(), import.dataset);
  }

  /// How to get back what an import's damaged or missing file held. `lost`: its tracks that cannot be read.
  std::string rescue_of(const Import& import, const std::vector<std::string>& lost) {
    std::vector<std::string> present;
    for (const std::string& source : import.sources)
      if (is_there(folder_ / source)) present.push_back((folder_ / source).lexically_normal().string());
    std::string advice;
    if (!lost.empty() && lost.size() < import.tracks.size()) {
      advice = fmt::format("{} of its {} sequences are whole; lost are {}. ",
                           import.tracks.size() - lost.size(), import.tracks.size(), some_of(lost));
    }
    if (!present.empty()) {
      advice += fmt::format("its sources are there: import the dataset again from {} (format {})",
                            some_of(present), import.format);
    } else {
      advice += fmt::format("put a copy of {} (a backup) in its place; its sources are gone: {}",
                            pose_file_of(import.id), some_of(import.sources));
    }
    return advice;
  }

  void note_what_is_gone(const Project& project, const std::vector<Import>& imports) {
    for (const Import& import : imports) {
      std::vector<std::string> gone;
      for (const std::string& source : import.sources)
        if (!is_there(folder_ / source)) gone.push_back(source);
      if (import.active && !gone.empty()) {
        add(Kind::note, "dataset " + import.dataset,
            fmt::format("it cannot be imported again, its sources are gone: {}", some_of(gone)));
      }
    }
    try {
      std::map<DatasetId, std::set<std::string>> gone;
      const Catalog catalog = project.catalog();
      for (const SequenceRecord& sequence : catalog.sequences)
        for (const SequenceVideo& video : videos_of(sequence, folder_))
          if (!video.is_there()) gone[sequence.dataset].insert(video.stored_name);
      for (const auto& [dataset, videos] : gone) {
        add(Kind::note, "dataset " + catalog.dataset(dataset)->name,
            fmt::format("videos are gone: {}", some_of({videos.begin(), videos.end()})));
      }
      for (const StrayFile& file : trash_of(project).files) {
        if (file.kind == StrayFile::Kind::unlisted)
          add(Kind::note, file.path.string(),
              "no import lists this file; it stays until somebody moves it to the trash");
      }
    } catch (const Error&) {
      // The database is damaged; that has been said.
    }
  }

  /// Without a database that lists them.
  void check_pose_files_alone() {
    std::error_code unreadable;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(ProjectPlaces(folder_).poses(), unreadable))
      if (entry.path().extension() == ".h5") files.push_back(entry.path());
    std::ranges::sort(files);
    for (const fs::path& file : files) {
      context_.throw_if_stopped();
      const std::string name = file.lexically_relative(folder_).string();
      try {
        Hdf5Source bytes(file);
        bytes.verify();
        const Hdf5File opened = Hdf5File::open(file);
        const auto tracks = opened.has("sequences") ? opened.group("sequences").children().size() : 0;
        ++report_.pose_files;
        report_.pose_bytes += bytes.size();
        add(Kind::note, name,
            fmt::format("holds {} sequences, whole{}", tracks,
                        bytes.sealed() ? "" : " as far as can be told without checksums"));
      } catch (const Error& failure) {
        add(Kind::damage, name, failure.what());
      }
    }
  }

  fs::path folder_;
  const JobContext& context_;
  CheckReport report_;
};

bool CheckReport::whole() const {
  return std::ranges::none_of(findings,
                              [](const CheckFinding& f) { return f.kind == CheckFinding::Kind::damage; });
}

CheckReport check_project(const fs::path& folder, const JobContext& context) {
  return ProjectCheck(fs::absolute(folder).lexically_normal(), context).run();
}

}  // namespace solopose

#include "core/project/check.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/counted.h"
#include "core/files/hdf5_file.h"
#include "core/files/hdf5_source.h"
#include "core/project/catalog.h"
#include "core/project/open_database.h"
#include "core/project/pose_file.h"
#include "core/project/pose_folder.h"
#include "core/project/project.h"
#include "core/project/project_places.h"
#include "core/project/schema.h"
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

std::vector<std::string> faults_of_structure(SQLite::Database& sql) {
  std::vector<std::string> faults;
  SQLite::Statement structure(sql, "PRAGMA integrity_check(20)");
  while (structure.executeStep())
    if (std::string fault = structure.getColumn(0).getString(); fault != "ok")
      faults.push_back(std::move(fault));
  SQLite::Statement keys(sql, "PRAGMA foreign_key_check");
  while (keys.executeStep()) {
    faults.push_back(fmt::format("a row of {} names a row of {} that is not there",
                                 keys.getColumn(0).getString(), keys.getColumn(2).getString()));
  }
  return faults;
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
    const std::string labels = labels_group_of(track.group);
    if (!file.has(labels)) return {};
    for (const std::string& camera : file.group(labels).children())
      static_cast<void>(file.dataset(labels + '/' + camera).read<float>());
  } catch (const Error& failure) {
    return failure.what();
  }
  return "";
}

/// A file of a name, or what a link of that name leads to.
bool can_be_found(const fs::path& path) {
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
    "close the project everywhere, move project.sqlite away and with it project.sqlite-wal, -shm and "
    "-journal where they lie beside it (they would spoil another copy), and put a whole copy of "
    "project.sqlite (a backup) in its place. The pose files in poses stay valid. Without a copy import the "
    "sources again into a new project";

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
      if (!can_be_found(ProjectPlaces(folder_).poses()))
        throw Error(fmt::format("{}: there is nothing of a SoloPose project here", folder_.string()));
      add(Kind::damage, project_names::database, "is missing", how_to_replace_database);
      return std::nullopt;
    }
    try {
      return translating_errors(folder_, [&] {
        auto database = open_snapshot(folder_, "it is being checked");
        database->frozen = true;  // all findings are of one moment
        imports = read_imports(database->sql);
        return std::optional<Project>(Project(std::move(database)));
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
      faults = faults_of_structure(sql);
      if (faults.empty()) {
        ContentDigest digest(sql);
        if (std::string fault = digest.fault(); !fault.empty()) faults.push_back(std::move(fault));
      }
      if (faults.empty()) {
        SQLite::Transaction transaction(sql);
        bring_up_to_date(sql);
        transaction.commit();
        static_cast<void>(project.catalog());
      }
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
    if (!can_be_found(folder_ / name)) {
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
    std::string whole;
    if (!lost.empty() && lost.size() < import.tracks.size()) {
      whole = fmt::format("{} of its {} sequences are whole; lost are {}. ",
                          import.tracks.size() - lost.size(), import.tracks.size(), some_of(lost));
    }
    return whole + way_back_of(import);
  }

  std::string way_back_of(const Import& import) const {
    const std::vector<std::string> gone = gone_of(import);
    std::vector<std::string> present;
    for (const std::string& source : import.sources)
      if (std::ranges::find(gone, source) == gone.end())
        present.push_back((folder_ / source).lexically_normal().string());
    const std::string again =
        fmt::format("import the dataset again from {} (format {})", some_of(present), import.format);
    if (gone.empty() && !present.empty()) return "its sources are there: " + again;
    const std::string copy =
        fmt::format("put a copy of {} (a backup) in its place; ", pose_file_of(import.id));
    if (import.sources.empty()) return copy + "it was made from no file";
    if (present.empty()) return copy + fmt::format("its sources are gone: {}", some_of(gone));
    return copy +
           fmt::format("some of its sources are gone: {}. For what the others hold {}", some_of(gone), again);
  }

  /// Its sources that are not there any more.
  std::vector<std::string> gone_of(const Import& import) const {
    std::vector<std::string> gone;
    for (const std::string& source : import.sources)
      if (!can_be_found(folder_ / source)) gone.push_back(source);
    return gone;
  }

  void note_what_is_gone(const Project& project, const std::vector<Import>& imports) {
    for (const Import& import : imports) {
      const std::vector<std::string> gone = gone_of(import);
      if (!import.active || gone.empty()) continue;
      const char* what = gone.size() < import.sources.size()
                             ? "only a part of it can be imported again, some of its sources are gone"
                             : "it cannot be imported again, its sources are gone";
      add(Kind::note, "dataset " + import.dataset, fmt::format("{}: {}", what, some_of(gone)));
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
    for (const std::string& h5_file : h5_files_in(ProjectPlaces(folder_).poses())) {
      context_.throw_if_stopped();
      const fs::path file = ProjectPlaces(folder_).poses() / h5_file;
      const std::string name = file.lexically_relative(folder_).string();
      try {
        Hdf5Source bytes(file);
        bytes.verify();
        const Hdf5File opened = Hdf5File::open(file);
        const auto tracks = opened.has("sequences") ? opened.group("sequences").children().size() : 0;
        ++report_.pose_files;
        report_.pose_bytes += bytes.size();
        add(Kind::note, name,
            fmt::format("holds {}, whole{}", counted(static_cast<std::int64_t>(tracks), "sequence"),
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

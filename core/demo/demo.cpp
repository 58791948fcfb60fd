#include "core/demo/demo.h"

#include "core/augmotion/alignment.h"
#include "core/base/error.h"
#include "core/demo/aist_writer.h"
#include "core/demo/cast.h"
#include "core/demo/h36m_writer.h"
#include "core/demo/mads_writer.h"
#include "core/demo/mpi_writer.h"
#include "core/project/import.h"
#include "core/project/project.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace demo;

struct Source {
  const char* title;
  const char* format;
  const char* folder;
  void (*write)(const fs::path& folder);
  std::optional<double> frames_per_second;  ///< where the format does not tell it
};

/// A burst of jitter in one sequence, as a tracker that loses its grip.
void write_aist_source(const fs::path& folder) {
  std::vector<Take> takes = performed(aist_castings());
  add_jitter(take_named(takes, "gHO_sBM_cAll_d08_mHO3_ch04").recording, 150, 30, 35, 11);
  write_aist(folder, takes);
}

void write_h36m_source(const fs::path& folder) {
  write_h36m(folder / "data_3d_h36m.npz", performed(h36m_castings()));
}

void write_mpi_source(const fs::path& folder) { write_mpi_inf_3dhp(folder, performed(mpi_castings())); }

/// Left and right are swapped in the whole set, and some points and frames are lost.
void write_mads_source(const fs::path& folder) {
  std::vector<Take> takes = performed(mads_castings());
  lose_part(take_named(takes, "Kata2").recording, Part::right_hand, 40, 30);
  lose_part(take_named(takes, "Kata2").recording, Part::right_wrist, 50, 12);
  lose_part(take_named(takes, "Sports1").recording, Part::left_toe, 90, 25);
  lose_part(take_named(takes, "Sports1").recording, Part::left_ankle, 95, 18);
  lose_frames(take_named(takes, "Taichi1").recording, 100, 3);
  for (Take& take : takes) swap_sides(take.recording);
  write_mads(folder, takes);
}

constexpr std::array<Source, 4> sources = {{
    {"AIST++", "aist", "aistpp", write_aist_source, std::nullopt},
    {"Human3.6M", "h36m", "human36m", write_h36m_source, std::nullopt},
    {"MPI-INF-3DHP", "mpi_inf_3dhp", "mpi_inf_3dhp", write_mpi_source, mpi_frames_per_second},
    {"MADS", "mads", "mads", write_mads_source, mads_frames_per_second},
}};

void import_source(Project& project, const Source& source, const JobContext& context) {
  ImportOptions options;
  options.format = source.format;
  options.dataset = source.title;
  options.paths = {project.folder() / "sources" / source.folder};
  options.read.frames_per_second = source.frames_per_second;
  const ImportReport report = import_files(project, options, context);
  if (report.import == 0) throw Error(fmt::format("demo: {} could not be read back", source.title));
}

void fill(Project& project, const JobContext& context) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    context.throw_if_stopped();
    context.report({fmt::format("Making {}", sources[i].title), static_cast<std::int64_t>(i),
                    static_cast<std::int64_t>(sources.size()), "datasets"});
    sources[i].write(project.folder() / "sources" / sources[i].folder);
    import_source(project, sources[i], context);
  }
  align(project, AlignOptions{}, context);
}

/// Removes what the demo began unless it was kept, and nothing that was there before.
class Unfinished {
 public:
  explicit Unfinished(const fs::path& folder) {
    for (const char* name :
         {"sources", "poses", "project.sqlite", "project.sqlite-wal", "project.sqlite-shm"}) {
      if (!fs::exists(folder / name)) ours_.push_back(folder / name);
    }
    if (!fs::exists(folder)) ours_.push_back(folder);
  }
  ~Unfinished() {
    std::error_code ignored;
    for (const fs::path& path : ours_) fs::remove_all(path, ignored);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  void keep() { ours_.clear(); }

 private:
  std::vector<fs::path> ours_;
};

}  // namespace

void make_demo_project(const fs::path& folder, const JobContext& context) {
  if (Project::exists(folder))
    throw Error(fmt::format("{}: there is a project already; choose another folder", folder.string()));
  if (fs::exists(folder / "sources")) {
    throw Error(fmt::format("{}: is there already; choose another folder", (folder / "sources").string()));
  }
  Unfinished unfinished(folder);
  Project project = Project::create(folder);
  fill(project, context);
  unfinished.keep();
}

}  // namespace solopose

#include "core/demo/demo.h"

#include <fmt/format.h>

#include "core/augmotion/alignment.h"
#include "core/base/atomic_folder.h"
#include "core/base/error.h"
#include "core/demo/aist_writer.h"
#include "core/demo/cast.h"
#include "core/demo/faults.h"
#include "core/demo/h36m_writer.h"
#include "core/demo/made_up_model.h"
#include "core/demo/mads_writer.h"
#include "core/demo/mpi_writer.h"
#include "core/project/catalog.h"
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
  const std::vector<Casting>& (*cast)();
  std::vector<Casting> (*larger_cast)();
  void (*write)(const fs::path& folder, std::span<const Take> takes);
  std::vector<Shot> (*shots)(const fs::path& folder, std::span<const Take> takes);
  std::optional<double> frames_per_second;  ///< where the format does not tell it
  bool predicted = false;                   ///< a few of its films
};

void write_h36m_file(const fs::path& folder, std::span<const Take> takes) {
  write_h36m(folder / "data_3d_h36m.npz", takes);
}

constexpr std::array<Source, 4> sources = {{
    {"AIST++", "aist", "aistpp", aist_castings, larger_aist_cast, write_aist, aist_shots, std::nullopt, true},
    {"Human3.6M", "h36m", "human36m", h36m_castings, larger_h36m_cast, write_h36m_file, h36m_shots,
     std::nullopt},
    {"MPI-INF-3DHP", "mpi_inf_3dhp", "mpi_inf_3dhp", mpi_castings, larger_mpi_cast, write_mpi_inf_3dhp,
     mpi_shots, mpi_frames_per_second},
    {"MADS", "mads", "mads", mads_castings, nullptr, write_mads, mads_shots, mads_frames_per_second},
}};

/// Of the first take four cameras, to see a take from all sides; of the next two one each.
std::vector<Shot> few_of(const std::vector<Shot>& shots) {
  std::vector<Shot> few;
  std::array<int, 3> wanted = {4, 1, 1};
  for (const Shot& shot : shots) {
    if (shot.take < wanted.size() && wanted[shot.take]-- > 0) few.push_back(shot);
  }
  return few;
}

void make_source(const Source& source, const fs::path& project_folder, DemoFilms films,
                 const JobContext& context) {
  const fs::path folder = project_folder / "sources" / source.folder;
  std::vector<Casting> cast = source.cast();
  if (films == DemoFilms::all && source.larger_cast != nullptr) cast = source.larger_cast();
  const std::vector<Take> takes = performed(cast);
  std::vector<Take> recorded = takes;
  plant_faults(source.title, recorded);
  if (films != DemoFilms::none) {
    std::vector<Shot> shots = source.shots(folder, takes);
    for (Shot& shot : shots) shot.frames = recorded[shot.take].filmed_frames;
    film(takes, films == DemoFilms::all ? shots : few_of(shots), context);
    if (source.predicted) predict_films(project_folder, takes, few_of(shots));
  }
  source.write(folder, recorded);
}

void import_source(Project& project, const Source& source, const JobContext& context) {
  ImportOptions options;
  options.format = source.format;
  options.dataset = source.title;
  options.paths = {project.folder() / "sources" / source.folder};
  options.read.frames_per_second = source.frames_per_second;
  JobContext quiet = context;
  quiet.log = {};  // what lies beside the demo's own tracks is no news
  const ImportReport report = import_files(project, options, quiet);
  if (report.import == 0) throw Error(fmt::format("demo: {} could not be read back", source.title));
}

void fill(Project& project, const DemoOptions& options, const JobContext& context) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    context.throw_if_stopped();
    context.report({fmt::format("Making {}", sources[i].title), static_cast<std::int64_t>(i),
                    static_cast<std::int64_t>(sources.size()), "datasets"});
    make_source(sources[i], project.folder(), options.films, context);
    import_source(project, sources[i], context);
  }
  align(project, AlignOptions{}, context);
}

}  // namespace

void describe(OptionVisitor& visitor, DemoOptions& options) { visitor.choice("films", options.films); }

void make_demo_project(const fs::path& folder, const JobContext& context, const DemoOptions& options) {
  if (Project::exists(folder))
    throw Error(fmt::format("{}: there is a project already; choose another folder", folder.string()));
  AtomicFolder whole(folder);
  try {
    Project project = Project::create(whole.temporary());
    fill(project, options, context);
  } catch (const Error& failure) {
    throw Error(whole.in_its_place(failure.what()));
  }
  whole.commit();
}

}  // namespace solopose

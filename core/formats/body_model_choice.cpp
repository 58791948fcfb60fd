#include "core/formats/body_model_choice.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <vector>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/folder_walk.h"
#include "core/base/user_folders.h"
#include "core/formats/h36m_names.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

std::string_view gender_in(std::string_view path) {
  for (const std::string_view gender : {"female", "male", "neutral"}) {
    if (path.find(gender) != std::string_view::npos) return gender;
  }
  return "";
}

struct Candidate {
  fs::path file;
  std::string_view gender;
};

struct FoundModels {
  std::vector<Candidate> fitting;
  fs::path pickle;  ///< one that may be a model, and cannot be read
};

bool is_model_of(const fs::path& file, SmplKind kind) {
  try {
    return body_model_kind(file) == kind;
  } catch (const Error&) {
    return false;
  }
}

FoundModels models_of(SmplKind kind, const fs::path& folder, const JobContext& context) {
  FoundModels found;
  const auto visit = [&](const fs::path& file, const std::string& trouble) {
    if (!trouble.empty()) return;
    if (file.extension() == ".pkl") found.pickle = file;
    if (file.extension() != ".npz" || !is_model_of(file, kind)) return;
    found.fitting.push_back({file, gender_in(lower_case(file.lexically_relative(folder).string()))});
  };
  std::error_code failure;
  if (fs::is_directory(folder, failure)) FolderWalk(visit, context).walk(folder);
  return found;
}

/// Models are large, and a dataset has thousands of motions of the same few.
std::shared_ptr<const BodyModel> kept_model(const fs::path& file, const JobContext& context) {
  struct Kept {
    fs::file_time_type written;
    std::shared_ptr<const BodyModel> model;
  };
  static std::mutex mutex;
  static std::map<fs::path, Kept> kept;
  const std::lock_guard lock(mutex);
  std::error_code failure;
  const fs::file_time_type written = fs::last_write_time(file, failure);
  const auto known = kept.find(file);
  if (known != kept.end() && known->second.written == written) return known->second.model;
  auto model = std::make_shared<const BodyModel>(read_body_model(file, context));
  kept.insert_or_assign(file, Kept{written, model});
  return model;
}

}  // namespace

fs::path body_models_folder() {
  if (const fs::path given = folder_from("SOLOPOSE_BODY_MODELS"); !given.empty()) return given;
  return user_data_folder("body-models");
}

std::shared_ptr<const BodyModel> body_model_for(const fs::path& motion, SmplKind kind,
                                                std::string_view gender, const RemarkSink& remark,
                                                const JobContext& context) {
  const fs::path folder = body_models_folder();
  const FoundModels found = models_of(kind, folder, context);
  if (found.fitting.empty()) {
    const std::string pickle =
        found.pickle.empty()
            ? ""
            : fmt::format(
                  " (a pickle is no data: save v_template, shapedirs, J_regressor and kintree_table of {} "
                  "as plain arrays with numpy.savez)",
                  found.pickle.filename().string());
    throw FormatError(motion, "joints",
                      fmt::format("the body model {} as .npz, from its authors, in {} or in the folder that "
                                  "SOLOPOSE_BODY_MODELS names",
                                  title_of(kind), folder.string()),
                      "none there" + pickle);
  }
  const auto rank = [&](const Candidate& each) {
    return each.gender == gender ? 0 : each.gender == "neutral" ? 1 : 2;
  };
  const auto best = std::ranges::min_element(found.fitting, {}, rank);
  if (best->gender != gender) {
    remark(fmt::format("no {} model that says \"{}\": joints by {}", title_of(kind), gender,
                       best->file.string()));
  }
  return kept_model(best->file, context);
}

}  // namespace solopose

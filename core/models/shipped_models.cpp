#include "core/models/shipped_models.h"

#include <array>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr auto demo_model = "demo-model/tiny.safetensors";
constexpr auto video_model = "video-model/landmarks.safetensors";
constexpr auto fetcher = "fetch-blazepose";

std::array<fs::path, 2> places_of(const char* name) {
  std::error_code unreadable;
  const fs::path program = fs::read_symlink("/proc/self/exe", unreadable).parent_path();
  return {program.parent_path() / "share" / "solopose" / name, fs::path(SOLOPOSE_RESOURCES) / name};
}

std::optional<fs::path> shipped(const char* name) {
  for (const fs::path& place : places_of(name)) {
    std::error_code unreadable;
    if (fs::is_regular_file(place, unreadable)) return place;
  }
  return std::nullopt;
}

}  // namespace

std::optional<fs::path> demo_model_file() { return shipped(demo_model); }

std::optional<fs::path> video_model_file() { return shipped(video_model); }

std::optional<fs::path> blazepose_fetcher() { return shipped(fetcher); }

fs::path require_video_model_file() {
  if (auto file = video_model_file()) return *file;
  const auto places = places_of(video_model);
  throw Error(
      fmt::format("The video model that comes with the studio is neither {} nor {}: name a run or "
                  "a model file.",
                  places[0].string(), places[1].string()));
}

}  // namespace solopose

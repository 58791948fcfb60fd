#include <chrono>
#include <optional>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "app/cli/verbs/verbs.h"
#include "core/base/counted.h"
#include "core/project/project.h"
#include "core/project/project_cache.h"

namespace solopose {
namespace {

struct CacheArguments : VerbArguments {
  std::optional<double> limit_gb;
  bool purge = false;
};

constexpr double bytes_a_gb = 1e9;

std::string gigabytes(std::uint64_t bytes) {
  return fmt::format("{:.3f} GB", static_cast<double>(bytes) / bytes_a_gb);
}

std::string day_of(std::filesystem::file_time_type time) {
  return fmt::format("{:%Y-%m-%d}", std::chrono::file_clock::to_sys(time));
}

std::uint64_t total(const std::vector<CachePart>& parts) {
  std::uint64_t bytes = 0;
  for (const CachePart& part : parts) bytes += part.bytes;
  return bytes;
}

void run_cache(const CacheArguments& arguments, Console& console) {
  const Project project = Project::open(arguments.folder);
  std::optional<std::uint64_t> freed;
  if (arguments.purge) freed = shrink_cache(arguments.folder, 0);
  if (arguments.limit_gb) {
    const auto most = static_cast<std::uint64_t>(*arguments.limit_gb * bytes_a_gb);
    freed = shrink_cache(arguments.folder, std::max<std::uint64_t>(most, 1));
  }
  const std::vector<CachePart> parts = cache_parts(arguments.folder);
  if (arguments.json) {
    Json listed = Json::array();
    for (const CachePart& part : parts)
      listed.push_back({{"name", part.name}, {"bytes", part.bytes}, {"last_used", day_of(part.last_used)}});
    console.print(Json{{"bytes", total(parts)}, {"freed_bytes", freed.value_or(0)}, {"parts", listed}});
    return;
  }
  std::string text;
  for (const CachePart& part : parts)
    text +=
        fmt::format("{:>14}  last used {}  {}\n", gigabytes(part.bytes), day_of(part.last_used), part.name);
  if (freed) text += fmt::format("{} freed\n", gigabytes(*freed));
  console.print(text +
                fmt::format("{} in {}\n", gigabytes(total(parts)), counted(std::ssize(parts), "part")));
}

}  // namespace

void add_cache(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<CacheArguments>();
  CLI::App* verb = add_project_verb(
      program, "cache", "List, shrink or empty what a project keeps to be computed once: crops, features",
      *arguments);
  CLI::Option* purge =
      verb->add_flag("--purge", arguments->purge, "Remove all of it; it is made anew when needed");
  verb->add_option("--limit", arguments->limit_gb,
                   "Remove what was used longest ago until the others take so many GB or less")
      ->type_name("GB")
      ->check(CLI::NonNegativeNumber)
      ->excludes(purge);
  verb->callback([arguments, &console] { run_cache(*arguments, console); });
}

}  // namespace solopose

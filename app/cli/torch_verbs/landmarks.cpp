#include "app/cli/option_flags.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "app/cli/torch_verbs/person_argument.h"
#include "app/cli/torch_verbs/torch_verbs.h"
#include "core/base/counted.h"
#include "core/network/threads.h"
#include "core/prediction/followed_person.h"
#include "core/prediction/landmark_file.h"
#include "core/project/output_guard.h"
#include "core/video/media_names.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

struct LandmarksArguments {
  std::string video;
  PredictOptions options;
  fs::path out;
  std::string person = "largest";
  bool json = false;
};

/// The sides made consistent.
LandmarkTable table_of(FollowedPerson& person, const PredictOptions& options) {
  LandmarkTable table{.video = options.video,
                      .first = options.first,
                      .frames_per_second = person.video().fps(),
                      .film = person.landmarks({}),
                      .exchanged = {}};
  table.exchanged = exchanged_sides(table.film);
  for (std::size_t i = 0; i < table.film.size(); ++i)
    if (table.exchanged[i] != 0) table.film[i] = with_sides_exchanged(*table.film[i]);
  return table;
}

void print_result(const LandmarksArguments& arguments, const FollowedPerson& person,
                  const LandmarkTable& table, Console& console) {
  const auto seen = std::ranges::count_if(table.film, [](const auto& body) { return body.has_value(); });
  const auto exchanged = std::ranges::count(table.exchanged, 1);
  if (arguments.json) {
    console.print(Json{{"file", arguments.out.string()},
                       {"first", table.first},
                       {"frames", table.film.size()},
                       {"frames_seen", seen},
                       {"people", person.people().size()},
                       {"sides_exchanged", exchanged},
                       {"fps", table.frames_per_second}});
    return;
  }
  console.print(fmt::format("{}: {} of {}, {} found, sides exchanged in {}\n", arguments.out.string(), seen,
                            counted(std::ssize(table.film), "frame"), people_in_words(person.people().size()),
                            counted(exchanged, "frame")));
}

void run_landmarks(LandmarksArguments& arguments, Console& console) {
  PredictOptions& options = arguments.options;
  options.video = located_video({}, arguments.video);
  options.person = person_of_text(arguments.person);
  options.landmark_cache = landmark_cache_folder();
  require_landmark_ending(arguments.out);
  guard_output(arguments.out, {.inputs = {{options.video, "the video"}}, .endings = {".npz", ".csv"}});
  console.say(set_network_threads(0));
  const JobContext context = console.job();
  FollowedPerson person(options, context);
  const LandmarkTable table = table_of(person, options);
  write_landmarks(arguments.out, table);
  print_result(arguments, person, table, console);
}

}  // namespace

void add_landmarks(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<LandmarksArguments>();
  CLI::App* verb =
      program.add_subcommand("landmarks", "Write BlazePose's 33 landmarks of a video's person to a file");
  const OptionFlags flags(*verb, arguments->options);
  verb->add_option("VIDEO", arguments->video, "A video, or the folder or the pattern of numbered pictures")
      ->required();
  verb->add_option("--out", arguments->out, "x, y, z and visibility, in pixels and in metres")
      ->type_name("FILE.npz|.csv")
      ->required();
  add_person(*verb, arguments->person);
  flags.add("--first", "first", "The first frame, counted from 0");
  flags.add("--count", "count", "How many frames; all without");
  verb->add_flag("--json", arguments->json, "Print the result as JSON");
  verb->callback([arguments, &console] { run_landmarks(*arguments, console); });
}

}  // namespace solopose

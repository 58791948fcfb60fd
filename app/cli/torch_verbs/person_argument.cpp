#include "app/cli/torch_verbs/person_argument.h"

#include <cmath>
#include <cstdio>

#include <fmt/format.h>

namespace solopose {

CLI::Option* add_person(CLI::App& verb, std::string& person) {
  return verb
      .add_option("--person", person,
                  "Whom to follow of several people: who is seen longest and largest and moves, or who is at "
                  "a pixel in a frame")
      ->type_name("largest|X,Y,FRAME");
}

std::optional<PersonPoint> person_of_text(const std::string& text) {
  if (text == "largest") return std::nullopt;
  double x = 0;
  double y = 0;
  std::int64_t frame = 0;
  int end = 0;
  const int found = std::sscanf(text.c_str(), "%lf,%lf,%ld%n", &x, &y, &frame, &end);
  const bool whole = found == 3 && static_cast<std::size_t>(end) == text.size();
  if (!whole || !std::isfinite(x + y) || frame < 0)
    throw CLI::ValidationError("--person", fmt::format("expected largest or X,Y,FRAME, found \"{}\"", text));
  return PersonPoint{{x, y}, frame};
}

}  // namespace solopose

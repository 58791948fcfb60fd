#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace solopose {

/// What makes a film unlike those that models of landmarks were trained and measured for: one upright person,
/// seen whole, large enough.
enum class FilmTrait : std::uint8_t {
  lost,            ///< the person was not seen
  several_people,  ///< somebody else stands within a crop's side of the person
  lying,           ///< the body is more than 55 degrees from upright in the picture
  cut_off,         ///< hips, knees or ankles are beyond the picture's edge
  tiny,            ///< its crop's side is below 160 pixels, of the 256 that the landmark network takes
};
inline constexpr std::size_t film_trait_count = 5;

/// In what share of the frames each holds, 0 to 1, in the order of FilmTrait; of what the person's body
/// shows, of those in which it was seen.
using FilmTraits = std::array<double, film_trait_count>;

/// Those that hold often enough to say so: in a fifth of the frames.
std::vector<FilmTrait> unlike_known_films(const FilmTraits& traits);

/// A sentence for the shell: what is unlike and what follows from it.
std::string words_of(FilmTrait trait);

}  // namespace solopose

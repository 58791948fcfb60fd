#include "core/models/film_traits.h"

namespace solopose {

std::vector<FilmTrait> unlike_known_films(const FilmTraits& traits) {
  constexpr double often = 0.2;
  std::vector<FilmTrait> unlike;
  for (std::size_t trait = 0; trait < traits.size(); ++trait)
    if (traits[trait] >= often) unlike.push_back(static_cast<FilmTrait>(trait));
  return unlike;
}

std::string words_of(FilmTrait trait) {
  switch (trait) {
    case FilmTrait::lost:
      return "the person is not seen in many frames: they have no poses";
    case FilmTrait::several_people:
      return "others stand close to the person: its limbs may be theirs";
    case FilmTrait::lying:
      return "the person lies or bends far over: the model has learnt from few such motions";
    case FilmTrait::cut_off:
      return "the legs are cut off by the picture's edge: they are guessed";
    case FilmTrait::tiny:
      return "the person is small in the picture: its joints are rough";
  }
  return {};
}

}  // namespace solopose

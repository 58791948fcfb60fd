#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/prediction/person_tracks.h"
#include "core/prediction/sides_path.h"

namespace solopose {

/// solopose-studio/landmarks in $XDG_CACHE_HOME, or in ~/.cache. Empty without a home.
std::filesystem::path landmark_cache_folder();

/// What BlazePose said of frames of a film, kept from one prediction to the next: who was seen in which
/// frame, and the landmarks of whoever was followed. What cannot be read, or is damaged, is as good as not
/// there. Before more is written, what was written longest ago goes until the folder holds `most_bytes` or
/// less.
class LandmarkCache {
 public:
  static constexpr std::uintmax_t usual_bytes = std::uintmax_t{1} << 30;

  /// folder: created as needed; empty = nothing is kept. key, safe in file names: of the film, its frames and
  /// the networks' weights.
  LandmarkCache(std::filesystem::path folder, std::string key, std::uintmax_t most_bytes = usual_bytes);

  std::optional<std::vector<SeenPeople>> seen_people() const;
  /// @throws Error when they cannot be written.
  void keep(std::span<const SeenPeople> seen) const;

  /// Of this one among these people; `frames` long.
  std::optional<LandmarkFilm> landmarks(std::span<const PersonTrack> people, std::size_t chosen,
                                        std::size_t frames) const;
  /// @throws as above.
  void keep(std::span<const PersonTrack> people, std::size_t chosen, const LandmarkFilm& film) const;

 private:
  std::filesystem::path file_of_people() const;
  std::filesystem::path file_of(std::span<const PersonTrack> people, std::size_t chosen) const;
  void make_room() const;

  std::filesystem::path folder_;
  std::string key_;
  std::uintmax_t most_bytes_;
};

}  // namespace solopose

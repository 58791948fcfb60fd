#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace solopose {

/// What tells a track from the others of its dataset, and the file it came from, as PathKeeper
/// stores it.
struct NamedTrack {
  std::string subject;
  std::string take;
  std::string view;
  std::filesystem::path source;

  std::string name() const { return subject + '/' + take + '/' + view; }
};

/// Gives names to tracks whose files do not tell them apart: one walk.bvh a day, one poses.npz a subject. The
/// folders do it, as much of their path as is needed; a folder that is named as a subject ("S01",
/// "subject_3") becomes the subject where none is known, others go before the take. Where no folder differs,
/// the files' own names do it, and within one file a number. `taken` are names of tracks that are in the
/// dataset already and keep them. What comes out does not depend on the order of the tracks, save that
/// number. Returns how many tracks were given another name.
std::size_t tell_apart(std::span<NamedTrack> tracks, std::span<const NamedTrack> taken);

/// Before files are read again: the names that tracks of the same files had.
class EarlierNames {
 public:
  explicit EarlierNames(std::span<const NamedTrack> before);
  /// The earlier track of the same file that had this track's name, or one made of it by tell_apart; nullptr
  /// when there was none.
  const NamedTrack* of(const NamedTrack& track) const;

 private:
  std::unordered_map<std::string, std::vector<NamedTrack>> by_source_;
};

}  // namespace solopose

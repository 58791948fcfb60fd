#include "core/project/track_names.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "core/files/utf8.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// A path's words from the file outwards: its ending, its stem, its folder, that one's folder, …
enum Level : std::size_t { ending, stem, nearest_folder };

std::vector<std::string> words_of(const fs::path& source) {
  std::vector<std::string> words = {source.extension().string(), source.stem().string()};
  for (fs::path folder = source.parent_path(); folder.has_filename(); folder = folder.parent_path())
    words.push_back(folder.filename().string());
  if (words[ending].starts_with('.')) words[ending].erase(0, 1);
  return words;
}

std::string word_at(const std::vector<std::string>& words, std::size_t level) {
  return level < words.size() ? words[level] : std::string();
}

/// "S01", "subject_3", "P 12".
bool is_a_subject(const std::string& word) {
  const auto digits = word.find_last_not_of("0123456789");
  if (digits == std::string::npos || digits + 1 == word.size()) return false;
  std::string letters;
  for (const char c : word.substr(0, digits + 1)) {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0)
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (c != '_' && c != '-' && c != ' ')
      return false;
  }
  static const std::set<std::string> known = {
      "s",     "sub", "subj", "subject", "p",       "part",    "participant", "person", "performer",
      "actor", "ts",  "id",   "pat",     "patient", "proband", "user",        "dancer"};
  return known.contains(letters);
}

bool is_unknown(const NamedTrack& track) { return track.subject == "unknown"; }

/// The track's name with words of its path, outermost first.
NamedTrack with_words(NamedTrack track, const std::vector<std::string>& words) {
  std::string before_take;
  for (const std::string& word : words) {
    if (word.empty()) continue;
    if (is_unknown(track) && is_a_subject(word)) {
      track.subject = id_part(word);
    } else {
      before_take += id_part(word) + '_';
    }
  }
  track.take = before_take + track.take;
  return track;
}

/// `named` could be what became of `track`, had it come from named's folders.
bool could_be_made_of(const NamedTrack& named, const NamedTrack& track) {
  if (named.view != track.view || !named.take.ends_with(track.take)) return false;
  const std::string before_take = named.take.substr(0, named.take.size() - track.take.size());
  const bool other_subject = named.subject != track.subject;
  if (other_subject && !is_unknown(track)) return false;
  if (!before_take.empty() && !before_take.ends_with('_')) return false;
  std::string path = "_";
  for (const std::string& word : words_of(named.source)) path = '_' + id_part(word) + path;
  const auto is_in_path = [&](const std::string& word) { return path.find('_' + word) != std::string::npos; };
  return (!other_subject || is_in_path(named.subject + '_')) &&
         (before_take.empty() || is_in_path(before_take));
}

/// Tracks of one subject and take, from files that may be several.
class Group {
 public:
  void add(const NamedTrack& track, std::size_t index) {
    members_.push_back(index);
    file_names_.insert(track.source.filename().string());
    samples_.emplace(track.view, track);
    add_file(track);
  }
  void add_rival(const NamedTrack& taken) {
    const auto sample = samples_.find(taken.view);
    if (sample != samples_.end() && could_be_made_of(taken, sample->second)) add_file(taken);
  }

  const std::vector<std::size_t>& members() const { return members_; }
  const std::set<std::string>& file_names() const { return file_names_; }

  /// Which words of their paths tell apart the files whose tracks share a name, the outermost first; none
  /// when they need not or cannot be told apart.
  std::vector<std::size_t> telling_levels() const {
    if (tell_apart({})) return {};
    std::vector<std::size_t> levels(depth_);
    std::iota(levels.begin(), levels.end(), 0);
    // Folders first, the nearest before others, then the file's own name.
    std::rotate(levels.begin(), levels.begin() + nearest_folder, levels.end());
    std::swap(levels[depth_ - 1], levels[depth_ - 2]);
    for (const std::size_t level : levels) {
      if (tell_apart({level})) return {level};
    }
    std::vector<std::size_t> together;
    for (const std::size_t level : levels) {
      if (!varies(level)) continue;
      together.push_back(level);
      if (tell_apart(together)) break;
    }
    std::sort(together.rbegin(), together.rend());
    return together;
  }

 private:
  using Words = std::vector<std::string>;

  void add_file(const NamedTrack& track) {
    Words words = words_of(track.source);
    depth_ = std::max(depth_, words.size());
    files_by_view_[track.view].insert(std::move(words));
  }

  bool tell_apart(const std::vector<std::size_t>& levels) const {
    return std::all_of(files_by_view_.begin(), files_by_view_.end(), [&](const auto& view) {
      std::set<Words> seen;
      return std::all_of(view.second.begin(), view.second.end(), [&](const Words& words) {
        Words chosen;
        for (const std::size_t level : levels) chosen.push_back(word_at(words, level));
        return seen.insert(std::move(chosen)).second;
      });
    });
  }

  bool varies(std::size_t level) const {
    std::set<std::string> seen;
    for (const auto& [view, files] : files_by_view_) {
      for (const Words& words : files) seen.insert(word_at(words, level));
    }
    return seen.size() > 1;
  }

  std::vector<std::size_t> members_;
  std::set<std::string> file_names_;
  std::map<std::string, NamedTrack> samples_;  ///< one of each view
  std::map<std::string, std::set<Words>> files_by_view_;
  std::size_t depth_ = nearest_folder;
};

using Groups = std::map<std::pair<std::string, std::string>, Group>;

Groups groups_of(std::span<const NamedTrack> tracks, std::span<const NamedTrack> taken) {
  std::unordered_map<std::string, std::vector<const NamedTrack*>> taken_by_file;
  std::unordered_map<std::string, std::vector<const NamedTrack*>> taken_by_take;
  for (const NamedTrack& track : taken) {
    taken_by_file[track.source.filename().string()].push_back(&track);
    taken_by_take[track.subject + '/' + track.take].push_back(&track);
  }
  Groups groups;
  for (std::size_t i = 0; i < tracks.size(); ++i)
    groups[{tracks[i].subject, tracks[i].take}].add(tracks[i], i);
  for (auto& [key, group] : groups) {
    for (const NamedTrack* same_take : taken_by_take[key.first + '/' + key.second])
      group.add_rival(*same_take);
    for (const std::string& file : group.file_names()) {
      for (const NamedTrack* same_file : taken_by_file[file]) group.add_rival(*same_file);
    }
  }
  return groups;
}

/// A number behind the take where nothing else is left.
NamedTrack numbered(const NamedTrack& track, const std::unordered_set<std::string>& used) {
  NamedTrack other = track;
  for (int number = 2; used.contains(other.name()); ++number)
    other.take = fmt::format("{}_{}", track.take, number);
  return other;
}

}  // namespace

std::size_t tell_apart(std::span<NamedTrack> tracks, std::span<const NamedTrack> taken) {
  std::unordered_set<std::string> used;
  for (const NamedTrack& track : taken) used.insert(track.name());
  std::size_t renamed = 0;
  for (const auto& [key, group] : groups_of(tracks, taken)) {
    const std::vector<std::size_t> levels = group.telling_levels();
    for (const std::size_t i : group.members()) {
      const std::vector<std::string> path = words_of(tracks[i].source);
      std::vector<std::string> words;
      for (const std::size_t level : levels) words.push_back(word_at(path, level));
      NamedTrack named = numbered(with_words(tracks[i], words), used);
      if (named.name() != tracks[i].name()) ++renamed;
      used.insert(named.name());
      tracks[i] = std::move(named);
    }
  }
  return renamed;
}

EarlierNames::EarlierNames(std::span<const NamedTrack> before) {
  for (const NamedTrack& track : before) by_source_[track.source.string()].push_back(track);
}

const NamedTrack* EarlierNames::of(const NamedTrack& track) const {
  const auto same_file = by_source_.find(track.source.string());
  if (same_file == by_source_.end()) return nullptr;
  const NamedTrack* made = nullptr;
  for (const NamedTrack& other : same_file->second) {
    if (other.name() == track.name()) return &other;
    if (made == nullptr && could_be_made_of(other, track)) made = &other;
  }
  return made;
}

}  // namespace solopose

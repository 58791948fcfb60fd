#include "core/prediction/landmark_cache.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/base/folder_entries.h"
#include "core/files/npz.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t colour_count = std::tuple_size_v<BodyColours>;
constexpr std::size_t person_numbers = 6 + colour_count;  ///< frame, centre, side, angle, certainty, colours
/// places, world places, visibility, presence, score, the circle
constexpr std::size_t body_numbers = std::size_t{8} * landmark_count + 5;

using Numbers = std::vector<double>;

/// (rows, columns) of numbers that a film can have; none when there are no such.
std::optional<Numbers> table_in(const NpzReader& npz, const std::string& name, std::size_t columns) {
  if (!npz.has(name)) return std::nullopt;
  NumberArray array = npz.numbers(name);
  if (array.shape.size() != 2 || array.shape[1] != columns) return std::nullopt;
  constexpr double largest = 1e12;
  if (!std::ranges::all_of(array.values, [](double value) { return std::abs(value) < largest; }))
    return std::nullopt;
  return std::move(array.values);
}

/// What `read` makes of the file; none of one that is missing or damaged.
template <typename Read>
auto read_kept(const fs::path& file, Read read) -> decltype(read(std::declval<const NpzReader&>())) {
  std::error_code unreadable;
  if (file.empty() || !fs::is_regular_file(file, unreadable)) return std::nullopt;
  try {
    return read(NpzReader(file));
  } catch (const Error&) {
    return std::nullopt;
  }
}

void append(Numbers& numbers, const SeenPerson& person, std::int64_t frame) {
  const TurnedCrop& crop = person.crop;
  numbers.insert(numbers.end(), {static_cast<double>(frame), crop.centre_px.x(), crop.centre_px.y(),
                                 crop.side_px, crop.angle_rad, person.certainty});
  const BodyColours colours = person.colours.value_or(BodyColours{});
  numbers.insert(numbers.end(), colours.begin(), colours.end());
}

SeenPerson person_of(std::span<const double> row) {
  SeenPerson person{{{row[1], row[2]}, row[3], row[4]}, row[5], std::nullopt};
  const auto colours = row.subspan(6);
  if (std::ranges::none_of(colours, [](double share) { return share > 0; })) return person;
  std::ranges::transform(colours, person.colours.emplace().begin(),
                         [](double share) { return static_cast<float>(share); });
  return person;
}

std::optional<std::vector<SeenPeople>> people_in(const NpzReader& npz) {
  const auto frames = table_in(npz, "frames", 1);
  const auto people = table_in(npz, "people", person_numbers);
  if (!frames || !people) return std::nullopt;
  std::vector<SeenPeople> seen;
  for (const double frame : *frames) seen.push_back({static_cast<std::int64_t>(frame), {}});
  std::size_t at = 0;
  for (std::size_t i = 0; i < people->size(); i += person_numbers) {
    const auto row = std::span(*people).subspan(i, person_numbers);
    if (!(row[3] > 0)) return std::nullopt;
    while (at < seen.size() && seen[at].frame != static_cast<std::int64_t>(row[0])) ++at;
    if (at == seen.size()) return std::nullopt;
    seen[at].people.push_back(person_of(row));
  }
  return seen;
}

void append(Numbers& numbers, const BodyLandmarks& body) {
  for (const auto* places : {&body.picture_px, &body.world_mm})
    for (const Eigen::Vector3d& place : *places)
      numbers.insert(numbers.end(), place.data(), place.data() + place.size());
  numbers.insert(numbers.end(), body.visibility.begin(), body.visibility.end());
  numbers.insert(numbers.end(), body.presence.begin(), body.presence.end());
  numbers.insert(numbers.end(), {body.score, body.circle_centre_px.x(), body.circle_centre_px.y(),
                                 body.on_circle_px.x(), body.on_circle_px.y()});
}

BodyLandmarks body_of(std::span<const double> row) {
  BodyLandmarks body;
  auto at = row.begin();
  for (auto* places : {&body.picture_px, &body.world_mm}) {
    for (Eigen::Vector3d& place : *places) {
      place << at[0], at[1], at[2];
      at += 3;
    }
  }
  for (auto* values : {&body.visibility, &body.presence}) {
    std::copy_n(at, landmark_count, values->begin());
    at += landmark_count;
  }
  body.score = at[0];
  body.circle_centre_px << at[1], at[2];
  body.on_circle_px << at[3], at[4];
  return body;
}

std::optional<LandmarkFilm> film_in(const NpzReader& npz, std::size_t frames) {
  const auto rows = table_in(npz, "rows", 1);
  const auto bodies = table_in(npz, "bodies", body_numbers);
  if (!rows || !bodies || bodies->size() != rows->size() * body_numbers) return std::nullopt;
  LandmarkFilm film(frames);
  for (std::size_t i = 0; i < rows->size(); ++i) {
    if (!((*rows)[i] >= 0 && (*rows)[i] < static_cast<double>(frames))) return std::nullopt;
    film[static_cast<std::size_t>((*rows)[i])] =
        body_of(std::span(*bodies).subspan(i * body_numbers, body_numbers));
  }
  return film;
}

}  // namespace

fs::path landmark_cache_folder() {
  const fs::path inside = fs::path("solopose-studio") / "landmarks";
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return cache / inside;
  const char* home = std::getenv("HOME");
  return home == nullptr || *home == '\0' ? fs::path() : home / fs::path(".cache") / inside;
}

LandmarkCache::LandmarkCache(fs::path folder, std::string key, std::uintmax_t most_bytes)
    : folder_(std::move(folder)), key_(std::move(key)), most_bytes_(most_bytes) {}

fs::path LandmarkCache::file_of_people() const {
  return folder_.empty() ? fs::path() : folder_ / (key_ + "-people.npz");
}

fs::path LandmarkCache::file_of(std::span<const PersonTrack> people, std::size_t chosen) const {
  if (folder_.empty()) return {};
  Fingerprint fingerprint;
  fingerprint.add(static_cast<std::uint64_t>(chosen));
  for (const PersonTrack& track : people) {
    fingerprint.add(static_cast<std::uint64_t>(track.moments.size()));
    for (const auto& [frame, seen] : track.moments) {
      const TurnedCrop& crop = seen.crop;
      fingerprint.add(frame).add(crop.centre_px.x()).add(crop.centre_px.y());
      fingerprint.add(crop.side_px).add(crop.angle_rad);
    }
  }
  return folder_ / (key_ + "-" + fingerprint.digits() + ".npz");
}

std::optional<std::vector<SeenPeople>> LandmarkCache::seen_people() const {
  return read_kept(file_of_people(), people_in);
}

std::optional<LandmarkFilm> LandmarkCache::landmarks(std::span<const PersonTrack> people, std::size_t chosen,
                                                     std::size_t frames) const {
  return read_kept(file_of(people, chosen), [&](const NpzReader& npz) { return film_in(npz, frames); });
}

void LandmarkCache::keep(std::span<const SeenPeople> seen) const {
  if (folder_.empty()) return;
  Numbers frames;
  Numbers people;
  for (const SeenPeople& now : seen) {
    frames.push_back(static_cast<double>(now.frame));
    for (const SeenPerson& person : now.people) append(people, person, now.frame);
  }
  make_room();
  NpzWriter npz(file_of_people());
  npz.add<double>("frames", frames, {frames.size(), 1});
  npz.add<double>("people", people, {people.size() / person_numbers, person_numbers});
  npz.finish();
}

void LandmarkCache::keep(std::span<const PersonTrack> people, std::size_t chosen,
                         const LandmarkFilm& film) const {
  if (folder_.empty()) return;
  Numbers rows;
  Numbers bodies;
  for (std::size_t row = 0; row < film.size(); ++row) {
    if (!film[row]) continue;
    rows.push_back(static_cast<double>(row));
    append(bodies, *film[row]);
  }
  make_room();
  NpzWriter npz(file_of(people, chosen));
  npz.add<double>("rows", rows, {rows.size(), 1});
  npz.add<double>("bodies", bodies, {rows.size(), body_numbers});
  npz.finish();
}

/// Before one more is written.
void LandmarkCache::make_room() const {
  std::error_code failure;
  fs::create_directories(folder_, failure);
  struct Kept {
    fs::file_time_type written;
    fs::path file;
    std::uintmax_t bytes = 0;
  };
  std::vector<Kept> all;
  std::uintmax_t bytes = 0;
  for (const std::string& name : names_in(folder_)) {
    Kept kept{fs::last_write_time(folder_ / name, failure), folder_ / name, 0};
    kept.bytes = failure ? 0 : fs::file_size(kept.file, failure);
    if (failure || kept.file.extension() != ".npz") continue;
    bytes += kept.bytes;
    all.push_back(std::move(kept));
  }
  std::ranges::sort(all, {}, &Kept::written);
  for (const Kept& oldest : all) {
    if (bytes <= most_bytes_) return;
    if (fs::remove(oldest.file, failure)) bytes -= oldest.bytes;
  }
}

}  // namespace solopose

#include "core/prediction/person_tracks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/prediction/assignment.h"

namespace solopose {
namespace {

// A crop's side is about 2.2 metres of the person in it.
constexpr double longest_gap_s = 2;
constexpr double speed_reach_s = 0.8;     ///< so far back somebody's speed is taken from
constexpr double speed_lasts_s = 0.5;     ///< after which nobody is expected to go on as before
constexpr double usual_offset = 0.06;     ///< from the forecast, sides
constexpr double offset_a_second = 0.35;  ///< more for every second without a sighting
constexpr double usual_growth = 0.12;     ///< logarithm of one side over the other
constexpr double growth_a_second = 0.15;
constexpr double usual_recolouring = 0.25;  ///< 1 - similarity of colours
constexpr double alone_cost = 2;            ///< of an appearance, and of a disappearance, usual deviations
constexpr double same_colours = 0.75;       ///< similarity from which somebody is known again
constexpr double fastest = 2;               ///< that anybody gets on, sides a second: a runner
constexpr double step_aside = 0.5;          ///< that the crop's own trembling may add, sides
constexpr double walking = 0.4;             ///< sides a second
constexpr std::size_t few_looks = 5;
constexpr double central = 0.6;  ///< deviation of who matters from the middle, half pictures

/// Bhattacharyya's coefficient, 0 to 1.
double similarity(const BodyColours& one, const BodyColours& other) {
  double sum = 0;
  for (std::size_t i = 0; i < one.size(); ++i) sum += std::sqrt(double{one[i]} * double{other[i]});
  return sum;
}

double turned(double from, double to) { return std::remainder(to - from, 2 * std::numbers::pi); }

TurnedCrop between(const TurnedCrop& one, const TurnedCrop& other, double t) {
  return {(1 - t) * one.centre_px + t * other.centre_px,
          one.side_px * std::pow(other.side_px / one.side_px, t),
          one.angle_rad + t * turned(one.angle_rad, other.angle_rad)};
}

/// Somebody who is being followed.
class Followed {
 public:
  Followed(std::int64_t frame, const SeenPerson& seen) { add(frame, seen); }

  void add(std::int64_t frame, const SeenPerson& seen) {
    track_.moments.push_back({frame, seen});
    if (!seen.colours) return;
    if (!colours_) colours_ = seen.colours;
    constexpr float newest = 0.15F;  // one sighting behind somebody else's back counts for little
    for (std::size_t i = 0; i < colours_->size(); ++i)
      (*colours_)[i] += newest * ((*seen.colours)[i] - (*colours_)[i]);
  }

  std::int64_t first_frame() const { return track_.moments.front().frame; }
  std::int64_t last_frame() const { return track_.moments.back().frame; }
  const PersonTrack& track() const { return track_; }

  double similarity_to(const std::optional<BodyColours>& other) const {
    return colours_ && other ? similarity(*colours_, *other) : 0;
  }
  double similarity_to(const Followed& other) const { return similarity_to(other.colours_); }

  /// In usual deviations; infinite for who cannot be the same.
  double cost(std::int64_t frame, const SeenPerson& seen, double frames_per_second) const {
    const double seconds = static_cast<double>(frame - last_frame()) / frames_per_second;
    if (seconds > longest_gap_s) return std::numeric_limits<double>::infinity();
    const TurnedCrop& last = track_.moments.back().seen.crop;
    const double way_s = speed_lasts_s * (1 - std::exp(-seconds / speed_lasts_s));
    const Eigen::Vector2d forecast = last.centre_px + way_s * speed(frames_per_second);
    const double size = std::sqrt(last.side_px * seen.crop.side_px);
    const double offset = (seen.crop.centre_px - forecast).norm() / size;
    const double growth = std::abs(std::log(seen.crop.side_px / last.side_px));
    // As minus the logarithm of a density: who was waited for long may be anywhere, but here no more likely.
    const double may_be_off = 1 + offset_a_second / usual_offset * seconds;
    const double may_have_grown = 1 + growth_a_second / usual_growth * seconds;
    double cost = offset / (usual_offset * may_be_off) + std::log(may_be_off) +
                  growth / (usual_growth * may_have_grown) + std::log(may_have_grown);
    if (colours_ && seen.colours) cost += (1 - similarity(*colours_, *seen.colours)) / usual_recolouring;
    return cost / std::sqrt(3.0);
  }

  /// Nobody is here and so soon afterwards there.
  bool can_become(const Followed& later, double frames_per_second) const {
    const TurnedCrop& end = track_.moments.back().seen.crop;
    const TurnedCrop& begin = later.track_.moments.front().seen.crop;
    const double seconds = static_cast<double>(later.first_frame() - last_frame()) / frames_per_second;
    const double way = (begin.centre_px - end.centre_px).norm() / std::sqrt(end.side_px * begin.side_px);
    return seconds > 0 && way <= step_aside + fastest * seconds;
  }

  void continue_with(const Followed& later) {
    for (const PersonTrack::Moment& moment : later.track_.moments) add(moment.frame, moment.seen);
  }

 private:
  /// Pixels a second, by least squares over the last moments.
  Eigen::Vector2d speed(double frames_per_second) const {
    const auto& moments = track_.moments;
    double times = 0;
    double squares = 0;
    Eigen::Vector2d way = Eigen::Vector2d::Zero();
    Eigen::Vector2d places = Eigen::Vector2d::Zero();
    double count = 0;
    for (auto at = moments.rbegin(); at != moments.rend(); ++at) {
      const double t = static_cast<double>(at->frame - last_frame()) / frames_per_second;
      if (t < -speed_reach_s) break;
      times += t;
      squares += t * t;
      way += t * at->seen.crop.centre_px;
      places += at->seen.crop.centre_px;
      ++count;
    }
    const double spread = squares - times * times / count;
    if (!(spread > 1e-9)) return Eigen::Vector2d::Zero();
    return (way - times * places / count) / spread;
  }

  PersonTrack track_;
  std::optional<BodyColours> colours_;
};

void add_frame(std::vector<Followed>& all, const SeenPeople& seen, double frames_per_second) {
  std::vector<std::size_t> near;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (static_cast<double>(seen.frame - all[i].last_frame()) <= longest_gap_s * frames_per_second)
      near.push_back(i);
  }
  Eigen::MatrixXd costs(std::ssize(near), std::ssize(seen.people));
  for (Eigen::Index row = 0; row < costs.rows(); ++row) {
    for (Eigen::Index column = 0; column < costs.cols(); ++column) {
      costs(row, column) = all[near[static_cast<std::size_t>(row)]].cost(
          seen.frame, seen.people[static_cast<std::size_t>(column)], frames_per_second);
    }
  }
  std::vector<bool> known(seen.people.size());
  const std::vector<int> partners = least_assignment(costs, alone_cost);
  for (std::size_t row = 0; row < near.size(); ++row) {
    if (partners[row] < 0) continue;
    const auto person = static_cast<std::size_t>(partners[row]);
    all[near[row]].add(seen.frame, seen.people[person]);
    known[person] = true;
  }
  for (std::size_t person = 0; person < known.size(); ++person)
    if (!known[person]) all.emplace_back(seen.frame, seen.people[person]);
}

/// Who ends and who begins later in the same colours is one person, where the way between is not too far; the
/// most alike first.
void join_by_colours(std::vector<Followed>& all, double frames_per_second) {
  while (true) {
    double best = same_colours;
    std::size_t earlier = all.size();
    std::size_t later = all.size();
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t k = 0; k < all.size(); ++k) {
        if (!all[i].can_become(all[k], frames_per_second)) continue;
        const double alike = all[i].similarity_to(all[k]);
        if (alike <= best) continue;
        best = alike;
        earlier = i;
        later = k;
      }
    }
    if (earlier == all.size()) return;
    all[earlier].continue_with(all[later]);
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(later));
  }
}

/// 0 for who stays where they are, 1 for who walks: over steps of a second, because crops tremble.
double liveliness(const PersonTrack& track, double frames_per_second) {
  double way = 0;
  double seconds = 0;
  const PersonTrack::Moment* last = &track.moments.front();
  for (const PersonTrack::Moment& moment : track.moments) {
    const double step_s = static_cast<double>(moment.frame - last->frame) / frames_per_second;
    if (step_s < 1) continue;
    const TurnedCrop& from = last->seen.crop;
    const TurnedCrop& to = moment.seen.crop;
    way += (to.centre_px - from.centre_px).norm() / std::sqrt(from.side_px * to.side_px);
    seconds += step_s;
    last = &moment;
  }
  return seconds > 0 ? std::min(1.0, way / seconds / walking) : 0;
}

double prominence(const PersonTrack& track, const Eigen::Vector2d& picture_px, double frames_per_second) {
  double sum = 0;
  for (const PersonTrack::Moment& moment : track.moments) {
    const TurnedCrop& crop = moment.seen.crop;
    const Eigen::Vector2d off_middle = (2 * crop.centre_px - picture_px).cwiseQuotient(picture_px);
    const double size = std::min(1.0, crop.side_px / picture_px.maxCoeff());
    sum += moment.seen.certainty * size * std::exp(-0.5 * off_middle.squaredNorm() / (central * central));
  }
  return sum * (1 + liveliness(track, frames_per_second));
}

/// From the person's middle, sides of its crop; infinite where it was not seen about that time.
double distance(const PersonTrack& track, const PersonPoint& point, double frames_per_second) {
  const auto reach = static_cast<std::int64_t>(std::ceil(frames_per_second));
  std::optional<TurnedCrop> crop = track.crop_at(point.frame, 2 * reach);
  if (!crop) {
    const PersonTrack::Moment& nearest = *std::ranges::min_element(
        track.moments, {},
        [&](const PersonTrack::Moment& moment) { return std::abs(moment.frame - point.frame); });
    if (std::abs(nearest.frame - point.frame) > reach) return std::numeric_limits<double>::infinity();
    crop = nearest.seen.crop;
  }
  return (crop->centre_px - point.point_px).norm() / crop->side_px;
}

}  // namespace

BodyColours body_colours(const Image& picture, const TurnedCrop& crop) {
  constexpr int steps = 16;
  const Eigen::Vector2d first(0.44, 0.31);  // of the crop, in whose middle the hips are
  const Eigen::Vector2d extent(0.12, 0.18);
  BodyColours colours{};
  for (int y = 0; y < steps; ++y) {
    for (int x = 0; x < steps; ++x) {
      const Eigen::Vector2d share((x + 0.5) / steps, (y + 0.5) / steps);
      const Eigen::Vector2d at = picture_point(crop, first + extent.cwiseProduct(share))
                                     .cwiseMax(0.0)
                                     .cwiseMin(Eigen::Vector2d(picture.width - 1, picture.height - 1));
      const std::uint8_t* pixel = picture.row(static_cast<int>(at.y())) + 3 * static_cast<int>(at.x());
      const auto bin = static_cast<std::size_t>((pixel[0] / 64) * 16 + (pixel[1] / 64) * 4 + pixel[2] / 64);
      colours[bin] += 1.0F / (steps * steps);
    }
  }
  return colours;
}

std::optional<TurnedCrop> PersonTrack::crop_at(std::int64_t frame, std::int64_t longest) const {
  const auto after = std::ranges::lower_bound(moments, frame, {}, &Moment::frame);
  if (after == moments.end()) return std::nullopt;
  if (after->frame == frame) return after->seen.crop;
  if (after == moments.begin() || after->frame - (after - 1)->frame > longest) return std::nullopt;
  const Moment& before = *(after - 1);
  const double t =
      static_cast<double>(frame - before.frame) / static_cast<double>(after->frame - before.frame);
  return between(before.seen.crop, after->seen.crop, t);
}

std::vector<PersonTrack> person_tracks(std::span<const SeenPeople> seen, double frames_per_second) {
  std::vector<Followed> all;
  for (const SeenPeople& frame : seen) add_frame(all, frame, frames_per_second);
  join_by_colours(all, frames_per_second);
  std::vector<PersonTrack> tracks;
  for (const Followed& person : all) {
    if (person.track().moments.size() < 2 && seen.size() > few_looks) continue;
    tracks.push_back(person.track());
  }
  return tracks;
}

std::optional<std::size_t> chosen_person(std::span<const PersonTrack> tracks,
                                         const std::optional<PersonPoint>& point,
                                         const Eigen::Vector2d& picture_px, double frames_per_second) {
  std::optional<std::size_t> chosen;
  double best = point ? -0.5 : 0;
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    const double worth = point ? -distance(tracks[i], *point, frames_per_second)
                               : prominence(tracks[i], picture_px, frames_per_second);
    if (worth <= best) continue;
    best = worth;
    chosen = i;
  }
  return chosen;
}

}  // namespace solopose

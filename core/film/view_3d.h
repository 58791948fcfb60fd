#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/film/film.h"
#include "core/video/image.h"

namespace solopose {

/// How the skeletons of a film look from a camera that stands still: a little above, turned about the
/// vertical, as near as lets it see the whole way the person goes. Drawn by the processor, for films made
/// where there is no display.
class View3d {
 public:
  /// @throws Error when a skeleton's up is zero or not finite.
  explicit View3d(const FilmOptions& film);

  /// The picture at the video's frame `number`. `line_scale`: of the bones' widths.
  Image picture(std::int64_t number, int width, int height, double line_scale) const;

 private:
  /// Poses to the common frame: z up, metres stay millimetres.
  struct Placed {
    const FilmSkeleton* skeleton = nullptr;
    Eigen::Matrix3d upright = Eigen::Matrix3d::Identity();
    Eigen::Vector3d shift = Eigen::Vector3d::Zero();
  };
  /// Where a point appears, and how far behind the middle it is.
  struct Seen {
    Eigen::Vector2d pixel;
    double depth = 0;
  };

  void frame();
  Seen seen(const Eigen::Vector3d& point_mm, int width, int height) const;
  Eigen::Vector3d arrow_foot() const;
  void add_ground(std::vector<Stroke>& strokes, int width, int height, double line_scale) const;
  void add_skeleton(std::vector<Stroke>& strokes, const Placed& placed, std::int64_t number, int width,
                    int height, double line_scale) const;

  std::vector<Placed> placed_;
  Eigen::Vector3d middle_ = Eigen::Vector3d::Zero();
  double radius_mm_ = 0;
  double ground_mm_ = 0;
  Eigen::Vector2d framed_middle_ = Eigen::Vector2d::Zero();  ///< right and up of middle_, mm
  Eigen::Vector2d framed_half_ = Eigen::Vector2d::Zero();    ///< of what must be in the picture, mm
  Eigen::Matrix3d view_ = Eigen::Matrix3d::Identity();       ///< rows: right, up, away
};

}  // namespace solopose

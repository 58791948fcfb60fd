#pragma once

#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"

namespace solopose {

/// What carries a view onto the mean of a take's views with the least squared distance, over all joints of
/// all frames that every view has; both in the world.
struct ViewMotion {
  std::string view;
  double rotation_deg = 0;    ///< 0 to 180
  double translation_mm = 0;  ///< of the middle of the body, so that it does not hang on the world's origin
};

/// How a take's views lie apart in the world, before alignment.
struct TakeInWorld {
  std::string name;          ///< dataset/subject/take
  std::string why_not = {};  ///< the views cannot be compared there; what follows is empty then
  double dispersion_mm = 0;  ///< see Dispersion; the paper's figure 1, before
  std::vector<ViewMotion> views = {};
  double rotation_deg = 0;    ///< mean over views
  double translation_mm = 0;  ///< mean over views
  double remaining_mm = 0;    ///< dispersion once each view has been moved so: what no rigid motion mends
};

/// Of a catalog's takes of which two views or more are aligned, sorted by name. Streams: some frames of one
/// take's views in memory. @throws Error (a pose file), Cancelled.
std::vector<TakeInWorld> takes_in_world(const PoseStore& store, const Catalog& catalog,
                                        const JobContext& context);

}  // namespace solopose

#pragma once

#include <string>
#include <vector>

#include "core/demo/take.h"

namespace solopose::demo {

/// Who performs what for which dataset, before anything goes wrong: names as the dataset gives them.
struct Casting {
  std::string subject;
  std::string take;
  Performance performance;
};
const std::vector<Casting>& aist_castings();  ///< 60 fps
const std::vector<Casting>& h36m_castings();  ///< 50 fps; sorted by subject, S9 and S11 among them
const std::vector<Casting>& mpi_castings();   ///< 25 fps
const std::vector<Casting>& mads_castings();  ///< 15 fps

inline constexpr double mpi_frames_per_second = 25;
inline constexpr double mads_frames_per_second = 15;

std::vector<Take> performed(const std::vector<Casting>& castings);

/// The take of that name. @throws Error when there is none.
Take& take_named(std::vector<Take>& takes, std::string_view name);

}  // namespace solopose::demo

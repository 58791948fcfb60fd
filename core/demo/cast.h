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

/// The same and many more, for training: people of every build, doing everything in their own way, turned
/// every way. Human3.6M's are S1, S5, S6, S7, S8, S9 and S11, MPI-INF-3DHP's S1 to S8.
std::vector<Casting> larger_aist_cast();
std::vector<Casting> larger_h36m_cast();
std::vector<Casting> larger_mpi_cast();

inline constexpr double mpi_frames_per_second = 25;
inline constexpr double mads_frames_per_second = 15;

std::vector<Take> performed(const std::vector<Casting>& castings);

}  // namespace solopose::demo

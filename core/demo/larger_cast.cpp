#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/base/seeded_random.h"
#include "core/demo/cast.h"

namespace solopose::demo {
namespace {

double between(SeededRandom& random, double low, double high) { return low + (high - low) * random.unit(); }

Proportions build_of(const std::string& subject) {
  SeededRandom random(seeded_hash(subject, 4));
  return {.stature_mm = between(random, 1540, 1900),
          .legs = between(random, 0.96, 1.04),
          .arms = between(random, 0.96, 1.04),
          .breadth = between(random, 0.92, 1.12)};
}

/// Somebody who does something, in a way that follows from the names.
Casting improvised(const std::string& subject, const std::string& take, Motion motion, double fps, int frames,
                   double reach_mm) {
  SeededRandom random(seeded_hash(take, seeded_hash(subject, 5)));
  Performance performance;
  performance.motion = motion;
  performance.body = build_of(subject);
  performance.style = {.tempo = between(random, 0.8, 1.25),
                       .amplitude = between(random, 0.75, 1.1),
                       .phase = random.unit(),
                       .mirrored = random.below(2) == 1};
  performance.frames_per_second = fps;
  performance.frames = frames;
  performance.heading_deg = between(random, -180, 180);
  performance.turning_deg_per_second = (random.below(2) == 1 ? 1 : -1) * between(random, 10, 45);
  performance.start_mm = {between(random, -reach_mm, reach_mm), between(random, -reach_mm, reach_mm)};
  return {subject, take, performance};
}

}  // namespace

std::vector<Casting> larger_aist_cast() {
  constexpr std::array<std::pair<const char*, Motion>, 8> genres = {{{"HO", Motion::house_dance},
                                                                     {"LH", Motion::hip_hop},
                                                                     {"MH", Motion::hip_hop},
                                                                     {"PO", Motion::wave},
                                                                     {"JB", Motion::jumping_jack},
                                                                     {"WA", Motion::tai_chi},
                                                                     {"KR", Motion::kata},
                                                                     {"JS", Motion::reach}}};
  constexpr int dancers = 3;
  std::vector<Casting> castings = aist_castings();
  int dancer = 1;
  for (const auto& [genre, motion] : genres) {
    for (int i = 0; i < dancers; ++i, ++dancer) {
      const std::string subject = fmt::format("d{:02}", 30 + dancer);
      castings.push_back(improvised(subject, fmt::format("g{0}_sBM_cAll_{1}_m{0}0_ch01", genre, subject),
                                    motion, 60, 240, 400));
    }
  }
  return castings;
}

std::vector<Casting> larger_h36m_cast() {
  constexpr std::array<std::pair<const char*, Motion>, 8> actions = {{{"Directions 1", Motion::reach},
                                                                      {"Discussion", Motion::tai_chi},
                                                                      {"Eating", Motion::reach},
                                                                      {"Greeting 1", Motion::wave},
                                                                      {"Posing", Motion::kata},
                                                                      {"Purchases", Motion::hip_hop},
                                                                      {"Sitting", Motion::squat},
                                                                      {"Walking 1", Motion::walk}}};
  std::vector<Casting> castings = h36m_castings();
  for (const char* subject : {"S1", "S5", "S6", "S7", "S8", "S9", "S11"}) {
    for (const auto& [action, motion] : actions)
      castings.push_back(improvised(subject, action, motion, 50, 200, 700));
  }
  std::stable_sort(castings.begin(), castings.end(), [](const Casting& a, const Casting& b) {
    return std::pair(a.subject.size(), a.subject) < std::pair(b.subject.size(), b.subject);
  });
  return castings;
}

std::vector<Casting> larger_mpi_cast() {
  std::vector<Casting> castings = mpi_castings();
  int motion = 0;
  for (const char* subject : {"S3", "S4", "S5", "S6", "S7", "S8"}) {
    for (const char* take : {"Seq1", "Seq2"}) {
      castings.push_back(improvised(subject, take, static_cast<Motion>(motion % motion_count),
                                    mpi_frames_per_second, 150, 600));
      motion += 3;
    }
  }
  return castings;
}

}  // namespace solopose::demo

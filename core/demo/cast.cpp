#include "core/demo/cast.h"

namespace solopose::demo {
namespace {

using enum Motion;

constexpr Proportions tall = {.stature_mm = 1860, .legs = 1.03, .arms = 1.02, .breadth = 1.02};
constexpr Proportions short_and_broad = {.stature_mm = 1640, .legs = 0.96, .arms = 0.98, .breadth = 1.1};
constexpr Proportions slender = {.stature_mm = 1720, .legs = 1.02, .arms = 1.01, .breadth = 0.92};
constexpr Proportions small = {.stature_mm = 1560, .legs = 0.99, .arms = 0.97, .breadth = 0.95};
constexpr Proportions sturdy = {.stature_mm = 1780, .legs = 0.98, .arms = 1.0, .breadth = 1.12};
constexpr Proportions average = {};

}  // namespace

const std::vector<Casting>& aist_castings() {
  constexpr double fps = 60;
  constexpr int frames = 360;
  static const std::vector<Casting> castings = {
      {"d04",
       "gHO_sBM_cAll_d04_mHO0_ch01",
       {house_dance, slender, {.tempo = 1, .phase = 0}, fps, frames, 180}},
      {"d04",
       "gHO_sBM_cAll_d04_mHO1_ch02",
       {house_dance, slender, {.tempo = 1.1, .phase = 0.3, .mirrored = true}, fps, frames, 150, 15}},
      {"d08",
       "gHO_sBM_cAll_d08_mHO3_ch04",
       {house_dance, sturdy, {.tempo = 0.9, .amplitude = 0.9}, fps, frames, 170, -20}},
      {"d16", "gLH_sBM_cAll_d16_mLH0_ch01", {hip_hop, small, {.tempo = 1, .phase = 0.2}, fps, frames, 190}},
      {"d16",
       "gLH_sBM_cAll_d16_mLH2_ch03",
       {hip_hop, small, {.tempo = 1.2, .mirrored = true}, fps, frames, 175, 25}},
      {"d08",
       "gMH_sBM_cAll_d08_mMH0_ch02",
       {hip_hop, sturdy, {.tempo = 0.8, .amplitude = 1.05}, fps, frames, 185, -10}},
      {"d20", "gPO_sBM_cAll_d20_mPO1_ch05", {wave, tall, {.tempo = 1, .phase = 0.1}, fps, frames, 180}},
      {"d20",
       "gJB_sBM_cAll_d20_mJB4_ch06",
       {jumping_jack, tall, {.tempo = 0.8, .amplitude = 0.9}, fps, frames, 200}},
  };
  return castings;
}

const std::vector<Casting>& h36m_castings() {
  constexpr double fps = 50;
  constexpr int frames = 250;
  static const std::vector<Casting> castings = {
      {"S1", "Directions", {reach, average, {.phase = 0.02}, fps, frames, 20}},
      {"S1", "Greeting", {wave, average, {.phase = 0.05}, fps, frames, -30}},
      {"S1", "Walking", {walk, average, {.tempo = 0.95}, fps, frames, 0, 34, {1400, -200}}},
      {"S5", "Directions", {reach, slender, {.tempo = 1.1, .mirrored = true}, fps, frames, 75}},
      {"S5", "SittingDown", {squat, slender, {.amplitude = 0.95}, fps, frames, 40}},
      {"S5", "Walking", {walk, slender, {.tempo = 1.05, .phase = 0.4}, fps, frames, 90, -36, {-200, 1300}}},
      {"S9", "Greeting", {wave, sturdy, {.tempo = 1.1, .mirrored = true}, fps, frames, 10}},
      {"S9", "SittingDown", {squat, sturdy, {.tempo = 0.85, .phase = 0.1}, fps, frames, 120}},
      {"S9", "Walking", {walk, sturdy, {.tempo = 0.9, .phase = 0.7}, fps, frames, 200, 40, {-1200, 300}}},
      {"S11", "Directions", {reach, tall, {.tempo = 0.9, .phase = 0.5}, fps, frames, -60}},
      {"S11", "Greeting", {wave, tall, {.phase = 0.4}, fps, frames, 160}},
      {"S11", "Walking", {walk, tall, {.amplitude = 0.95, .phase = 0.2}, fps, frames, -45, 38, {900, -900}}},
  };
  return castings;
}

const std::vector<Casting>& mpi_castings() {
  constexpr double fps = mpi_frames_per_second;
  constexpr int frames = 120;
  static const std::vector<Casting> castings = {
      {"S1", "Seq1", {walk, average, {}, fps, frames, 30, 42, {900, 0}}},
      {"S1", "Seq2", {reach, average, {.tempo = 1.2, .phase = 0.05}, fps, frames, 15, 0, {1100, 600}}},
      {"S2", "Seq1", {squat, small, {.tempo = 1.1}, fps, frames, -20, 0, {-1000, 800}}},
      {"S2",
       "Seq2",
       {jumping_jack, small, {.tempo = 0.9, .amplitude = 0.95}, fps, frames, 60, 0, {300, -1300}}},
  };
  return castings;
}

const std::vector<Casting>& mads_castings() {
  constexpr double fps = mads_frames_per_second;
  constexpr int frames = 225;
  static const std::vector<Casting> castings = {
      {"HipHop", "HipHop1", {hip_hop, sturdy, {}, fps, frames, 0}},
      {"HipHop",
       "HipHop2",
       {hip_hop, sturdy, {.tempo = 0.85, .phase = 0.5, .mirrored = true}, fps, frames, 20, 8}},
      {"Jazz", "Jazz1", {house_dance, slender, {.tempo = 0.9}, fps, frames, -10}},
      {"Jazz",
       "Jazz2",
       {house_dance, slender, {.tempo = 0.8, .phase = 0.2, .mirrored = true}, fps, frames, 0, -9}},
      {"Kata", "Kata1", {kata, short_and_broad, {}, fps, frames, 0}},
      {"Kata",
       "Kata2",
       {kata, short_and_broad, {.tempo = 1.1, .phase = 0.3, .mirrored = true}, fps, frames, 30, 6}},
      {"Sports", "Sports1", {jump, tall, {.amplitude = 0.95}, fps, frames, 10, 25}},
      {"Sports", "Sports2", {reach, tall, {.tempo = 1.15, .phase = 0.2}, fps, frames, -25}},
      {"Taichi", "Taichi1", {tai_chi, average, {}, fps, frames, 0}},
      {"Taichi",
       "Taichi2",
       {tai_chi, average, {.tempo = 1.2, .phase = 0.4, .mirrored = true}, fps, frames, 15, 4}},
  };
  return castings;
}

std::vector<Take> performed(const std::vector<Casting>& castings) {
  std::vector<Take> takes;
  for (const Casting& casting : castings)
    takes.push_back({casting.subject, casting.take, perform(casting.performance)});
  return takes;
}

}  // namespace solopose::demo

#include "tests/core/formats/postures.h"

#include <cmath>

#include <fmt/format.h>
#include <Eigen/Geometry>

#include "core/formats/axis.h"
#include "core/skeleton/joint_set.h"

namespace solopose::testing {
namespace {

const std::vector<Eigen::Vector3d>& standing() {
  static const std::vector<Eigen::Vector3d> points = {
      {0, 0, 950},     {100, 0, 940},    {105, 15, 520}, {100, -10, 100}, {-100, 0, 940},
      {-105, 15, 520}, {-100, -10, 100}, {0, 0, 1450},   {0, 20, 1690},   {-180, 0, 1410},
      {-200, 0, 1120}, {-210, 60, 870},  {180, 0, 1410}, {200, 0, 1120},  {210, 60, 870}};
  return points;
}

bool above_hips(std::size_t joint) { return joint >= 7; }

}  // namespace

template <typename Pose>
Postures& Postures::add(int frames, const Pose& pose) {
  for (int f = 0; f < frames; ++f) {
    const Eigen::AngleAxisd turn(0.1 * std::sin(0.3 * f), Eigen::Vector3d::UnitZ());
    for (std::size_t j = 0; j < standing().size(); ++j) points_.push_back(turn * pose(j, standing()[j]));
  }
  return *this;
}

Postures& Postures::stand(int frames) {
  return add(frames, [](std::size_t, const Eigen::Vector3d& p) { return p; });
}

Postures& Postures::bow(int frames) {
  return add(frames, [](std::size_t j, const Eigen::Vector3d& p) -> Eigen::Vector3d {
    if (!above_hips(j)) return p;
    return {p.x(), p.z() - 950, 950 - p.y()};
  });
}

Postures& Postures::lie(int frames) {
  return add(frames, [](std::size_t, const Eigen::Vector3d& p) -> Eigen::Vector3d {
    return {p.x(), p.z() - 100, 120 + p.y()};
  });
}

Postures& Postures::lie_aside(int frames) {
  return add(frames, [](std::size_t, const Eigen::Vector3d& p) -> Eigen::Vector3d {
    return {p.x(), p.z() + 2000, 120 + p.y()};
  });
}

Postures& Postures::sit(int frames) {
  return add(frames, [](std::size_t j, const Eigen::Vector3d& p) -> Eigen::Vector3d {
    const Eigen::Vector3d lowered = p - Eigen::Vector3d(0, 0, 450);
    if (j == 2 || j == 5) return {p.x(), 420, 500};
    if (j == 3 || j == 6) return {p.x(), 400, 80};
    return lowered;
  });
}

Postures& Postures::handstand(int frames) {
  return add(frames, [](std::size_t j, const Eigen::Vector3d& p) -> Eigen::Vector3d {
    const bool arm = j == 10 || j == 11 || j == 13 || j == 14;
    const double height = arm ? 2 * 1410 - p.z() : p.z();  // arms stretched beyond the head
    return {-p.x(), p.y(), 2000 - height};
  });
}

Postures& Postures::jump(int frames) {
  return add(frames, [](std::size_t, const Eigen::Vector3d& p) -> Eigen::Vector3d {
    return p + Eigen::Vector3d(0, 0, 400);
  });
}

std::vector<float> Postures::poses(const std::string& up, double factor) const {
  const Eigen::Quaterniond turn =
      Eigen::Quaterniond::FromTwoVectors(Eigen::Vector3d::UnitZ(), axis_named(up).value());
  std::vector<float> poses;
  for (const Eigen::Vector3d& point : points_) {
    const Eigen::Vector3d turned = factor * (turn * point);
    for (const double value : turned) poses.push_back(static_cast<float>(value));
  }
  return poses;
}

std::string trc_of(const std::vector<float>& poses, const std::string& units) {
  return trc_of({joint_names().begin(), joint_names().end()}, poses, units);
}

std::string trc_of(const std::vector<std::string>& markers, const std::vector<float>& positions,
                   const std::string& units) {
  const std::size_t width = markers.size() * 3;
  const std::size_t frames = positions.size() / width;
  std::string text =
      "PathFileType\t4\t(X/Y/Z)\tmade.trc\n"
      "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\t"
      "OrigNumFrames\n" +
      fmt::format("50\t50\t{0}\t{1}\t{2}\t50\t1\t{0}\nFrame#\tTime", frames, markers.size(), units);
  for (const std::string& name : markers) text += fmt::format("\t{}\t\t", name);
  text += "\n\t";
  for (std::size_t marker = 1; marker <= markers.size(); ++marker)
    text += fmt::format("\tX{0}\tY{0}\tZ{0}", marker);
  text += "\n\n";
  for (std::size_t f = 0; f < frames; ++f) {
    text += fmt::format("{}\t{:.4f}", f + 1, static_cast<double>(f) / 50);
    for (std::size_t i = 0; i < width; ++i) text += fmt::format("\t{:.5f}", positions[f * width + i]);
    text += "\n";
  }
  return text;
}

}  // namespace solopose::testing

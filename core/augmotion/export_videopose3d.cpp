#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/augmotion/export_source.h"
#include "core/augmotion/videopose3d_pickles.h"
#include "core/base/counted.h"
#include "core/base/rigid_transform.h"
#include "core/camera/camera_projection.h"
#include "core/files/npz.h"
#include "core/files/pickle_writer.h"
#include "core/formats/sequence.h"
#include "core/project/catalog.h"
#include "core/skeleton/human36m_joints.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

/// Divided in double precision and rounded once, so that what is read back as millimetres is written the
/// same.
float in_metres(float mm) {
  constexpr double mm_per_metre = 1000;
  return static_cast<float>(static_cast<double>(mm) / mm_per_metre);
}

/// The camera that sees the moved poses as `camera` sees the datasets'. Pixels do not change with a scale.
Camera moved_camera(Camera camera, const RigidTransform& moved_from_dataset) {
  camera.rotation = camera.rotation * moved_from_dataset.rotation.transpose();
  camera.translation_mm =
      moved_from_dataset.scale * camera.translation_mm - camera.rotation * moved_from_dataset.translation_mm;
  return camera;
}

std::vector<Camera> cameras_of(const ExportSource& source, std::size_t index) {
  const SequenceRecord& sequence = source.catalog().sequences[index];
  std::vector<Camera> cameras = sequence.cameras;
  // VideoPose3D knows one kind of lens.
  std::erase_if(cameras, [](const Camera& camera) { return camera.lens != LensModel::brown_conrady; });
  RigidTransform moved_from_dataset;
  if (source.frame() == ExportFrame::universal) {
    const SequenceAlignment* aligned = source.catalog().alignment->of(sequence.id);
    if (aligned != nullptr) moved_from_dataset = aligned->universal_from_dataset;
  }
  for (Camera& camera : cameras) {
    if (sequence.frame == CoordinateFrame::camera) {
      camera.rotation.setIdentity();
      camera.translation_mm.setZero();
    }
    camera = moved_camera(camera, moved_from_dataset);
    // VideoPose3D needs a size; the principal point is close to the middle.
    if (camera.width <= 0) camera.width = static_cast<int>(std::lround(2 * camera.intrinsics(0, 2)));
    if (camera.height <= 0) camera.height = static_cast<int>(std::lround(2 * camera.intrinsics(1, 2)));
  }
  return cameras;
}

bool same_camera(const Camera& a, const Camera& b) {
  return a.name == b.name && a.width == b.width && a.height == b.height && a.intrinsics == b.intrinsics &&
         a.lens == b.lens && a.distortion == b.distortion && a.rotation == b.rotation &&
         a.translation_mm == b.translation_mm;
}

/// What VideoPose3D calls a subject: takes seen by the same cameras.
struct Subject {
  std::vector<std::size_t> sequences;
  std::vector<Camera> cameras;
};
using Subjects = std::map<std::string, Subject>;

/// Put sequences of one person under names of so many parts of dataset/subject/view/take; none when takes or
/// cameras would not be told apart.
std::optional<Subjects> grouped(const ExportSource& source, const std::vector<std::size_t>& sequences,
                                const std::string& person, int parts) {
  Subjects subjects;
  for (const std::size_t index : sequences) {
    const SequenceRecord& sequence = source.catalog().sequences[index];
    std::string name = person;
    if (parts > 2) name += "/" + sequence.view;
    if (parts > 3) name += "/" + sequence.take;
    const std::vector<Camera> cameras = cameras_of(source, index);
    auto [place, fresh] = subjects.try_emplace(name, Subject{{}, cameras});
    Subject& subject = place->second;
    const bool take_is_there = std::ranges::any_of(subject.sequences, [&](std::size_t other) {
      return source.catalog().sequences[other].take == sequence.take;
    });
    if (take_is_there || !std::ranges::equal(subject.cameras, cameras, same_camera)) return std::nullopt;
    subject.sequences.push_back(index);
  }
  return subjects;
}

Subjects subjects_of(const ExportSource& source) {
  const Catalog& catalog = source.catalog();
  const ClipOptions& clips = source.options().clips;
  if (clips.group == SplitGroup::clip) {
    throw Error(
        "export: VideoPose3D's layout keeps whole takes, but splits are drawn clip by clip; split by take, "
        "subject or camera");
  }
  const std::vector<std::string> splits = splits_of_sequences(catalog, source.clips(), clips.group);
  std::map<std::string, std::vector<std::size_t>> persons;
  for (std::size_t index = 0; index < catalog.sequences.size(); ++index) {
    const SequenceRecord& sequence = catalog.sequences[index];
    if (splits[index].empty()) {
      source.context().note(fmt::format(
          "export: {} has no clip (too short, or mostly rejected), so no split; left out", sequence.name));
      continue;
    }
    persons[fmt::format("{}/{}/{}", splits[index], catalog.dataset(sequence.dataset)->name, sequence.subject)]
        .push_back(index);
  }
  Subjects all;
  for (const auto& [person, sequences] : persons) {
    std::optional<Subjects> subjects;
    for (int parts = 2; !subjects && parts <= 4; ++parts)
      subjects = grouped(source, sequences, person, parts);
    if (!subjects) throw Error(fmt::format("export: two sequences of {} have one name", person));
    all.merge(*subjects);
  }
  return all;
}

std::string cameras_pickle(const Subjects& subjects) {
  PickleWriter pickle;
  pickle.begin_object();
  pickle.begin_dict();
  for (const auto& [name, subject] : subjects) {
    pickle.text(name);
    pickle.begin_list();
    for (const Camera& camera : subject.cameras) write_videopose3d_camera(pickle, camera);
    pickle.end_list();
  }
  pickle.end_dict();
  pickle.end_object();
  pickle.finish();
  return pickle.take();
}

std::string derived_pickle(const ExportSource& source, const Subjects& subjects) {
  PickleWriter pickle;
  pickle.begin_object();
  pickle.begin_dict();
  for (const auto& [name, subject] : subjects) {
    const bool own = std::ranges::all_of(subject.sequences, [&](std::size_t index) {
      return has_human36m_joints(*source.catalog().sequences[index].joints);
    });
    pickle.text(name);
    pickle.begin_list();
    for (const std::uint32_t joint : human36m_derived) {
      if (!own) pickle.integer(joint);
    }
    pickle.end_list();
  }
  pickle.end_dict();
  pickle.end_object();
  pickle.finish();
  return pickle.take();
}

/// A member that is one dict[subject][action], written action by action.
class Member {
 public:
  Member(const std::filesystem::path& file, const std::string& name) : out_(file) {
    out_.begin_objects(name);
    pickle_.begin_object();
    pickle_.begin_dict();
  }
  PickleWriter& pickle() { return pickle_; }
  void begin_subject(const std::string& name) {
    pickle_.text(name);
    pickle_.begin_dict();
  }
  void end_subject() { pickle_.end_dict(); }
  void to_disk() { out_.append_objects(pickle_.take()); }
  /// With other members, each a name and a pickle, whole.
  void finish(const std::vector<std::pair<std::string, std::string>>& others) {
    pickle_.end_dict();
    pickle_.end_object();
    pickle_.finish();
    to_disk();
    out_.end();
    for (const auto& [name, pickle] : others) {
      out_.begin_objects(name);
      out_.append_objects(pickle);
      out_.end();
    }
    out_.finish();
  }

 private:
  NpzWriter out_;
  PickleWriter pickle_;
};

/// The 17 joints of each frame as one camera sees them.
std::vector<float> seen_by(const Camera& camera, std::span<const Human36mPose> poses_mm) {
  std::vector<float> pixels;
  pixels.reserve(poses_mm.size() * human36m_kept.size() * 2);
  for (const Human36mPose& pose : poses_mm) {
    for (const std::size_t joint : human36m_kept) {
      const Eigen::Vector2d pixel =
          project_to_pixel(camera, camera_from_world(camera, pose[joint].cast<double>()));
      pixels.push_back(static_cast<float>(pixel.x()));
      pixels.push_back(static_cast<float>(pixel.y()));
    }
  }
  return pixels;
}

/// A sequence's frames, of canonical poses and, where its file has them, Human3.6M's own joints.
std::vector<Human36mPose> human36m_poses(const ExportSource& source, std::size_t index,
                                         std::span<const float> poses_mm) {
  const JointSet& set = *source.catalog().sequences[index].joints;
  const bool own = has_human36m_joints(set);
  const std::vector<float> positions = own ? source.own_positions_mm(index) : std::vector<float>();
  const std::size_t row = 3 * static_cast<std::size_t>(set.size());
  std::vector<Human36mPose> poses;
  for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame) {
    const std::span<const float> pose = pose_at(poses_mm, frame);
    poses.push_back(
        own ? human36m_from_own(set, std::span(positions).subspan(static_cast<std::size_t>(frame) * row, row),
                                pose)
            : human36m_from_canonical(pose));
  }
  return poses;
}

/// Writes one subject's takes, cut where a frame is not whole.
class SubjectWriter {
 public:
  SubjectWriter(Member& positions, Member& keypoints, const Subject& subject, VideoPose3dReport& report)
      : positions_(positions), keypoints_(keypoints), subject_(subject), report_(report) {}

  void add(const std::string& take, const std::vector<Human36mPose>& poses) {
    std::vector<std::vector<float>> pixels;
    for (const Camera& camera : subject_.cameras) pixels.push_back(seen_by(camera, poses));
    for (std::size_t first = 0; first < poses.size();) {
      std::size_t end = first;
      while (end < poses.size() && whole(poses, pixels, end)) ++end;
      if (end > first) write(new_name(take), poses, pixels, first, end);
      if (end < poses.size()) ++report_.frames_left_out;
      first = end + 1;
    }
  }

 private:
  static constexpr std::size_t pixel_floats = human36m_kept.size() * 2;

  static bool whole(const std::vector<Human36mPose>& poses, const std::vector<std::vector<float>>& pixels,
                    std::size_t frame) {
    const bool there =
        std::ranges::all_of(poses[frame], [](const Eigen::Vector3f& joint) { return joint.allFinite(); });
    return there && std::ranges::all_of(pixels, [&](const std::vector<float>& camera) {
             const auto row = std::span(camera).subspan(frame * pixel_floats, pixel_floats);
             return std::ranges::all_of(row, [](float value) { return std::isfinite(value); });
           });
  }

  std::string new_name(const std::string& take) {
    std::string name = take;
    for (int part = 2; !taken_.insert(name).second; ++part) name = fmt::format("{} part {}", take, part);
    return name;
  }

  void write(const std::string& action, const std::vector<Human36mPose>& poses,
             const std::vector<std::vector<float>>& pixels, std::size_t first, std::size_t end) {
    const auto frames = static_cast<std::uint32_t>(end - first);
    std::vector<float> metres;
    metres.reserve(frames * human36m_joints * 3);
    for (std::size_t frame = first; frame < end; ++frame)
      for (const Eigen::Vector3f& joint : poses[frame])
        for (int axis = 0; axis < 3; ++axis) metres.push_back(in_metres(joint[axis]));
    positions_.pickle().text(action);
    positions_.pickle().array<float>(metres, {frames, human36m_joints, 3});
    positions_.to_disk();
    keypoints_.pickle().text(action);
    keypoints_.pickle().begin_list();
    for (const std::vector<float>& camera : pixels)
      keypoints_.pickle().array<float>(std::span(camera).subspan(first * pixel_floats, frames * pixel_floats),
                                       {frames, static_cast<std::uint32_t>(human36m_kept.size()), 2});
    keypoints_.pickle().end_list();
    keypoints_.to_disk();
    report_.frames += frames;
  }

  Member& positions_;
  Member& keypoints_;
  const Subject& subject_;
  VideoPose3dReport& report_;
  std::set<std::string> taken_;
};

std::filesystem::path keypoints_file(const std::filesystem::path& file) {
  const std::string stem = file.stem().string();
  const std::string prefix = "data_3d_";
  const std::string name = stem.starts_with(prefix) ? stem.substr(prefix.size()) : stem;
  return file.parent_path() / fmt::format("data_2d_{}_gt.npz", name);
}

}  // namespace

VideoPose3dReport export_videopose3d(const Project& project, const std::filesystem::path& file,
                                     const ExportOptions& options, const JobContext& context) {
  if (file.extension() != ".npz") {
    throw Error(fmt::format("{}: VideoPose3D's layout is an .npz, found \"{}\"", file.string(),
                            file.extension().string()));
  }
  if (options.without_estimated)
    throw Error("export: nothing may be missing in VideoPose3D's layout, estimated joints neither");
  const ExportSource source(project, options, context);
  const Subjects subjects = subjects_of(source);
  VideoPose3dReport report;
  report.frames_rejected = source.report().frames_rejected;
  report.keypoints_file = keypoints_file(file);
  source.guard(file);
  source.guard(report.keypoints_file);
  Member positions(file, "positions_3d");
  Member keypoints(report.keypoints_file, "positions_2d");
  std::vector<std::size_t> order;
  for (const auto& [name, subject] : subjects)
    order.insert(order.end(), subject.sequences.begin(), subject.sequences.end());

  auto next = subjects.begin();
  std::optional<SubjectWriter> writer;
  std::size_t left = 0;  // sequences of the subject under way
  source.for_each(order, [&](std::size_t index, std::span<const float> poses_mm) {
    if (left == 0) {
      positions.begin_subject(next->first);
      keypoints.begin_subject(next->first);
      writer.emplace(positions, keypoints, next->second, report);
      left = next->second.sequences.size();
      ++next;
    }
    writer->add(source.catalog().sequences[index].take, human36m_poses(source, index, poses_mm));
    ++report.sequences;
    if (--left > 0) return;
    positions.end_subject();
    keypoints.end_subject();
  });
  keypoints.finish({{"metadata", videopose3d_metadata()}});
  positions.finish({{"cameras", cameras_pickle(subjects)}, {"derived", derived_pickle(source, subjects)}});
  if (report.frames_left_out > 0) {
    context.note(fmt::format("export: {} left out: a joint is missing, or is not in front of a camera",
                             counted(report.frames_left_out, "frame")));
  }
  return report;
}

}  // namespace solopose

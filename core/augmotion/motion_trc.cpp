#include "core/augmotion/motion.h"
#include "core/augmotion/pose_text.h"
#include "core/formats/trc_file.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {

void write_trc(FileWriter& out, const Motion& motion) {
  const std::int64_t frames = frames_of(motion.poses_mm);
  out.print("PathFileType\t4\t(X/Y/Z)\t{}", motion.title);
  if (motion.up) {
    out.print("\t{}\t{}\t{}\t{}", trc_up_axis, motion.up->x(), motion.up->y(), motion.up->z());
  }
  out.print("\n");
  out.print(
      "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames"
      "\n");
  out.print("{0}\t{0}\t{1}\t{2}\tmm\t{0}\t1\t{1}\n", motion.frames_per_second, frames, joint_count);
  out.print("Frame#\tTime");
  for (const auto& name : joint_names()) out.print("\t{}\t\t", name);
  out.print("\n\t");
  for (int marker = 1; marker <= joint_count; ++marker) out.print("\tX{0}\tY{0}\tZ{0}", marker);
  out.print("\n\n");
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    out.print("{}\t{}", frame + 1, motion.seconds_at(frame));
    print_pose(out, motion.poses_mm.data() + frame * pose_floats, '\t');
    out.print("\n");
  }
}

}  // namespace solopose

#include <string>

#include "core/augmotion/export_source.h"
#include "core/augmotion/pose_text.h"
#include "core/base/atomic_file.h"
#include "core/files/csv_text.h"
#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace fs = std::filesystem;

ExportReport export_csv(const ExportSource& source, const fs::path& file) {
  AtomicFile destination(file);
  FileWriter out(destination);
  out.print("sequence,frame,time_s");
  for (const auto& name : joint_names()) out.print(",{0}_x_mm,{0}_y_mm,{0}_z_mm", name);
  out.print(",rejected,repaired\n");
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    const SequenceRecord& sequence = source.catalog().sequences[index];
    const std::string name = csv_text(sequence.name, source.options().names);
    const auto rejected = frame_marks(sequence.rejected, sequence.frames);
    const auto repaired = frame_marks(repaired_frames(sequence.repairs), sequence.frames);
    for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame) {
      out.print("{},{},", name, frame);
      if (sequence.frames_per_second > 0)
        out.print("{}", static_cast<double>(frame) / sequence.frames_per_second);
      print_pose(out, poses_mm.data() + frame * pose_floats, ',');
      const auto row = static_cast<std::size_t>(frame);
      out.print(",{},{}\n", rejected[row], repaired[row]);
    }
  });
  out.close();
  destination.commit();
  return source.report();
}

}  // namespace solopose

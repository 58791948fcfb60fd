#include "core/formats/amass.h"

#include "core/base/error.h"
#include "core/files/npz.h"

namespace solopose {
namespace {

/// AMASS calls the angles of all joints "poses"; its files for SMPL-X also have them in parts.
bool recognises_amass(const std::filesystem::path& file) {
  if (file.extension() != ".npz") return false;
  try {
    const NpzReader npz(file);
    return npz.has("trans") && npz.has("betas") && (npz.has("poses") || npz.has("pose_body"));
  } catch (const std::exception&) {
    return false;
  }
}

/// Joints follow from the parameters by a body model alone, whose licence lets nobody pass it on.
void read_amass(const std::filesystem::path& file, const ReadOptions&, const SequenceSink&, const RemarkSink&,
                const JobContext&) {
  throw FormatError(file, "joints",
                    "their positions, an array (frames, joints, 3) made of this file with the body model "
                    "(SMPL-H, SMPL-X) and saved as .npz, to import as a table with a joint mapping",
                    "angles and shape of a body model (poses, betas, trans) without the model");
}

}  // namespace

Reader amass_reader() { return {"amass", "AMASS", recognises_amass, read_amass}; }

}  // namespace solopose

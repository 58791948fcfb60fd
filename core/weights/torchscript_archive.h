#pragma once

#include "core/files/npz.h"
#include "core/weights/torchscript_pickle.h"
#include "core/weights/weights.h"

namespace solopose {

/// The weights of a TorchScript archive: a zip of NAME/data.pkl, NAME/data/0, NAME/data/1, …; its code is
/// never looked at.
class TorchScriptArchive : public WeightFile {
 public:
  /// @throws Error, FormatError.
  explicit TorchScriptArchive(std::filesystem::path file);
  std::vector<float> values(const std::string& name) const override;

 private:
  NpzReader zip_;  ///< reads any zip's members
  std::string folder_;
  std::map<std::string, TorchScriptTensor> tensors_;
};

}  // namespace solopose

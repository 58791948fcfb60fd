#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QObject>

#include "core/project/ids.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {

struct SequenceRecord;

/// Loads tracks on a thread of its own and keeps the most recently used within a memory limit.
class PoseCache : public QObject {
  Q_OBJECT
 public:
  static constexpr std::size_t default_limit_bytes = std::size_t{256} << 20;

  explicit PoseCache(QObject* parent = nullptr, std::size_t limit_bytes = default_limit_bytes);
  ~PoseCache() override;

  void setProject(const QString& folder);  ///< forgets everything

  /// The poses as PoseStore reads them of this record, if they are here, else nullptr and they are loaded;
  /// `loaded` follows. A record with other repairs has other poses. Later requests are served first.
  PosesPtr poses(const SequenceRecord& sequence);

  bool busy() const;  ///< something asked for has not come yet

 Q_SIGNALS:
  void loaded(solopose::SequenceId sequence);
  void failed(solopose::SequenceId sequence, const QString& error);

 private:
  class Loader;
  std::unique_ptr<Loader> loader_;
};

}  // namespace solopose

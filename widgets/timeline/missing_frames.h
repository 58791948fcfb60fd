#pragma once

#include <cstdint>
#include <vector>

#include <QObject>
#include <QTimer>

#include "widgets/session/pose_cache.h"

namespace solopose {

class Session;

/// How many joints each frame of the cursor's sequence misses. Joints that its joint set never has do not
/// count. Follows the session; long tracks are looked through in slices so that the window stays free.
class MissingFrames : public QObject {
  Q_OBJECT
 public:
  explicit MissingFrames(Session* session, QObject* parent = nullptr);

  /// Per frame; empty while unknown.
  const std::vector<std::uint8_t>& counts() const { return counts_; }
  qint64 framesWithMissing() const { return frames_with_missing_; }

 Q_SIGNALS:
  void changed();

 private:
  void restart();
  void begin();
  void scanSlice();

  Session* session_;
  QTimer next_slice_;
  PosesPtr poses_;
  std::vector<int> joints_;  ///< those the joint set has
  std::vector<std::uint8_t> scanned_;
  std::vector<std::uint8_t> counts_;
  qint64 frames_with_missing_ = 0;
};

}  // namespace solopose

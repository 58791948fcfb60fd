#pragma once

#include <memory>

#include <QObject>

#include "core/inspection/heat_map_readings.h"

namespace solopose {

/// Makes heat maps on a thread of its own. The latest request wins: while one is worked on, only the newest
/// waits. What is finished is always shown, so that scrubbing shows as many frames as can be made.
class HeatMapComputer : public QObject {
  Q_OBJECT
 public:
  explicit HeatMapComputer(QObject* parent = nullptr);
  ~HeatMapComputer() override;

  void request(HeatMapQuery query);
  void forget();  ///< nothing that was asked for is wanted any more
  bool busy() const;

 Q_SIGNALS:
  void pictured(solopose::HeatMapPicturePtr picture);
  /// Follows `pictured` unless another request has come meanwhile.
  void decoded(solopose::HeatMapReadingsPtr readings);
  void failed(const QString& error);

 private:
  class Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace solopose

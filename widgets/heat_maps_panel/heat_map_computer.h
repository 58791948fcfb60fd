#pragma once

#include <memory>
#include <stop_token>

#include <QObject>

#include "core/inspection/heat_map_readings.h"
#include "widgets/shared/latest_work.h"

namespace solopose {

class HeatMapInspector;

/// Makes heat maps on another thread. The latest request wins: while one is worked on, only the newest
/// waits. What is finished is always shown, so that scrubbing shows as many frames as can be made.
class HeatMapComputer : public QObject {
  Q_OBJECT
 public:
  explicit HeatMapComputer(QObject* parent = nullptr);
  ~HeatMapComputer() override;

  void request(HeatMapQuery query);
  void forget() { work_.forget(); }  ///< nothing that was asked for is wanted any more
  bool busy() const { return work_.busy(); }

 Q_SIGNALS:
  void pictured(solopose::HeatMapPicturePtr picture);
  /// Follows `pictured` unless another request has come meanwhile.
  void decoded(solopose::HeatMapReadingsPtr readings);
  void failed(const QString& error);

 private:
  void read(const HeatMapPicturePtr& picture);

  std::stop_source stop_;
  std::shared_ptr<HeatMapInspector> inspector_;  ///< the work's own
  LatestWork work_{LatestWork::Superseded::finished};
};

}  // namespace solopose

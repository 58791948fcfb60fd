#pragma once

#include <QString>

namespace solopose {

/// How a training that would be stopped stands.
struct TrainingStand {
  QString run;
  qint64 step = 0;  ///< done, as far as it has told
  qint64 steps = 0;
  qint64 checkpoint = 0;  ///< the step that the last checkpoint holds; 0: none
  qint64 waiting = 0;     ///< runs behind it in the queue
};

}  // namespace solopose

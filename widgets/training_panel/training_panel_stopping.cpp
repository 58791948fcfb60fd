#include <algorithm>

#include <QLocale>

#include "widgets/theme/shown_text.h"
#include "widgets/training_panel/training_panel_private.h"

namespace solopose {

QStringList TrainingPanel::stoppingMeans() const {
  const TrainingQueue& queue = d_->queue;
  if (queue.current().empty()) return {};
  const QString name = shown_name(queue.current().filename().string());
  const auto number = [](qint64 value) { return QLocale().toString(value); };
  const Run* run = d_->model.find(queue.current());
  const qint64 checkpoint =
      std::max<qint64>(queue.checkpointStep(), run == nullptr ? 0 : run->checkpoint_step);
  const qint64 step = std::max<qint64>(queue.step(), checkpoint);
  QStringList lines;
  if (step == 0) {
    lines +=
        tr("“%1” is being trained and has not finished its first step. Resume run begins it from the start")
            .arg(name);
  } else {
    lines += tr("“%1” is being trained: step %2 of %3. Stopping writes a checkpoint after the step under "
                "way, and Resume run goes on from there")
                 .arg(name, number(step), number(run == nullptr ? step : run->options.steps()));
    lines += checkpoint > 0 ? tr("The last checkpoint so far holds step %1").arg(number(checkpoint))
                            : tr("There is no checkpoint of it yet");
  }
  const qint64 waiting = std::ssize(queue.waiting());
  if (waiting > 0)
    lines += tr("%n run(s) behind it in the queue stay in the list and are not begun", nullptr,
                static_cast<int>(waiting));
  return lines;
}

}  // namespace solopose

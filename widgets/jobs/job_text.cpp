#include "widgets/jobs/job_text.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include "widgets/session/job_runner.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

struct JobText {
  Q_DECLARE_TR_FUNCTIONS(solopose::JobText)
 public:
  /// Core names its units in English.
  static QString unit(const QString& name) {
    const QHash<QString, QString> known{{"frames", tr("frames")},
                                        {"files", tr("files")},
                                        {"sequences", tr("sequences")},
                                        {"clips", tr("clips")},
                                        {"bytes", tr("bytes")}};
    return known.value(name, name);
  }

  static QString rate(double per_second, const QString& unit) {
    if (per_second <= 0) return {};
    const QString number =
        per_second < 10 ? QLocale().toString(per_second, 'f', 1) : grouped(std::llround(per_second));
    return unit.isEmpty() ? tr("%1/s").arg(number)
                          : tr("%1 %2/s", "rate, unit").arg(number, JobText::unit(unit));
  }

  static QString time(double seconds) {
    if (seconds < 0) return {};
    if (seconds < 1) return tr("almost done");
    if (seconds < 90) return tr("%n second(s) left", nullptr, static_cast<int>(std::ceil(seconds)));
    const int minutes = static_cast<int>(std::lround(seconds / 60));
    if (minutes < 90) return tr("about %n minute(s) left", nullptr, minutes);
    return tr("about %n hour(s) left", nullptr, static_cast<int>(std::lround(seconds / 3600)));
  }

  static QString count(qint64 done, qint64 total, const QString& unit) {
    if (total <= 0) return {};
    return tr("%1 of %2 %3", "done, total, unit")
        .arg(grouped(done), grouped(total), JobText::unit(unit))
        .trimmed();
  }

  static QString outcome(const JobHandle& job) {
    if (job.queued()) return tr("Queued");
    if (job.running()) return tr("Running");
    if (job.outcome() == JobOutcome::cancelled) return tr("Cancelled");
    if (job.outcome() == JobOutcome::failed) return tr("Failed: %1").arg(shown_text(job.error()));
    return tr("Finished");
  }
};

}  // namespace

QString job_rate_text(const JobHandle& job) { return JobText::rate(job.ratePerSecond(), job.unit()); }
QString job_time_text(const JobHandle& job) { return JobText::time(job.secondsLeft()); }
QString job_count_text(const JobHandle& job) { return JobText::count(job.done(), job.total(), job.unit()); }
QString job_outcome_text(const JobHandle& job) { return JobText::outcome(job); }

QString grouped(qint64 number) { return QLocale().toString(number); }

}  // namespace solopose

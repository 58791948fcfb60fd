#include "widgets/jobs/job_text.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QLocale>

#include "widgets/session/job_runner.h"
#include "widgets/shared/field_words.h"
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
    if (seconds < 90) return tr("%Ln second(s) left", nullptr, static_cast<int>(std::ceil(seconds)));
    const int minutes = static_cast<int>(std::lround(seconds / 60));
    if (minutes < 90) return tr("about %Ln minute(s) left", nullptr, minutes);
    return tr("about %Ln hour(s) left", nullptr, static_cast<int>(std::lround(seconds / 3600)));
  }

  static QString count(qint64 done, qint64 total, const QString& unit) {
    if (total <= 0) return {};
    return tr("%1 of %2 %3", "done, total, unit")
        .arg(grouped(done), grouped(total), JobText::unit(unit))
        .trimmed();
  }

  static QString name(const JobHandle& job, const QString& open_project) {
    const QString title = shown_name(job.title());
    if (job.project().isEmpty() || job.project() == open_project) return title;
    return tr("%1 (%2)", "job, project").arg(title, project(job));
  }

  static QString when(const JobHandle& job) {
    const QString time = QLocale().toString(job.askedFor().time(), QLocale::ShortFormat);
    return job.project().isEmpty() ? time : tr("%1 · %2", "time, project").arg(time, project(job));
  }

  static QString project(const JobHandle& job) { return shown_name(QFileInfo(job.project()).fileName()); }

  static QString outcome(const JobHandle& job) {
    if (job.queued()) return tr("Queued");
    if (job.running()) return tr("Running");
    if (job.outcome() == JobOutcome::cancelled)
      return job.lane() == JobLane::training ? tr("Stopped") : tr("Cancelled");
    if (job.outcome() == JobOutcome::failed) return tr("Failed: %1").arg(shown_text(in_fields(job.error())));
    return tr("Finished");
  }
};

}  // namespace

QString job_rate_text(const JobHandle& job) { return JobText::rate(job.ratePerSecond(), job.unit()); }
QString job_time_text(const JobHandle& job) { return JobText::time(job.secondsLeft()); }
QString job_count_text(const JobHandle& job) { return JobText::count(job.done(), job.total(), job.unit()); }
QString job_outcome_text(const JobHandle& job) { return JobText::outcome(job); }

QString job_name_text(const JobHandle& job, const QString& open_project) {
  return JobText::name(job, open_project);
}
QString job_when_text(const JobHandle& job) { return JobText::when(job); }

QString grouped(qint64 number) { return QLocale().toString(number); }

}  // namespace solopose

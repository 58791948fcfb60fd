#pragma once

#include <QString>

namespace solopose {

class JobHandle;

/// What the job bar says about a job, in the language of the moment. Empty where nothing is known.
QString job_rate_text(const JobHandle& job);   ///< "1,234 frames/s"
QString job_time_text(const JobHandle& job);   ///< "about 2 min left"
QString job_count_text(const JobHandle& job);  ///< "12 of 97 files"
QString job_outcome_text(
    const JobHandle& job);  ///< "Finished", "Cancelled" ("Stopped": training), "Failed: …"; "Queued" before

/// Its title, with its project's name where another one is open now.
QString job_name_text(const JobHandle& job, const QString& open_project);
QString job_when_text(const JobHandle& job);  ///< "14:05 · demo": what tells two of one title apart

/// A whole number as the locale writes it.
QString grouped(qint64 number);

}  // namespace solopose

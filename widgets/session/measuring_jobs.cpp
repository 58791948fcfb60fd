#include "widgets/session/measuring_jobs.h"

#include "widgets/session/job_runner.h"

namespace solopose {
namespace {

constexpr const char* what_property = "measures";

}  // namespace

void mark_measuring(JobHandle* job, const QString& what) { job->setProperty(what_property, what); }

QStringList measured_now(const JobRunner& jobs) {
  QStringList names;
  for (const JobHandle* job : jobs.jobs()) {
    const QString what = job->property(what_property).toString();
    if (!what.isEmpty() && job->running() && job->project() == jobs.project()) names << what;
  }
  return names;
}

}  // namespace solopose

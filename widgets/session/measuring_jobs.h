#pragma once

#include <QStringList>

namespace solopose {

class JobHandle;
class JobRunner;

/// A job that measures a run or a method, by the name that people know it by: whoever shows errors can say
/// that some are on their way.
void mark_measuring(JobHandle* job, const QString& what);

/// What jobs of the open project measure now, or will: those that wait, too.
QStringList measured_now(const JobRunner& jobs);

}  // namespace solopose

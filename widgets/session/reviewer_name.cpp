#include "widgets/session/reviewer_name.h"

#include <QCoreApplication>
#include <QSettings>

namespace solopose {
namespace {

constexpr auto setting = "quality/reviewer";

QString login_name() {
  for (const char* variable : {"USER", "LOGNAME", "USERNAME"}) {
    const QString name = qEnvironmentVariable(variable).trimmed();
    if (!name.isEmpty()) return name;
  }
  return QCoreApplication::translate("solopose::JudgeBar", "Reviewer");
}

}  // namespace

QString known_reviewer() { return QSettings().value(QLatin1String(setting)).toString().trimmed(); }

QString reviewer_name() {
  const QString known = known_reviewer();
  return known.isEmpty() ? login_name() : known;
}

void keep_reviewer(const QString& name) {
  const QString kept = name.trimmed().isEmpty() ? login_name() : name.trimmed();
  QSettings().setValue(QLatin1String(setting), kept);
}

}  // namespace solopose

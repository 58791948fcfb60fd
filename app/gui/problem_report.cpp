#include "app/gui/problem_report.h"

#include <QFile>
#include <QGuiApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QScreen>
#include <QStringList>
#include <QSysInfo>
#include <QThread>

#include "app/gui/graphics_facts.h"

namespace solopose {
namespace {

constexpr qint64 most_log_bytes = 40'000;

QStringList system_lines() {
  const GraphicsFacts graphics = graphics_facts();
  return {
      QStringLiteral("SoloPose Studio %1").arg(QStringLiteral(SOLOPOSE_VERSION)),
      QStringLiteral("Qt %1, %2").arg(QLatin1String(qVersion()), QGuiApplication::platformName()),
      QStringLiteral("%1, kernel %2, %3")
          .arg(QSysInfo::prettyProductName(), QSysInfo::kernelVersion(), QSysInfo::currentCpuArchitecture()),
      QStringLiteral("%1 processor threads").arg(QThread::idealThreadCount()),
      QStringLiteral("Locale %1").arg(QLocale().name()),
      QStringLiteral("OpenGL %1; %2; %3").arg(graphics.version, graphics.renderer, graphics.vendor),
  };
}

QStringList screen_lines() {
  QStringList lines;
  for (const QScreen* screen : QGuiApplication::screens()) {
    const QRect space = screen->availableGeometry();
    lines << QStringLiteral("Screen %1 x %2, scale %3")
                 .arg(space.width())
                 .arg(space.height())
                 .arg(screen->devicePixelRatio());
  }
  return lines;
}

/// Whole lines only.
QString end_of(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return QStringLiteral("(there is no diagnostics file)");
  const bool whole = file.size() <= most_log_bytes;
  if (!whole) file.seek(file.size() - most_log_bytes);
  const QString text = QString::fromUtf8(file.readAll());
  return whole ? text : text.section(QLatin1Char('\n'), 1);
}

}  // namespace

QString without_paths(QString text) {
  static const QRegularExpression path(
      QStringLiteral("(?<![\\w/.…])/(?:[^/\\n:;,\"'“”|]*/)*[^\\s/:;,\"'“”|)]*?(\\.[A-Za-z0-9]{1,8})?"
                     "(?=$|[\\s:;,\"'“”|)])"),
      QRegularExpression::MultilineOption);
  return text.replace(path, QStringLiteral("…\\1"));
}

QString problem_report(const QString& diagnostics_file) {
  const QStringList parts{system_lines().join(QLatin1Char('\n')), screen_lines().join(QLatin1Char('\n')),
                          without_paths(end_of(diagnostics_file))};
  return parts.join(QStringLiteral("\n\n"));
}

}  // namespace solopose

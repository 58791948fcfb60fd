#include "widgets/shared/on_desktop.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

constexpr int patience_ms = 3000;  ///< a file manager may have to be started first

struct Desktop {
  Q_DECLARE_TR_FUNCTIONS(solopose::Desktop)
 public:
  static QString gone(const QString& place) { return tr("%1 is not there any more").arg(shown_name(place)); }
  static QString no_program(const QString& place) {
    return tr("No program was found that opens %1").arg(shown_name(place));
  }
};

QDBusMessage show_items(const QString& place) {
  QDBusMessage call = QDBusMessage::createMethodCall(
      QStringLiteral("org.freedesktop.FileManager1"), QStringLiteral("/org/freedesktop/FileManager1"),
      QStringLiteral("org.freedesktop.FileManager1"), QStringLiteral("ShowItems"));
  call << QStringList{QUrl::fromLocalFile(place).toString(QUrl::FullyEncoded)} << QString();
  return call;
}

void open_folder_of(const QString& place, const TellFailure& failed) {
  open_on_desktop(QFileInfo(place).absolutePath(), failed);
}

}  // namespace

void open_on_desktop(const QString& place, const TellFailure& failed) {
  if (!QFileInfo::exists(place)) return failed(Desktop::gone(place));
  if (!QDesktopServices::openUrl(QUrl::fromLocalFile(place))) failed(Desktop::no_program(place));
}

void show_in_folder(const QString& place, QObject* context, const TellFailure& failed) {
  if (!QFileInfo::exists(place)) return failed(Desktop::gone(place));
  const QDBusConnection bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return open_folder_of(place, failed);
  auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(show_items(place), patience_ms), context);
  QObject::connect(answer, &QDBusPendingCallWatcher::finished, context, [answer, place, failed] {
    answer->deleteLater();
    if (answer->isError()) open_folder_of(place, failed);
  });
}

}  // namespace solopose

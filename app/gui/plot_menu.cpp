#include "app/gui/plot_menu.h"

#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>

#include <fmt/format.h>

#include "app/gui/save_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "widgets/shared/file_path.h"
#include "widgets/shared/plot_picture.h"
#include "widgets/shared/qcustomplot.h"

namespace solopose {
namespace {

QByteArray png_of(QCustomPlot& plot) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  picture_of(plot).save(&buffer, "PNG");
  return buffer.data();
}

}  // namespace

void PlotMenu::copy(QCustomPlot& plot) { QGuiApplication::clipboard()->setImage(picture_of(plot)); }

void PlotMenu::save(QCustomPlot& plot, const QString& file) {
  const QString ending = QFileInfo(file).suffix().toLower();
  if (ending != QLatin1String("png") && ending != QLatin1String("svg"))
    throw Error(fmt::format("{}: expected an ending of .png or .svg", file.toStdString()));
  const QByteArray bytes = ending == QLatin1String("svg") ? svg_of(plot) : png_of(plot);
  write_text_atomically(path_of(file), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

QMenu* PlotMenu::menuOf(QCustomPlot* plot) {
  auto* menu = new QMenu(plot);
  menu->setObjectName(QStringLiteral("plot-menu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  connect(menu->addAction(tr("Copy picture")), &QAction::triggered, plot, [plot] { copy(*plot); });
  connect(menu->addAction(tr("Save picture…")), &QAction::triggered, plot, [plot] {
    ask_where_to_save(plot, tr("Save picture"), QStringLiteral("png"),
                      [plot](const QString& file) { save(*plot, file); },
                      {tr("Picture (*.png)"), tr("Drawing (*.svg)")});
  });
  return menu;
}

bool PlotMenu::eventFilter(QObject* watched, QEvent* event) {
  auto* plot = event->type() == QEvent::ContextMenu ? qobject_cast<QCustomPlot*>(watched) : nullptr;
  if (plot == nullptr) return QObject::eventFilter(watched, event);
  menuOf(plot)->popup(static_cast<QContextMenuEvent*>(event)->globalPos());
  return true;
}

}  // namespace solopose

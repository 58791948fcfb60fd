#pragma once

#include <functional>

#include <QString>
#include <QStringList>

class QWidget;

namespace solopose {

/// In a box over `parent`, which goes on.
void show_failure(QWidget* parent, const QString& text);

/// Asks where to keep something and keeps it there by `save`, whose Error is shown in a box.
/// `suffix`: what a name without one gets, "txt"; with `filters` ("Picture (*.png)") that of the chosen one.
void ask_where_to_save(QWidget* parent, const QString& title, const QString& suffix,
                       std::function<void(const QString& file)> save, const QStringList& filters = {});

}  // namespace solopose

#pragma once

#include <functional>

#include <QString>

class QObject;

namespace solopose {

using TellFailure = std::function<void(const QString& message)>;

/// A file or folder, in the program that the desktop opens such things with.
void open_on_desktop(const QString& place, const TellFailure& failed);

/// A file or folder among its neighbours, chosen in the desktop's file manager (org.freedesktop.FileManager1
/// on the session bus); where none answers, its folder is opened. `context`: gone before there is an answer,
/// nothing more happens.
void show_in_folder(const QString& place, QObject* context, const TellFailure& failed);

}  // namespace solopose

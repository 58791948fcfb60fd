#pragma once

#include <filesystem>

#include <QFile>
#include <QString>

namespace solopose {

/// A file's place as Qt's dialogs and lists give it, in the bytes that the file system has it by.
inline std::filesystem::path path_of(const QString& place) { return QFile::encodeName(place).toStdString(); }

}  // namespace solopose

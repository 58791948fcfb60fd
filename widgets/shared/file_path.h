#pragma once

#include <filesystem>

#include <QFile>
#include <QString>

namespace solopose {

/// A file's place as Qt's dialogs and lists give it, in the bytes that the file system has it by.
inline std::filesystem::path path_of(const QString& place) { return QFile::encodeName(place).toStdString(); }

/// The other way round: a path as Qt has it. What is shown of it goes through shown_name.
inline QString place_of(const std::filesystem::path& path) { return QFile::decodeName(path.c_str()); }

}  // namespace solopose

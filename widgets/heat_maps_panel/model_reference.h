#pragma once

#include <filesystem>

#include <QJsonValue>
#include <QString>

namespace solopose {

/// A model as a view's file names it: by its run or as one that is shipped, wherever the project and the
/// studio lie on another machine; another file by its path, relative where it lies within the project.

/// Null of no file.
QJsonValue model_reference(const std::filesystem::path& file, const QString& project_folder);
/// Empty of none; whether there is such a file nobody has looked.
std::filesystem::path model_file(const QJsonValue& reference, const QString& project_folder);

}  // namespace solopose

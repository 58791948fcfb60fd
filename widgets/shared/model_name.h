#pragma once

#include <filesystem>
#include <string>

#include <QString>

namespace solopose {

struct ModelDescription;

/// What people call a model, the same wherever it is listed: a run's by its run and not by best.safetensors,
/// those that come with the studio by what they are for, any other by its file.
QString model_name(const std::filesystem::path& file);
/// Of a model whose file may lie elsewhere by now. `fingerprint`: of the file.
QString model_name(const ModelDescription& model, const std::string& fingerprint);

}  // namespace solopose

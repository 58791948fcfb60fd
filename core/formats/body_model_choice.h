#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/formats/body_model.h"
#include "core/formats/reader.h"

namespace solopose {

/// Where the user keeps body models, which their licences let nobody pass on: what SOLOPOSE_BODY_MODELS
/// names, or solopose-studio/body-models in $XDG_DATA_HOME (~/.local/share).
std::filesystem::path body_models_folder();

/// The model of this kind there, in any folder below: the one whose path says the same gender ("female",
/// "male", "neutral"), or else neutral, or else any, which is remarked. Each is read once. `motion` only
/// names who wants it. @throws FormatError saying what is missing and where it belongs; as read_body_model.
std::shared_ptr<const BodyModel> body_model_for(const std::filesystem::path& motion, SmplKind kind,
                                                std::string_view gender, const RemarkSink& remark,
                                                const JobContext& context);

}  // namespace solopose

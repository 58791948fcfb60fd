#pragma once

#include <span>
#include <string_view>

#include "core/formats/reader.h"

namespace solopose::testing {

/// What reads the files that people state or that lie beside tracks, as if each were a format, so that such
/// files are damaged and fuzzed like those of motion: "calibration" (of every kind), "pose2sim", "asf",
/// "body_model", "mapping". They take any file and emit nothing.
std::span<const Reader> companion_readers();

/// One of them, or else the format of that name. @throws Error as reader_named.
const Reader& any_reader_named(std::string_view name);

}  // namespace solopose::testing

#include "core/formats/mpi_calibration.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/text_scanner.h"
#include "core/files/utf8.h"
#include "core/formats/track_facts.h"

namespace solopose {
namespace {

using Matrix4 = Eigen::Matrix<double, 4, 4, Eigen::RowMajor>;

Matrix4 matrix_of_line(TextScanner& text, std::string_view field) {
  std::array<double, 16> values{};
  const std::size_t count = text.numbers_of_line(values, field);
  if (count != values.size()) text.fail_saying(field, "16 numbers", fmt::format("{}", count));
  return Eigen::Map<const Matrix4>(values.data());
}

int pixels(TextScanner& text) {
  constexpr double most_pixels = 1 << 16;
  const double value = text.number("size");
  if (!(value >= 0 && value <= most_pixels)) text.fail_saying("size", "pixels", fmt::format("{}", value));
  return static_cast<int>(value);
}

constexpr std::string_view first_line = "Skeletool Camera Calibration File";

bool recognises_mpi_calibration(const std::filesystem::path& file) {
  return first_bytes(file, first_line.size()) == first_line;
}

std::vector<Camera> read_in_unit(const std::filesystem::path& file, double millimetres_per_unit,
                                 const RemarkSink&) {
  std::vector<Camera> cameras = read_mpi_calibration(file);
  for (Camera& camera : cameras) camera.translation_mm *= millimetres_per_unit;
  return cameras;
}

}  // namespace

std::vector<Camera> read_mpi_calibration(const std::filesystem::path& file) {
  TextScanner text(file);
  if (!text.line().starts_with(first_line)) {
    text.fail_saying("first line", first_line, "another text");
  }
  std::vector<Camera> cameras;
  while (!text.at_end()) {
    const std::string_view word = text.word();
    if (word == "name") {
      cameras.emplace_back().name = id_part(text.line());
    } else if (cameras.empty()) {
      text.fail("name", "a camera's name first", word);
    } else if (word == "size") {
      cameras.back().width = pixels(text);
      cameras.back().height = pixels(text);
      text.line();
    } else if (word == "intrinsic") {
      cameras.back().intrinsics = matrix_of_line(text, word).topLeftCorner<3, 3>();
    } else if (word == "extrinsic") {
      const Matrix4 extrinsic = matrix_of_line(text, "extrinsic");
      cameras.back().rotation = extrinsic.topLeftCorner<3, 3>();
      cameras.back().translation_mm = extrinsic.topRightCorner<3, 1>();
      if (!is_rotation(cameras.back().rotation) || !cameras.back().translation_mm.allFinite()) {
        text.fail_saying("extrinsic", "a rotation and a translation", "another matrix");
      }
    } else {
      text.line();  // sensor, animated, radial: nothing that is used
    }
  }
  if (cameras.empty()) text.fail_saying("name", "at least one camera", "none");
  return cameras;
}

CalibrationReader mpi_calibration_reader() {
  return {"mpi_inf_3dhp", "MPI-INF-3DHP camera.calibration", 1, recognises_mpi_calibration, read_in_unit};
}

}  // namespace solopose

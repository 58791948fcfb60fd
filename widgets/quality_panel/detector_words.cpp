#include "widgets/quality_panel/detector_words.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>

namespace solopose {
namespace {

struct Words {
  std::string_view name;
  const char* title;
  const char* hint;
};

constexpr std::array all_words{
    Words{"joint_angle", QT_TRANSLATE_NOOP("solopose::Detector", "Joint angle"),
          QT_TRANSLATE_NOOP("solopose::Detector",
                            "Bends that no body can make: knees, elbows, hips, neck, trunk")},
    Words{"bone_length", QT_TRANSLATE_NOOP("solopose::Detector", "Bone length"),
          QT_TRANSLATE_NOOP("solopose::Detector",
                            "Bones longer or shorter than they usually are in this person")},
    Words{"bone_symmetry", QT_TRANSLATE_NOOP("solopose::Detector", "Left and right differ"),
          QT_TRANSLATE_NOOP("solopose::Detector",
                            "A bone that is longer on one side of the body than on the other")},
    Words{"spike", QT_TRANSLATE_NOOP("solopose::Detector", "Jump"),
          QT_TRANSLATE_NOOP("solopose::Detector", "Joints that leave their way for a frame or two")},
    Words{"jitter", QT_TRANSLATE_NOOP("solopose::Detector", "Jitter"),
          QT_TRANSLATE_NOOP("solopose::Detector", "Joints that tremble from frame to frame")},
    Words{"frozen", QT_TRANSLATE_NOOP("solopose::Detector", "Frozen"),
          QT_TRANSLATE_NOOP("solopose::Detector",
                            "Joints that stand still while the body moves, or a pose that repeats")},
    Words{"missing_run", QT_TRANSLATE_NOOP("solopose::Detector", "Missing joints"),
          QT_TRANSLATE_NOOP("solopose::Detector", "Joints that are missing for a while")},
    Words{"side_swap", QT_TRANSLATE_NOOP("solopose::Detector", "Sides swapped"),
          QT_TRANSLATE_NOOP("solopose::Detector",
                            "Left and right joints that change places from one frame to the next")},
    Words{"mirrored", QT_TRANSLATE_NOOP("solopose::Detector", "Mirrored body"),
          QT_TRANSLATE_NOOP("solopose::Detector", "A whole sequence in which left is labelled right")},
    Words{"calibration_pose", QT_TRANSLATE_NOOP("solopose::Detector", "Calibration pose"),
          QT_TRANSLATE_NOOP("solopose::Detector", "T-poses and the like, held to calibrate")},
    Words{"floor", QT_TRANSLATE_NOOP("solopose::Detector", "Floor contact"),
          QT_TRANSLATE_NOOP("solopose::Detector", "Feet below the floor, above it, or sliding over it")},
    Words{"upright", QT_TRANSLATE_NOOP("solopose::Detector", "Not upright"),
          QT_TRANSLATE_NOOP("solopose::Detector", "A sequence that stands as if it lay on its side")},
    Words{"scale", QT_TRANSLATE_NOOP("solopose::Detector", "Body size"),
          QT_TRANSLATE_NOOP("solopose::Detector", "Bodies far larger or smaller than people are")},
    Words{"alignment_residual", QT_TRANSLATE_NOOP("solopose::Detector", "Alignment residual"),
          QT_TRANSLATE_NOOP("solopose::Detector", "Key frames that fit the universal frame badly")},
    Words{"view_disagreement", QT_TRANSLATE_NOOP("solopose::Detector", "Views disagree"),
          QT_TRANSLATE_NOOP("solopose::Detector", "Joints that synchronised views see in different places")},
    Words{"label_disagreement", QT_TRANSLATE_NOOP("solopose::Detector", "2D labels disagree"),
          QT_TRANSLATE_NOOP("solopose::Detector", "Joints far from where 2D labels see them in the picture")},
    Words{"model_disagreement", QT_TRANSLATE_NOOP("solopose::Detector", "A model disagrees"),
          QT_TRANSLATE_NOOP("solopose::Detector",
                            "Joints much further from where a model sees them than it usually errs")},
    Words{"past_the_video", QT_TRANSLATE_NOOP("solopose::Detector", "Past the video"),
          QT_TRANSLATE_NOOP("solopose::Detector", "Poses of frames that the video does not have")},
    Words{"known_fault", QT_TRANSLATE_NOOP("solopose::Detector", "Known fault"),
          QT_TRANSLATE_NOOP("solopose::Detector", "What others have published as wrong with this dataset")},
    Words{"anomaly", QT_TRANSLATE_NOOP("solopose::Detector", "Unusual pose"),
          QT_TRANSLATE_NOOP("solopose::Detector",
                            "Poses unlike all others of the project, by a Gaussian mixture")},
};

const Words* words_of(std::string_view name) {
  const auto found = std::ranges::find(all_words, name, &Words::name);
  return found == all_words.end() ? nullptr : &*found;
}

QString translated(const char* text) { return QCoreApplication::translate("solopose::Detector", text); }

}  // namespace

QString detector_title(std::string_view name) {
  const Words* words = words_of(name);
  if (words != nullptr) return translated(words->title);
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())).replace('_', ' ');
}

QString detector_hint(std::string_view name) {
  const Words* words = words_of(name);
  return words == nullptr ? QString() : translated(words->hint);
}

}  // namespace solopose

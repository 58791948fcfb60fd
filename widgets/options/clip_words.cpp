#include "widgets/options/clip_words.h"

#include <stdexcept>

#include <QtGlobal>

namespace solopose {
namespace {

constexpr const char* context = "solopose::ClipWords";

const OptionWords all[] = {
    {"length", QT_TRANSLATE_NOOP("solopose::ClipWords", "Clip length"),
     QT_TRANSLATE_NOOP("solopose::ClipWords", "Frames in a clip")},
    {"step", QT_TRANSLATE_NOOP("solopose::ClipWords", "Step"),
     QT_TRANSLATE_NOOP("solopose::ClipWords", "Frames from the start of a clip to the start of the next")},
    {"group",
     QT_TRANSLATE_NOOP("solopose::ClipWords", "Split by"),
     QT_TRANSLATE_NOOP("solopose::ClipWords", "What is never torn apart into two splits"),
     {QT_TRANSLATE_NOOP("solopose::ClipWords", "Take"), QT_TRANSLATE_NOOP("solopose::ClipWords", "Clip"),
      QT_TRANSLATE_NOOP("solopose::ClipWords", "Subject"),
      QT_TRANSLATE_NOOP("solopose::ClipWords", "Camera")}}};

}  // namespace

OptionWords clip_words(const char* path) {
  const std::string_view whole = path;
  for (OptionWords words : all) {
    if (words.path != whole.substr(whole.rfind('.') + 1)) continue;
    words.path = path;
    words.context = context;
    return words;
  }
  throw std::logic_error("no words for " + std::string(path));
}

}  // namespace solopose

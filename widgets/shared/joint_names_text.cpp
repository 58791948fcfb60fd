#include "widgets/shared/joint_names_text.h"

#include <QCoreApplication>

namespace solopose {

QString joint_text(Joint joint) {
  const auto text = [](const char* source) { return QCoreApplication::translate("solopose::Joint", source); };
  switch (joint) {
    case Joint::pelvis:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Pelvis"));
    case Joint::right_hip:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Right hip"));
    case Joint::right_knee:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Right knee"));
    case Joint::right_ankle:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Right ankle"));
    case Joint::left_hip:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Left hip"));
    case Joint::left_knee:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Left knee"));
    case Joint::left_ankle:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Left ankle"));
    case Joint::neck:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Neck"));
    case Joint::head:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Head"));
    case Joint::left_shoulder:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Left shoulder"));
    case Joint::left_elbow:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Left elbow"));
    case Joint::left_wrist:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Left wrist"));
    case Joint::right_shoulder:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Right shoulder"));
    case Joint::right_elbow:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Right elbow"));
    case Joint::right_wrist:
      return text(QT_TRANSLATE_NOOP("solopose::Joint", "Right wrist"));
  }
  return {};
}

}  // namespace solopose

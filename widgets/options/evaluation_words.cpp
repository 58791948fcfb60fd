#include "widgets/options/evaluation_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace solopose {
namespace {

struct EvaluationWords {
  Q_DECLARE_TR_FUNCTIONS(solopose::EvaluationWords)
};

}  // namespace

QString split_text(Split split) {
  switch (split) {
    case Split::train:
      return EvaluationWords::tr("Train");
    case Split::validation:
      return EvaluationWords::tr("Validation");
    case Split::test:
      return EvaluationWords::tr("Test");
    case Split::independent:
      break;
  }
  return EvaluationWords::tr("Independent test");
}

QString crops_text(CropSource crops) {
  switch (crops) {
    case CropSource::exact:
      return EvaluationWords::tr("True crops");
    case CropSource::detected:
      return EvaluationWords::tr("Detected crops");
    case CropSource::unknown:
      break;
  }
  return EvaluationWords::tr("Unknown crops");
}

QString protocol_hint(const Protocol& protocol) {
  const int joints = static_cast<int>(protocol.joints.size()) - (protocol.root_counts ? 0 : 1);
  return protocol.averaging == Averaging::actions
             ? EvaluationWords::tr("%n joint(s), mean over the actions’ means", nullptr, joints)
             : EvaluationWords::tr("%n joint(s), mean over all frames", nullptr, joints);
}

}  // namespace solopose

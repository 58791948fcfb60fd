#include "widgets/shared/field_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "widgets/actions/plain_text.h"

namespace solopose {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(solopose::FieldWords)
};

/// A field by the label that its form gives it.
struct Field {
  const char* pattern;  ///< how core tells the switch, with the value that it takes
  const char* form;
  const char* label;
};

constexpr Field fields[] = {
    {"--fps\\b", "solopose::ImportDialog", "Frame ra&te"},
    {"--unit\\b( (?!states)\\S+)?", "solopose::ImportDialog", "&Unit"},
    {"--up\\b", "solopose::ImportDialog", "Up a&xis"},
    {"--format\\b( \\S+)?", "solopose::ImportDialog", "&Format"},
    {"--mapping\\b", "solopose::ImportDialog", "&Joint mapping"},
    {"--with-ignored\\b", "solopose::ImportDialog", "Also what AIST++’s &ignore list names"},
    {"--accumulate\\b", "solopose::TrainingForm", "Batches a step"},
};

QString name_of(const char* form, const char* label) {
  return Words::tr("“%1”").arg(plain_text(QCoreApplication::translate(form, label)));
}

}  // namespace

QString in_fields(const QString& message) {
  if (!message.contains(QLatin1String("--"))) return message;
  QString text = message;
  for (const Field& field : fields)
    text.replace(QRegularExpression(QLatin1String(field.pattern)), name_of(field.form, field.label));
  text.replace(
      QLatin1String("import --by-name"),
      Words::tr("%1 switched off").arg(name_of("solopose::ImportDialog", "Use &remembered mappings")));
  text.remove(QLatin1String("--clip-activation, or "));  // what follows is the field's name
  return text;
}

}  // namespace solopose

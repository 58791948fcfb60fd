#include "app/gui/language.h"

#include <algorithm>

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>
#include <QWidget>

// Outside the namespace, as Qt demands. The translations live in a static library, so nothing else would pull
// them in.
static void initialise_translations() { Q_INIT_RESOURCE(translations); }

namespace solopose {
namespace {

const QString setting = QStringLiteral("language");

bool known(const QString& code) {
  return std::ranges::any_of(Language::choices(),
                             [&](const Language::Choice& choice) { return choice.code == code; });
}

/// Numbers and dates as the desktop writes them, where it speaks the same language; else as most do.
QLocale locale_of(const QString& code) {
  const QLocale spoken(code);
  const QLocale system = QLocale::system();
  return system.language() == spoken.language() ? system : spoken;
}

}  // namespace

const std::vector<Language::Choice>& Language::choices() {
  static const std::vector<Choice> all{{QStringLiteral("en"), QStringLiteral("English")},
                                       {QStringLiteral("de"), QStringLiteral("Deutsch")}};
  return all;
}

Language::Language(QObject* parent)
    : QObject(parent), studio_(std::make_unique<QTranslator>()), qt_(std::make_unique<QTranslator>()) {
  initialise_translations();
}

Language::~Language() = default;

QString Language::preferred() {
  const QString system = QLocale::system().name().section(QLatin1Char('_'), 0, 0);
  const QString chosen = QSettings().value(setting, system).toString();
  return known(chosen) ? chosen : QStringLiteral("en");
}

void Language::choose(const QString& code) {
  use(code);
  QSettings().setValue(setting, current_);
}

void Language::use(const QString& code) {
  current_ = known(code) ? code : QStringLiteral("en");
  QLocale::setDefault(locale_of(current_));
  for (QWidget* window : QApplication::topLevelWidgets()) window->setLocale(QLocale());
  QCoreApplication::removeTranslator(studio_.get());
  QCoreApplication::removeTranslator(qt_.get());
  if (qt_->load(QStringLiteral("qtbase_") + current_, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
    QCoreApplication::installTranslator(qt_.get());
  }
  if (studio_->load(QStringLiteral(":/i18n/solopose_%1.qm").arg(current_))) {
    QCoreApplication::installTranslator(studio_.get());
  }
}

}  // namespace solopose

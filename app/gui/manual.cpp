#include "app/gui/manual.h"

#include <algorithm>
#include <array>

#include <QAction>
#include <QCoreApplication>
#include <QFile>
#include <QKeySequence>
#include <QRegularExpression>
#include <QStringList>

#include "widgets/actions/action_registry.h"
#include "widgets/actions/plain_text.h"

namespace solopose {
namespace {

struct Manual {
  Q_DECLARE_TR_FUNCTIONS(solopose::Manual)
};

constexpr std::array reading_order{"first-steps", "data",     "align",      "heat-maps",       "quality",
                                   "train",       "playback", "key-frames", "universal-frame", "rigid-motion",
                                   "heat-poses",  "network",  "measures",   "problems"};

QString source_of(const QString& id, const QString& language_code) {
  for (const QString& code : {language_code, QStringLiteral("en")}) {
    QFile file(QStringLiteral(":/manual/%1/%2.md").arg(code, id));
    if (file.open(QIODevice::ReadOnly)) return QString::fromUtf8(file.readAll());
  }
  return {};
}

QString shown_key(const QAction& action) { return action.shortcut().toString(QKeySequence::NativeText); }

/// Names come from files, too: "Undo rename of …".
QString escaped(QString text) {
  static const QRegularExpression special(QStringLiteral("([\\\\`*_{}\\[\\]<>#|])"));
  return text.replace(special, QStringLiteral("\\\\1"));
}

/// "**Align › Align now** (`Ctrl+A`)"
QString named(const ActionRegistry& actions, const QAction& action) {
  QString name = plain_text(action.text());
  if (name.endsWith(QChar(0x2026))) name.chop(1);
  const QString place = actions.place(&action);
  const QString key = shown_key(action);
  return QStringLiteral("**%1%2**")
             .arg(place.isEmpty() ? QString() : escaped(place) + QStringLiteral(" › "), escaped(name)) +
         (key.isEmpty() ? QString() : QStringLiteral(" (`%1`)").arg(key));
}

QString with_actions(QString text, const ActionRegistry& actions) {
  static const QRegularExpression place(QStringLiteral("\\{(key|name):([a-z0-9.-]+)\\}"));
  for (auto match = place.match(text); match.hasMatch(); match = place.match(text)) {
    const QAction* action = actions.action(match.captured(2));
    const QString shown = action == nullptr ? QString()
                          : match.captured(1) == QLatin1String("key")
                              ? QStringLiteral("`%1`").arg(shown_key(*action))
                              : named(actions, *action);
    text.replace(match.capturedStart(), match.capturedLength(), shown);
  }
  return text;
}

ManualPage page_of(const QString& id, const QString& text) {
  QString title = text.section(QLatin1Char('\n'), 0, 0);
  title.remove(QRegularExpression(QStringLiteral("^#\\s*")));
  return {id, title, text};
}

ManualPage shortcuts_page(const ActionRegistry& actions) {
  QStringList lines{QStringLiteral("# ") + Manual::tr("Every shortcut")};
  QString place;
  for (const QAction* action : actions.all()) {
    const QString key = shown_key(*action);
    if (key.isEmpty()) continue;
    if (actions.place(action) != place) {
      place = actions.place(action);
      lines << QString() << QStringLiteral("## ") + escaped(place) << QString();
    }
    lines << QStringLiteral("- `%1` %2").arg(key, escaped(plain_text(action->text())));
  }
  return page_of(QStringLiteral("shortcuts"), lines.join(QLatin1Char('\n')));
}

}  // namespace

std::vector<ManualPage> manual_pages(const ActionRegistry& actions, const QString& language_code) {
  std::vector<ManualPage> pages;
  for (const char* id : reading_order)
    pages.push_back(page_of(QString::fromLatin1(id),
                            with_actions(source_of(QString::fromLatin1(id), language_code), actions)));
  pages.push_back(shortcuts_page(actions));
  return pages;
}

bool matches(const ManualPage& page, const QString& typed) {
  return std::ranges::all_of(typed.split(QLatin1Char(' '), Qt::SkipEmptyParts), [&](const QString& word) {
    return page.text.contains(word, Qt::CaseInsensitive);
  });
}

}  // namespace solopose

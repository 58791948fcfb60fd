#include <gtest/gtest.h>
#include <QKeySequence>
#include <QMap>
#include <QMenu>
#include <QMenuBar>

#include "tests/app/gui/window_walk.h"

namespace solopose::testing {
namespace {

using MnemonicsTest = WindowWalkTest;

void expect_one_letter_each(const QList<QAction*>& entries, const QString& menu) {
  QMap<QString, QString> taken;
  for (const QAction* entry : entries) {
    const QString letter = QKeySequence::mnemonic(entry->text()).toString();
    if (letter.isEmpty()) continue;
    EXPECT_FALSE(taken.contains(letter)) << qPrintable(menu) << ": " << qPrintable(letter) << " is "
                                         << qPrintable(taken[letter]) << " and " << qPrintable(entry->text());
    taken[letter] = entry->text();
  }
}

TEST_F(MnemonicsTest, no_menu_has_two_entries_with_one_letter) {
  for (const char* code : {"en", "de"}) {
    openAt({1440, 900}, code);
    expect_one_letter_each(window->menuBar()->actions(), QStringLiteral("menu bar, ") + QLatin1String(code));
    const auto menus = window->findChildren<QMenu*>();
    ASSERT_GT(menus.size(), 10);
    for (const QMenu* menu : menus)
      expect_one_letter_each(menu->actions(), menu->title() + QStringLiteral(", ") + QLatin1String(code));
  }
  language->choose("en");
}

}  // namespace
}  // namespace solopose::testing

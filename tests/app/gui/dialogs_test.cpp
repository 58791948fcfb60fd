#include <gtest/gtest.h>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

#include "app/gui/workspace.h"
#include "tests/app/gui/window_walk.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"

namespace solopose::testing {
namespace {

constexpr QSize roomy(1440, 900);
/// 1024x640 less what a window manager draws around a window.
constexpr QSize least(1016, 602);

/// Rows and cells are named by what stands in them.
bool holds_rows(QAccessible::Role role) {
  return role == QAccessible::Table || role == QAccessible::Tree || role == QAccessible::List;
}

bool must_have_a_name(const QAccessibleInterface& part) {
  switch (part.role()) {
    case QAccessible::PushButton:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::ProgressBar:
    case QAccessible::Table:
    case QAccessible::Tree:
    case QAccessible::List:
    case QAccessible::Dialog:
    case QAccessible::PageTabList:
      return true;
    default: {
      const auto* widget = qobject_cast<const QWidget*>(part.object());
      return widget != nullptr && (widget->focusPolicy() & Qt::TabFocus) != 0;
    }
  }
}

/// Parts that Qt makes inside others, and names no more than we do: the field of a number, the arrows of a
/// row of tabs.
bool is_a_part_of_qt(const QAccessibleInterface& part) {
  const QObject* object = part.object();
  if (object == nullptr) return false;
  const QObject* owner = object->parent();
  return object->objectName().startsWith(QLatin1String("qt_")) ||
         qobject_cast<const QLineEdit*>(owner) != nullptr || qobject_cast<const QTabBar*>(owner) != nullptr ||
         qobject_cast<const QScrollBar*>(object) != nullptr;
}

/// What has no name, of all that is seen.
void find_nameless(QAccessibleInterface* part, QStringList& nameless) {
  if (part == nullptr || !part->isValid() || part->state().invisible) return;
  const auto* widget = qobject_cast<const QWidget*>(part->object());
  if (widget != nullptr && (!widget->isVisible() || is_behind(widget))) return;
  if (must_have_a_name(*part) && !is_a_part_of_qt(*part) && part->text(QAccessible::Name).isEmpty())
    nameless << (widget == nullptr ? QString::number(part->role()) : described(widget));
  if (holds_rows(part->role()) || part->role() == QAccessible::ComboBox ||
      part->role() == QAccessible::SpinBox)
    return;
  for (int i = 0; i < part->childCount(); ++i) find_nameless(part->child(i), nameless);
}

class DialogsTest : public WindowWalkTest {
 protected:
  void expectNames(QWidget* of, const QString& where) {
    QStringList nameless;
    find_nameless(QAccessible::queryAccessibleInterface(of), nameless);
    EXPECT_TRUE(nameless.isEmpty()) << qPrintable(where)
                                    << ": no name: " << qPrintable(nameless.join("\n  "));
  }
  /// What an action opens; nullptr when nothing comes.
  QWidget* opened(const char* id) {
    const QWidgetList before = QApplication::topLevelWidgets();
    action(id)->trigger();
    QWidget* fresh = nullptr;
    wait_for([&] {
      for (QWidget* each : QApplication::topLevelWidgets())
        if (each != window.get() && each->isVisible()) fresh = each;
      return fresh != nullptr;
    });
    QTest::qWait(100);
    return fresh;
  }
  static void close(QWidget* dialog) {
    const QPointer<QWidget> gone(dialog);
    dialog->close();
    wait_for([&] { return gone == nullptr || !gone->isVisible(); });
  }
  /// Every dialog and card that an action of the menus opens, file dialogs aside, which are Qt's.
  void inEveryDialog(const std::function<void(QWidget*, const QString&)>& check) {
    for (const char* id : {"file.import", "file.export", "project.check", "project.trash", "project.summary",
                           "help.manual", "help.first-steps", "help.palette", "help.shortcuts", "help.report",
                           "help.about", "jobs.details", "playback.go-to"}) {
      QWidget* dialog = opened(id);
      ASSERT_NE(dialog, nullptr) << id;
      check(dialog, QLatin1String(id));
      close(dialog);
    }
    window->showWorkspace("playback");
    rest();
    ASSERT_TRUE(wait_for([&] { return action("video.export-film")->isEnabled(); }));
    QWidget* film = opened("video.export-film");
    ASSERT_NE(film, nullptr);
    check(film, "video.export-film");
    close(film);
  }
  void expectDialogsFit(const char* language_code) {
    openAt(least, language_code);
    inEveryDialog([](QWidget* dialog, const QString& name) {
      EXPECT_LE(dialog->width(), least.width()) << qPrintable(name);
      EXPECT_LE(dialog->height(), least.height()) << qPrintable(name);
      for (const QWidget* part : dialog->findChildren<QWidget*>()) {
        if (!part->isVisible() || part->window() != dialog) continue;
        EXPECT_FALSE(reaches_outside(part, dialog))
            << qPrintable(name) << ": " << qPrintable(described(part));
        EXPECT_TRUE(cut_text(part).isEmpty()) << qPrintable(name) << ": \"" << qPrintable(cut_text(part))
                                              << "\", " << qPrintable(described(part));
      }
    });
  }
};

TEST_F(DialogsTest, everything_in_every_workspace_has_a_name_for_those_who_do_not_see_it) {
  openAt(roomy, "en");
  window->setPanelVisible("inspector", true);
  for (const Workspace* workspace : window->workspaces()) {
    window->showWorkspace(workspace->id());
    for (const QString& panel : workspace->panels()) {
      window->setPanelVisible(panel, true);
      rest();
      expectNames(window.get(), workspace->id() + '/' + panel);
    }
  }
}

TEST_F(DialogsTest, everything_on_the_start_page_has_a_name) { expectNames(window.get(), "start page"); }

TEST_F(DialogsTest, everything_in_every_dialog_has_a_name) {
  openAt(roomy, "en");
  inEveryDialog([this](QWidget* dialog, const QString& name) { expectNames(dialog, name); });
}

TEST_F(DialogsTest, every_dialog_fits_a_small_screen_in_english) { expectDialogsFit("en"); }

TEST_F(DialogsTest, every_dialog_fits_a_small_screen_in_german) { expectDialogsFit("de"); }

}  // namespace
}  // namespace solopose::testing

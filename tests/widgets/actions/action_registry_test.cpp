#include "widgets/actions/action_registry.h"

#include "tests/support/waiting.h"

namespace solopose {
namespace {

class ActionRegistryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    QSettings().clear();
    make();
  }

  void make() {
    window = std::make_unique<QMainWindow>();
    registry = new ActionRegistry(window.get());
    add("edit.cut", "Cu&t", "&Edit", QKeySequence("Ctrl+X"));
    add("edit.copy", "&Copy…", "&Edit", QKeySequence("Ctrl+C"));
    add("view.zoom", "Zoom", "&View", {});
  }

  void add(const QString& id, const QString& text, const QString& menu, const QKeySequence& shortcut) {
    registry->add({.id = id,
                   .text = [text] { return text; },
                   .menu = [menu] { return menu; },
                   .shortcut = shortcut,
                   .run = [this, id](bool) { ran += id; }});
  }

  QStringList menuTitles() const {
    QStringList titles;
    for (const QAction* action : window->menuBar()->actions()) titles += action->text();
    return titles;
  }

  std::unique_ptr<QMainWindow> window;
  ActionRegistry* registry = nullptr;
  QStringList ran;
};

TEST_F(ActionRegistryTest, triggering_runs_the_action) {
  registry->action("edit.copy")->trigger();
  EXPECT_EQ(ran, QStringList{"edit.copy"});
  EXPECT_EQ(registry->action("no.such"), nullptr);
}

TEST_F(ActionRegistryTest, menus_stand_in_order_of_first_appearance) {
  registry->fillMenus(window->menuBar());
  EXPECT_EQ(menuTitles(), (QStringList{"&Edit", "&View"}));
  const QList<QAction*> edit = window->menuBar()->actions()[0]->menu()->actions();
  ASSERT_EQ(edit.size(), 2);
  EXPECT_EQ(edit[0]->text(), "Cu&t");
}

TEST_F(ActionRegistryTest, a_placed_menu_stands_before_those_that_come_after_it) {
  registry->placeMenu([] { return QString("&Data"); });
  add("align.now", "Align", "&Align", {});
  add("data.find", "Find", "&Data", {});
  registry->fillMenus(window->menuBar());
  EXPECT_EQ(menuTitles(), (QStringList{"&Edit", "&View", "&Data", "&Align"}));
}

TEST_F(ActionRegistryTest, an_action_added_later_joins_its_menu) {
  registry->fillMenus(window->menuBar());
  add("view.pan", "Pan", "&View", {});
  EXPECT_TRUE(
      testing::wait_for([&] { return window->menuBar()->actions()[1]->menu()->actions().size() == 2; }));
}

TEST_F(ActionRegistryTest, submenus_collect_actions_behind_one_line) {
  for (const char* id : {"view.light", "view.dark"}) {
    registry->add({.id = id,
                   .text = [id] { return QString(id); },
                   .menu = [] { return QString("&View"); },
                   .shortcut = {},
                   .icon = {},
                   .run = {},
                   .submenu = [] { return QString("&Theme"); },
                   .separator = QString(id) == "view.light"});
  }
  registry->fillMenus(window->menuBar());
  const QList<QAction*> view = window->menuBar()->actions()[1]->menu()->actions();
  ASSERT_EQ(view.size(), 3);
  EXPECT_TRUE(view[1]->isSeparator());
  ASSERT_NE(view[2]->menu(), nullptr);
  EXPECT_EQ(view[2]->menu()->actions().size(), 2);
  EXPECT_EQ(registry->place(registry->action("view.dark")), QString::fromUtf8("View › Theme"));
}

TEST_F(ActionRegistryTest, tooltips_show_the_shortcut_and_no_marks) {
  EXPECT_EQ(registry->action("edit.cut")->toolTip(), "Cut (Ctrl+X)");
  EXPECT_EQ(registry->action("edit.copy")->toolTip(), "Copy (Ctrl+C)");
  EXPECT_EQ(registry->action("view.zoom")->toolTip(), "Zoom");
}

TEST_F(ActionRegistryTest, a_taken_shortcut_is_refused_and_its_holder_named) {
  EXPECT_EQ(registry->setShortcut("view.zoom", QKeySequence("Ctrl+X")), "edit.cut");
  EXPECT_TRUE(registry->action("view.zoom")->shortcut().isEmpty());
}

TEST_F(ActionRegistryTest, the_beginning_of_another_shortcut_is_taken_too) {
  EXPECT_EQ(registry->setShortcut("view.zoom", QKeySequence("Ctrl+K, Ctrl+Z")), "");
  EXPECT_EQ(registry->setShortcut("edit.cut", QKeySequence("Ctrl+K")), "view.zoom");
  EXPECT_EQ(registry->setShortcut("edit.cut", QKeySequence("Ctrl+K, Ctrl+B")), "");
}

TEST_F(ActionRegistryTest, a_chosen_shortcut_is_remembered_until_it_is_reset) {
  EXPECT_EQ(registry->setShortcut("edit.cut", QKeySequence("Ctrl+M")), "");
  EXPECT_EQ(registry->action("edit.cut")->toolTip(), "Cut (Ctrl+M)");
  make();
  EXPECT_EQ(registry->action("edit.cut")->shortcut(), QKeySequence("Ctrl+M"));
  EXPECT_EQ(registry->defaultShortcut("edit.cut"), QKeySequence("Ctrl+X"));
  registry->resetShortcuts();
  EXPECT_EQ(registry->action("edit.cut")->shortcut(), QKeySequence("Ctrl+X"));
  make();
  EXPECT_EQ(registry->action("edit.cut")->shortcut(), QKeySequence("Ctrl+X"));
}

TEST_F(ActionRegistryTest, a_removed_shortcut_stays_removed) {
  registry->setShortcut("edit.cut", {});
  make();
  EXPECT_TRUE(registry->action("edit.cut")->shortcut().isEmpty());
}

TEST_F(ActionRegistryTest, texts_follow_the_language) {
  QString word = "Open";
  registry->add({.id = "file.open",
                 .text = [&word] { return word; },
                 .menu = [&word] { return word + "-menu"; },
                 .shortcut = {},
                 .icon = {},
                 .run = {}});
  registry->fillMenus(window->menuBar());
  word = "Öffnen";
  registry->retranslate();
  EXPECT_EQ(registry->action("file.open")->text(), word);
  EXPECT_EQ(menuTitles().last(), word + "-menu");
  EXPECT_EQ(menuTitles().size(), 3);
}

class LocalKeysTest : public ActionRegistryTest {
 protected:
  void SetUp() override {
    ActionRegistryTest::SetUp();
    add("view.frame", "Frame", "&View", QKeySequence("F"));
    panel = new QWidget;
    inside = new QLineEdit(panel);
    inside->setReadOnly(true);
    outside = new QLineEdit;
    outside->setReadOnly(true);
    registry->add({.id = "list.fix",
                   .text = [] { return QString("Fix"); },
                   .menu = [] { return QString("&Edit"); },
                   .shortcut = QKeySequence("F"),
                   .run = [this](bool) { ran += "list.fix"; },
                   .within = panel});
    registry->fillMenus(window->menuBar());
    auto* row = new QHBoxLayout;
    row->addWidget(panel);
    row->addWidget(outside);
    auto* middle = new QWidget;
    middle->setLayout(row);
    window->setCentralWidget(middle);
    window->show();
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
  }

  void press(QWidget* at) {
    at->setFocus();
    QTest::keyClick(at, Qt::Key_F);
  }

  QWidget* panel = nullptr;
  QLineEdit* inside = nullptr;
  QLineEdit* outside = nullptr;
};

TEST_F(LocalKeysTest, a_key_of_a_panel_wins_over_the_windows_while_the_focus_is_in_there) {
  press(outside);
  EXPECT_EQ(ran, QStringList{"view.frame"});
  press(inside);
  EXPECT_EQ(ran, (QStringList{"view.frame", "list.fix"}));
  press(outside);
  EXPECT_EQ(ran, (QStringList{"view.frame", "list.fix", "view.frame"}));
}

TEST_F(LocalKeysTest, another_key_gives_the_windows_back) {
  EXPECT_EQ(registry->setShortcut("list.fix", QKeySequence("G")), "") << "nobody else has it there";
  press(inside);
  EXPECT_EQ(ran, QStringList{"view.frame"});
  EXPECT_EQ(registry->setShortcut("list.fix", QKeySequence("F")), "") << "the window's is no obstacle";
  press(inside);
  EXPECT_EQ(ran, (QStringList{"view.frame", "list.fix"}));
}

TEST_F(LocalKeysTest, both_show_their_key) {
  press(inside);
  EXPECT_EQ(registry->action("view.frame")->toolTip(), "Frame (F)");
  EXPECT_EQ(registry->action("list.fix")->toolTip(), "Fix (F)");
}

}  // namespace
}  // namespace solopose

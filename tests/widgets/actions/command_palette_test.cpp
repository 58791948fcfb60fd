#include "widgets/actions/command_palette.h"

#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/actions/command_row.h"
#include "widgets/actions/fuzzy_match.h"
#include "widgets/actions/shortcut_editor.h"

namespace solopose {
namespace {

TEST(FuzzyScore, wants_the_letters_in_order) {
  EXPECT_TRUE(fuzzy_score("opr", "Open project"));
  EXPECT_TRUE(fuzzy_score("PJ", "Open project"));
  EXPECT_FALSE(fuzzy_score("zx", "Open project"));
  EXPECT_FALSE(fuzzy_score("tcejorp", "Open project"));
  EXPECT_EQ(fuzzy_score("", "anything"), 0);
  EXPECT_FALSE(fuzzy_score("a", ""));
}

TEST(FuzzyScore, prefers_beginnings_of_words_and_runs) {
  EXPECT_GT(*fuzzy_score("op", "Open project"), *fuzzy_score("op", "Close project now, please"));
  EXPECT_GT(*fuzzy_score("cp", "Close project"), *fuzzy_score("cp", "Accept"));
  EXPECT_GT(*fuzzy_score("align", "Align now"), *fuzzy_score("align", "a long list in green"));
}

class CommandPaletteTest : public ::testing::Test {
 protected:
  void SetUp() override {
    QSettings().clear();
    for (const char* name : {"Open project", "Close project", "Align now"}) {
      registry->add({.id = QString(name).toLower(),
                     .text = [name] { return QString(name); },
                     .menu = [] { return QString("&File"); },
                     .shortcut = QKeySequence(QStringLiteral("Ctrl+%1").arg(name[0])),
                     .icon = {},
                     .run = [this, name](bool) { ran += name; }});
    }
    window.resize(800, 600);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
  }

  QMainWindow window;
  ActionRegistry* registry = new ActionRegistry(&window);
  QStringList ran;
};

TEST_F(CommandPaletteTest, typing_and_return_run_an_action) {
  CommandPalette palette(registry, &window);
  palette.open();
  auto* filter = palette.findChild<QLineEdit*>();
  QTest::keyClicks(filter, "alnow");
  QTest::keyClick(filter, Qt::Key_Return);
  EXPECT_TRUE(testing::wait_for([&] { return ran == QStringList{"Align now"}; }));
  EXPECT_FALSE(palette.isVisible());
}

TEST_F(CommandPaletteTest, arrows_choose_and_escape_closes) {
  CommandPalette palette(registry, &window);
  palette.open();
  auto* filter = palette.findChild<QLineEdit*>();
  auto* list = palette.findChild<QListView*>();
  EXPECT_EQ(list->model()->rowCount(), 3);
  QTest::keyClick(filter, Qt::Key_Down);
  EXPECT_EQ(list->currentIndex().data().toString(), "Close project");
  EXPECT_EQ(list->currentIndex().data(CommandRow::place_role).toString(), "File");
  EXPECT_EQ(list->currentIndex().data(CommandRow::shortcut_role).toString(), "Ctrl+C");
  QTest::keyClick(filter, Qt::Key_Escape);
  EXPECT_FALSE(palette.isVisible());
  EXPECT_TRUE(ran.isEmpty());
}

TEST_F(CommandPaletteTest, a_disabled_action_is_shown_but_does_not_run) {
  registry->action("align now")->setEnabled(false);
  CommandPalette palette(registry, &window);
  palette.open();
  auto* filter = palette.findChild<QLineEdit*>();
  QTest::keyClicks(filter, "align");
  QTest::keyClick(filter, Qt::Key_Return);
  QCoreApplication::processEvents();
  EXPECT_TRUE(ran.isEmpty());
}

TEST_F(CommandPaletteTest, an_invisible_action_is_left_out) {
  registry->action("align now")->setVisible(false);
  CommandPalette palette(registry, &window);
  palette.open();
  EXPECT_EQ(palette.findChild<QListView*>()->model()->rowCount(), 2);
}

TEST_F(CommandPaletteTest, an_action_comes_before_a_switch_that_matches_as_well) {
  registry->add({.id = "view.align",
                 .text = [] { return QString("Align"); },
                 .menu = [] { return QString("&View"); },
                 .checkable = true,
                 .run = [](bool) {}});
  CommandPalette palette(registry, &window);
  palette.open();
  QTest::keyClicks(palette.findChild<QLineEdit*>(), "align");
  const auto* rows = palette.findChild<QListView*>()->model();
  ASSERT_EQ(rows->rowCount(), 2);
  EXPECT_EQ(rows->index(0, 0).data().toString(), "Align now");
}

TEST_F(CommandPaletteTest, says_that_nothing_matches) {
  CommandPalette palette(registry, &window);
  palette.open();
  auto* filter = palette.findChild<QLineEdit*>();
  QTest::keyClicks(filter, "zzz");
  const auto* rows = palette.findChild<QListView*>()->model();
  ASSERT_EQ(rows->rowCount(), 1);
  EXPECT_TRUE(rows->index(0, 0).data().toString().contains("zzz"));
  QTest::keyClick(filter, Qt::Key_Return);
  QCoreApplication::processEvents();
  EXPECT_TRUE(ran.isEmpty());
  EXPECT_TRUE(palette.isVisible());
}

QPushButton* button(const QWidget& parent, const QString& text) {
  for (auto* candidate : parent.findChildren<QPushButton*>()) {
    if (candidate->text() == text) return candidate;
  }
  return nullptr;
}

TEST_F(CommandPaletteTest, the_shortcut_editor_sets_refuses_and_resets) {
  ShortcutEditor editor(registry, &window);
  editor.show();
  auto* tree = editor.findChild<QTreeWidget*>();
  auto* keys = editor.findChild<QKeySequenceEdit*>();
  tree->setCurrentItem(tree->topLevelItem(2));
  keys->setKeySequence(QKeySequence("Ctrl+M"));
  QTest::mouseClick(button(editor, "Set"), Qt::LeftButton);
  EXPECT_EQ(registry->action("align now")->shortcut(), QKeySequence("Ctrl+M"));

  keys->setKeySequence(QKeySequence("Ctrl+O"));
  QTest::mouseClick(button(editor, "Set"), Qt::LeftButton);
  EXPECT_EQ(registry->action("align now")->shortcut(), QKeySequence("Ctrl+M"));
  const auto labels = editor.findChildren<QLabel*>();
  EXPECT_TRUE(std::ranges::any_of(
      labels, [](const QLabel* label) { return label->text().contains("Open project"); }));

  QTest::mouseClick(button(editor, "Reset all"), Qt::LeftButton);
  EXPECT_EQ(registry->action("align now")->shortcut(), QKeySequence("Ctrl+A"));
}

TEST_F(CommandPaletteTest, the_shortcut_editor_finds_by_name) {
  ShortcutEditor editor(registry, &window);
  editor.findChild<QLineEdit*>()->setText("close");
  const auto* tree = editor.findChild<QTreeWidget*>();
  EXPECT_TRUE(tree->topLevelItem(0)->isHidden());
  EXPECT_FALSE(tree->topLevelItem(1)->isHidden());
}

}  // namespace
}  // namespace solopose

// Names come from files. Wherever they are shown they are text, and nothing in them stays unseen.
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QToolTip>
#include <QUndoStack>

#include <gmock/gmock.h>

#include "app/gui/message_area.h"
#include "app/gui/message_bar.h"
#include "app/gui/workspace.h"
#include "core/project/project.h"
#include "core/project/staged_import.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/theme/shown_text.h"

namespace solopose::testing {
namespace {

const std::string hostile = "<b>x<br><img src=\"file:&a\"> \u202egnp.exe\u202c\u200b\r";

void make_hostile_project(const std::filesystem::path& folder) {
  Project project = Project::create(folder);
  StagedImport staged(project, {.dataset = "data" + hostile, .format = "table"});
  for (const char* take : {"one", "two"}) {
    Sequence sequence;
    sequence.subject = "subject" + hostile;
    sequence.action = "action" + hostile;
    sequence.take = take + hostile;
    sequence.view = "view" + hostile;
    sequence.frames_per_second = 50;
    sequence.joints = joint_set_named("canonical15");
    sequence.positions_mm.assign(std::size_t{20} * 45, 1.0F);
    sequence.source = "source" + hostile;
    staged.add(sequence);
  }
  staged.commit(project);
}

/// Everything a window says, with where it says it.
class Sayings {
 public:
  explicit Sayings(QWidget* root) {
    for (QWidget* widget : root->findChildren<QWidget*>()) look_at(*widget);
    add(*root, root->windowTitle());
  }
  std::vector<std::string> faults;
  int seen = 0;

 private:
  void look_at(const QWidget& widget) {
    add(widget, widget.toolTip());
    add(widget, widget.windowTitle());
    add(widget, widget.accessibleName());
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) look_at(*label);
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget))
      if (view->model() != nullptr) look_at(widget, *view->model(), {});
    for (const QAction* action : widget.actions()) {
      add(widget, action->text());
      add(widget, action->toolTip());
    }
  }
  void look_at(const QLabel& label) {
    add(label, label.text());
    if (label.isVisible() && label.textFormat() == Qt::AutoText) fault(label, "guesses whether it is markup");
    if (label.textFormat() != Qt::PlainText && label.text().contains("<b>x<br>")) fault(label, label.text());
  }
  void look_at(const QWidget& owner, const QAbstractItemModel& model, const QModelIndex& parent) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
      for (int column = 0; column < model.columnCount(parent); ++column) {
        const QModelIndex index = model.index(row, column, parent);
        for (const int role : {Qt::DisplayRole, Qt::ToolTipRole}) add(owner, index.data(role).toString());
      }
      look_at(owner, model, model.index(row, 0, parent));
    }
  }
  void add(const QWidget& owner, const QString& text) {
    seen += text.contains("<b>x<br>") ? 1 : 0;
    for (const QChar letter : {QChar(0x202e), QChar(0x202c), QChar(0x200b), QChar('\r')})
      if (text.contains(letter)) return fault(owner, text);
  }
  void fault(const QWidget& owner, const QString& text) {
    faults.push_back(
        (QString::fromLatin1(owner.metaObject()->className()) + " " + owner.objectName() + ": " + text)
            .toStdString());
  }
};

class HostileNames : public MainWindowTest {
 protected:
  void SetUp() override {
    MainWindowTest::SetUp();
    make_hostile_project(*scratch / ("project" + hostile));
    session->openProject(QString::fromStdString((*scratch / ("project" + hostile)).string()));
    ASSERT_TRUE(waitForIdle());
    ASSERT_TRUE(session->hasProject());
  }
  void expectClean(const char* where) {
    const Sayings said(window.get());
    EXPECT_THAT(said.faults, ::testing::IsEmpty()) << where;
    EXPECT_GT(said.seen, 0) << where;
  }
};

TEST_F(HostileNames, are_text_in_every_workspace) {
  for (const Workspace* workspace : window->workspaces()) {
    window->showWorkspace(workspace->id());
    QTest::qWait(50);
    ASSERT_TRUE(waitForIdle());
    expectClean(workspace->id().toUtf8());
  }
}

TEST_F(HostileNames, are_text_in_messages_and_in_what_can_be_undone) {
  session->renameDataset(session->catalog()->datasets.front().id,
                         QString::fromStdString("renamed" + hostile).trimmed());
  ASSERT_TRUE(waitForIdle());
  expectClean("after a rename");
  session->remove({session->catalog()->datasets.front().id}, {});
  ASSERT_TRUE(waitForIdle());
  expectClean("after a removal");
  ASSERT_FALSE(window->messages()->messages().isEmpty());
  EXPECT_TRUE(window->messages()->messages().last()->text().contains("<b>x<br>"));
  Q_EMIT session->failed(QString::fromStdString("cannot read " + hostile));
  expectClean("after a failure");
}

TEST_F(HostileNames, are_text_in_tooltips) {
  QToolTip::showText(window->mapToGlobal(QPoint(50, 50)), "<b>x</b>", window.get());
  const QLabel* tip = nullptr;
  const auto shown = [&] {
    for (const QWidget* widget : QApplication::topLevelWidgets())
      if (widget->inherits("QTipLabel") && widget->isVisible()) tip = qobject_cast<const QLabel*>(widget);
    return tip != nullptr;
  };
  ASSERT_TRUE(wait_for(shown));
  EXPECT_EQ(tip->textFormat(), Qt::PlainText);
}

TEST(ShownText, makes_visible_what_misleads_and_leaves_the_rest) {
  EXPECT_EQ(shown_name(QString("a\u202eb")), "a⟨U+202E⟩b");
  EXPECT_EQ(shown_name(QString("a\nb\tc\x07")), "a⟨U+000A⟩b⟨U+0009⟩c⟨U+0007⟩");
  EXPECT_EQ(shown_text("a\nb\tc\u2066"), "a\nb\tc⟨U+2066⟩");
  for (const char* plain : {"walk", "Gehen ü", "走る", "👩‍👩‍👧", "می‌خواهم", "<b>&amp;"})
    EXPECT_EQ(shown_name(QString::fromUtf8(plain)), plain);
}

}  // namespace
}  // namespace solopose::testing

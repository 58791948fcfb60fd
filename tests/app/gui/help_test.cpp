#include <algorithm>

#include <gtest/gtest.h>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>
#include <QTextBrowser>

#include "app/gui/first_steps.h"
#include "app/gui/manual.h"
#include "app/gui/manual_window.h"
#include "app/gui/panels.h"
#include "app/gui/problem_report.h"
#include "app/gui/text_dialog.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"

namespace solopose::testing {
namespace {

QString source(const QString& language, const QString& page) {
  QFile file(QStringLiteral(":/manual/%1/%2").arg(language, page));
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

class ManualTest : public MainWindowTest {
 protected:
  ManualWindow* open() {
    action("help.manual")->trigger();
    return window->findChild<ManualWindow*>();
  }
  /// Qt's own wait takes a window for active while one above it is.
  static bool becomesActive(const QWidget* widget) {
    return wait_for([widget] { return QApplication::activeWindow() == widget; });
  }
};

TEST_F(ManualTest, has_the_same_pages_in_both_languages_and_shows_all_of_them) {
  const QStringList english = QDir(":/manual/en").entryList();
  EXPECT_EQ(english, QDir(":/manual/de").entryList());
  const auto pages = manual_pages(*window->actions(), "de");
  EXPECT_EQ(pages.size(), static_cast<std::size_t>(english.size()) + 1);  // and all shortcuts
  for (const ManualPage& page : pages) {
    EXPECT_FALSE(page.title.isEmpty()) << page.id.toStdString();
    EXPECT_GT(page.text.size(), 200) << page.id.toStdString();
  }
}

TEST_F(ManualTest, has_a_page_for_every_workspace) {
  for (const WorkspaceEntry& workspace : workspace_table())
    EXPECT_FALSE(source("en", workspace.id + ".md").isEmpty()) << workspace.id.toStdString();
}

TEST_F(ManualTest, names_only_actions_and_pages_that_are_there) {
  static const QRegularExpression named("\\{(?:key|name):([^}]*)\\}");
  static const QRegularExpression linked("\\]\\(([^)]*)\\)");
  for (const char* code : {"en", "de"}) {
    for (const QString& file : QDir(QStringLiteral(":/manual/") + code).entryList()) {
      const QString text = source(code, file);
      for (auto found = named.globalMatch(text); found.hasNext();) {
        const QString id = found.next().captured(1);
        EXPECT_NE(window->actions()->action(id), nullptr) << file.toStdString() << ": " << id.toStdString();
      }
      for (auto found = linked.globalMatch(text); found.hasNext();) {
        const QString page = found.next().captured(1);
        EXPECT_FALSE(source(code, page + ".md").isEmpty())
            << file.toStdString() << ": " << page.toStdString();
      }
    }
  }
}

TEST_F(ManualTest, calls_the_figures_of_an_alignment_as_their_tables_do) {
  openDemo();
  window->showWorkspace("align");
  static const QRegularExpression figure("- \\*\\*([^*]+)\\*\\*");
  for (const char* code : {"en", "de"}) {
    language->choose(code);
    QCoreApplication::processEvents();
    QStringList words;
    for (const QLabel* label : window->findChildren<QLabel*>()) words << label->text();
    const QString figures = source(code, "align.md").section("\n## ", 1);
    auto found = figure.globalMatch(figures);
    ASSERT_TRUE(found.hasNext());
    while (found.hasNext()) {
      const QString name = found.next().captured(1);
      EXPECT_FALSE(words.filter(name, Qt::CaseInsensitive).isEmpty()) << name.toStdString();
    }
  }
}

TEST_F(ManualTest, shows_the_key_that_an_action_has_now) {
  window->actions()->setShortcut("help.palette", QKeySequence("Ctrl+Alt+Y"));
  const auto pages = manual_pages(*window->actions(), "en");
  EXPECT_TRUE(pages.front().text.contains("Ctrl+Alt+Y"));
  for (const QAction* each : window->actions()->all()) {
    if (each->shortcut().isEmpty()) continue;
    EXPECT_TRUE(pages.back().text.contains("`" + each->shortcut().toString(QKeySequence::NativeText) + "`"))
        << window->actions()->id(each).toStdString();
  }
}

TEST_F(ManualTest, the_page_of_the_quality_workspace_has_the_key_of_every_verdict_and_repair) {
  for (const char* code : {"en", "de"}) {
    const auto pages = manual_pages(*window->actions(), code);
    const auto page = std::ranges::find(pages, QStringLiteral("quality"), &ManualPage::id);
    for (const QAction* each : window->actions()->all()) {
      const QString id = window->actions()->id(each);
      if (!id.startsWith("quality.")) continue;
      const QString key = each->shortcut().toString(QKeySequence::NativeText);
      EXPECT_TRUE(page->text.contains("`" + key + "`")) << code << ": " << id.toStdString();
    }
  }
}

TEST_F(ManualTest, opens_at_the_page_of_the_workspace) {
  EXPECT_EQ(open()->shownPage(), "first-steps");
  openDemo();
  window->showWorkspace("quality");
  window->activateWindow();
  ASSERT_TRUE(becomesActive(window.get())) << "somebody leaves the manual";
  EXPECT_EQ(open()->shownPage(), "quality");
  EXPECT_EQ(window->findChildren<ManualWindow*>().size(), 1);
}

TEST_F(ManualTest, the_key_that_opens_it_leads_to_its_search_from_the_window_and_from_the_text) {
  openDemo();
  QTest::keyClick(window.get(), Qt::Key_F1);
  auto* manual = window->findChild<ManualWindow*>();
  ASSERT_NE(manual, nullptr);
  ASSERT_TRUE(becomesActive(manual));
  auto* search = manual->findChild<QLineEdit*>();
  EXPECT_EQ(QApplication::focusWidget(), search);
  auto* text = manual->findChild<QTextBrowser*>();
  EXPECT_EQ(text->verticalScrollBar()->value(), 0);
  manual->showPage("measures");
  text->setFocus();
  QTest::keyClick(text, Qt::Key_F1);
  EXPECT_EQ(QApplication::focusWidget(), search);
  EXPECT_EQ(manual->shownPage(), "measures") << "nobody is taken away from what they read";
  text->setFocus();
  window->activateWindow();
  ASSERT_TRUE(becomesActive(window.get()));
  QTest::keyClick(window.get(), Qt::Key_F1);
  ASSERT_TRUE(becomesActive(manual));
  EXPECT_EQ(QApplication::focusWidget(), search);
}

TEST_F(ManualTest, is_searched_by_words_and_says_when_none_match) {
  ManualWindow* manual = open();
  auto* search = manual->findChild<QLineEdit*>();
  search->setText("kabsch RIGID");
  EXPECT_EQ(manual->shownPage(), "rigid-motion");
  EXPECT_FALSE(manual->findChild<QTextBrowser*>()->extraSelections().isEmpty());
  search->setText("no such word anywhere");
  EXPECT_TRUE(manual->shownPage().isEmpty());
  EXPECT_TRUE(manual->findChild<QTextBrowser*>()->toPlainText().contains("No page"));
}

TEST_F(ManualTest, follows_links_and_the_language) {
  ManualWindow* manual = open();
  Q_EMIT manual->findChild<QTextBrowser*>()->anchorClicked(QUrl("measures"));
  EXPECT_EQ(manual->shownPage(), "measures");
  language->choose("de");
  EXPECT_TRUE(wait_for([&] { return manual->windowTitle() == "Handbuch"; }));
  EXPECT_EQ(manual->shownPage(), "measures");
  EXPECT_TRUE(manual->findChild<QTextBrowser*>()->toPlainText().contains("mittlere Pose"));
  language->choose("en");
}

class FirstStepsTest : public MainWindowTest {
 protected:
  QPushButton* button(const QWidget* card, const char* text) {
    for (auto* each : card->findChildren<QPushButton*>())
      if (each->text() == text) return each;
    return nullptr;
  }
};

TEST_F(FirstStepsTest, five_cards_stand_inside_the_window_and_end) {
  openDemo();
  EXPECT_FALSE(FirstSteps::wereShown());
  action("help.first-steps")->trigger();
  auto* card = window->findChild<FirstSteps*>();
  ASSERT_NE(card, nullptr);
  EXPECT_EQ(card->steps(), 5);
  for (int step = 0; step < 5; ++step) {
    EXPECT_EQ(card->step(), step);
    EXPECT_TRUE(window->geometry().contains(card->geometry())) << step;
    button(card, step < 4 ? "Next" : "Done")->click();
  }
  EXPECT_TRUE(wait_for([this] { return window->findChild<FirstSteps*>() == nullptr; }));
  EXPECT_TRUE(FirstSteps::wereShown());
}

TEST_F(FirstStepsTest, keep_out_of_the_middle_of_the_work) {
  openDemo();
  action("help.first-steps")->trigger();
  const auto* card = window->findChild<FirstSteps*>();
  const QPoint middle = window->mapToGlobal(window->centralWidget()->geometry().center());
  for (int step = 0; step < 4; ++step) {
    EXPECT_FALSE(card->geometry().contains(middle)) << step;
    button(card, "Next")->click();
  }
}

TEST_F(FirstStepsTest, can_be_left_at_once) {
  openDemo();
  action("help.first-steps")->trigger();
  EXPECT_NE(button(window->findChild<FirstSteps*>(), "Leave (Esc)"), nullptr) << "by the key that it names";
  QTest::keyClick(window->findChild<FirstSteps*>(), Qt::Key_Escape);
  EXPECT_TRUE(wait_for([this] { return window->findChild<FirstSteps*>() == nullptr; }));
  EXPECT_TRUE(FirstSteps::wereShown());
}

TEST_F(FirstStepsTest, escape_in_the_window_leaves_them_too) {
  openDemo();
  action("help.first-steps")->trigger();
  window->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
  QTest::keyClick(window.get(), Qt::Key_Escape);
  EXPECT_TRUE(wait_for([this] { return window->findChild<FirstSteps*>() == nullptr; }));
  EXPECT_TRUE(FirstSteps::wereShown());
  action("help.first-steps")->trigger();  // and they come again
  EXPECT_NE(window->findChild<FirstSteps*>(), nullptr);
}

TEST_F(FirstStepsTest, whoever_opens_the_manual_has_left_them) {
  openDemo();
  for (const bool from_the_card : {true, false}) {
    action("help.first-steps")->trigger();
    QWidget* from = from_the_card ? static_cast<QWidget*>(window->findChild<FirstSteps*>()) : window.get();
    from->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(from));
    QTest::keyClick(from, Qt::Key_F1);
    auto* manual = window->findChild<ManualWindow*>();
    ASSERT_NE(manual, nullptr);
    EXPECT_TRUE(manual->isVisible());
    EXPECT_TRUE(wait_for([this] { return window->findChild<FirstSteps*>() == nullptr; }));
    manual->close();
  }
}

TEST(ProblemReport, cuts_paths_out_of_messages) {
  EXPECT_EQ(without_paths("/home/ann/secret/film.mp4: cannot be read"), "….mp4: cannot be read");
  EXPECT_EQ(without_paths("“/data/my takes/x” is gone | 12 m/s and 1/2 of it"),
            "“…” is gone | 12 m/s and 1/2 of it");
}

TEST_F(MainWindowTest, a_problem_report_names_versions_and_graphics_and_no_file) {
  const QString log = QString::fromStdString((*scratch / "diagnostics.log").string());
  QFile file(log);
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("E /home/ann/secret/film.mp4: cannot be read\n");
  file.close();
  const QString report = problem_report(log);
  EXPECT_TRUE(report.contains("SoloPose Studio "));
  EXPECT_TRUE(report.contains("OpenGL"));
  EXPECT_TRUE(report.contains("cannot be read"));
  EXPECT_FALSE(report.contains("secret"));
  action("help.report")->trigger();
  auto* dialog = window->findChild<TextDialog*>("problem-report");
  ASSERT_NE(dialog, nullptr);
  EXPECT_TRUE(dialog->text().contains(QLatin1String(qVersion())));
}

}  // namespace
}  // namespace solopose::testing

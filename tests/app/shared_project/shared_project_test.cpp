// Two windows and a command line edit one project at once, at random: nothing stale is shown, no edit is
// lost. SOLOPOSE_SHARED_SECONDS says for how long; 20 s without.
#include <future>
#include <random>
#include <set>

#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QUndoStack>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/augmotion/clips.h"
#include "tests/app/cli/program_run.h"
#include "tests/app/shared_project/project_model.h"
#include "tests/support/scratch_data.h"
#include "tests/support/shared_data.h"
#include "tests/support/waiting.h"
#include "tests/widgets/session/catalog_text.h"
#include "widgets/actions/action_registry.h"
#include "widgets/dataset_tree/dataset_tree.h"
#include "widgets/dataset_tree/dataset_tree_model.h"
#include "widgets/session/session.h"

namespace solopose::testing {
namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

std::chrono::seconds duration() {
  const QByteArray wanted = qgetenv("SOLOPOSE_SHARED_SECONDS");
  return std::chrono::seconds(wanted.isEmpty() ? 20 : wanted.toInt());
}

/// Every row of a tree as text.
void rows_of(const QAbstractItemModel& model, const QModelIndex& parent, std::string& text) {
  for (int row = 0; row < model.rowCount(parent); ++row) {
    const QModelIndex index = model.index(row, 0, parent);
    text += fmt::format("{} {} {}\n", index.data().toString().toStdString(),
                        index.data(DatasetTreeModel::sequence_role).toLongLong(),
                        index.data(DatasetTreeModel::excluded_role).toBool() ? "excluded" : "");
    rows_of(model, index, text);
  }
}

struct Figures {
  int rounds = 0;
  int asked = 0;
  int succeeded = 0;
  int refused = 0;  ///< with a sentence
  int undone = 0;
  int programs = 0;
};

/// What a window is asked for in a round. An edit sets one value; undo and redo are for its history.
struct Ask {
  enum class Kind { nothing, edit, undo, redo } kind = Kind::nothing;
  std::string name = {};
  std::string value = {};
};

/// An entry of a window's undo stack: what it found and what it left.
struct Entry {
  std::string name;
  std::set<std::string> before;
  std::string after;
};

/// A window's session with a view on it, and what has been asked of it in this round.
class Window {
 public:
  explicit Window(const QString& folder) { session.openProject(folder); }

  bool settled() const { return session.isIdle(); }
  bool failed() const { return failures.count() > 0; }
  std::string rows() const {
    std::string text;
    rows_of(*tree.model(), {}, text);
    return text;
  }

  QMainWindow frame;
  ActionRegistry actions{&frame};
  Session session;
  DatasetTree tree{PanelContext{&session, &actions}};
  QSignalSpy failures{&session, &Session::failed};

  Ask asked;
  int index = 0;  ///< of the stack when it was asked
  int count = 0;
  std::vector<Entry> history;
};

class SharedProject : public ::testing::Test {
 protected:
  void SetUp() override {
    make_project(scratch / "project", true, 90);
    for (auto& window : windows) {
      window = std::make_unique<Window>(folder());
      ASSERT_TRUE(wait_for([&] { return window->settled(); }));
      ASSERT_TRUE(window->session.hasProject());
    }
    model = std::make_unique<ProjectModel>(found());
  }

  QString folder() const { return QString::fromStdString((scratch / "project").string()); }
  Values found() const {
    const Project project = Project::open(scratch / "project");
    return values_of(project.catalog(), project.setting(clip_options_setting));
  }

  /// A random edit of what the window shows. Returns what it sets.
  Ask edit(Window& window) {
    Session& s = window.session;
    const Catalog& catalog = *s.catalog();
    if (catalog.datasets.empty() || catalog.sequences.empty()) return undo(window);
    const DatasetRecord& dataset = catalog.datasets[below(random, catalog.datasets.size())];
    const SequenceRecord& sequence = catalog.sequences[below(random, catalog.sequences.size())];
    const std::string of_dataset = fmt::format("dataset {} ", dataset.id);
    const std::string of_sequence = fmt::format("dataset {} sequence {} ", sequence.dataset, sequence.id);
    switch (below(random, 12)) {
      case 0:
      case 1: {
        const std::string name = fmt::format("name {}", ++names);
        s.renameDataset(dataset.id, QString::fromStdString(name));
        return {Ask::Kind::edit, of_dataset + "name", name};
      }
      case 2: {
        const bool on = below(random, 2) == 0;
        s.setIndependentTest(dataset.id, on);
        return {Ask::Kind::edit, of_dataset + "independent", on ? "yes" : "no"};
      }
      case 3:
      case 4:
      case 5: {
        const bool on = below(random, 2) == 0;
        s.setExcluded({sequence.id}, on);
        return {Ask::Kind::edit, of_sequence + "excluded", on ? "yes" : "no"};
      }
      case 6:
      case 7: {
        const auto frame = static_cast<qint64>(below(random, 90));
        s.setKeyFrame(sequence.id, frame);
        return {Ask::Kind::edit, of_sequence + "key frame", std::to_string(frame)};
      }
      case 8:
        if (catalog.datasets.size() < 2) return undo(window);
        s.remove({dataset.id}, {});
        return {Ask::Kind::edit, of_dataset + "listed", "no"};
      case 9: {
        ClipOptions options;
        options.length = 10 + static_cast<int>(below(random, 30));
        s.setClipOptions(options);
        return {Ask::Kind::edit, "clip options", options.to_json()};
      }
      default:
        return undo(window);
    }
  }

  Ask undo(Window& window) {
    QUndoStack* stack = window.session.undoStack();
    const bool forwards = below(random, 3) == 0;
    if (forwards ? !stack->canRedo() : !stack->canUndo()) return {};
    forwards ? stack->redo() : stack->undo();
    ++figures.undone;
    return {forwards ? Ask::Kind::redo : Ask::Kind::undo};
  }

  /// What the command line does in a round; nothing more often than not, for it takes longest.
  std::future<ProgramRun> run_a_program() {
    std::vector<std::string> arguments;
    const std::string project = (scratch / "project").string();
    const Catalog catalog = Project::open(scratch / "project").catalog();
    if (catalog.sequences.empty()) return {};
    const SequenceRecord& sequence = catalog.sequences[below(random, catalog.sequences.size())];
    const std::string& dataset = catalog.dataset(sequence.dataset)->name;
    program_asked = {};
    switch (below(random, 8)) {
      case 0:
        arguments = {"align", project, "--json"};
        break;
      case 1: {
        if (imports >= 8) return {};
        ++imports;
        const auto file = write_poses(scratch / fmt::format("import-{}.npz", imports), 60 + imports, imports);
        arguments = {"import",
                     project,
                     "--format",
                     "table",
                     file.string(),
                     "--name",
                     fmt::format("program {}", imports)};
        break;
      }
      case 2: {
        const std::string name = fmt::format("name {}", ++names);
        arguments = {"set", project, dataset, "--name", name};
        program_asked = {Ask::Kind::edit, fmt::format("dataset {} name", sequence.dataset), name};
        break;
      }
      case 3: {
        const bool on = below(random, 2) == 0;
        arguments = {"set", project, dataset, "--sequence", sequence.name, "--excluded", on ? "on" : "off"};
        program_asked = {Ask::Kind::edit,
                         fmt::format("dataset {} sequence {} excluded", sequence.dataset, sequence.id),
                         on ? "yes" : "no"};
        break;
      }
      default:
        return {};
    }
    ++figures.programs;
    return std::async(std::launch::async, [arguments] { return run_solopose(arguments); });
  }

  void round() {
    ++figures.rounds;
    auto program = run_a_program();
    for (auto& window : windows) {
      window->failures.clear();
      window->index = window->session.undoStack()->index();
      window->count = window->session.undoStack()->count();
      window->asked = below(random, 4) == 0 ? Ask{} : edit(*window);
    }
    const auto over = [&] {
      const bool done =
          !program.valid() || program.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
      return done && windows[0]->settled() && windows[1]->settled();
    };
    ASSERT_TRUE(wait_for(over));
    if (program.valid()) take(program.get());
    for (auto& window : windows) claim(*window);
    for (auto& window : windows) remember(*window);
    look();
    compare();
  }

  void take(const ProgramRun& run) {
    // What it was told to work on may be gone or have another name by then; it says so and has stored
    // nothing.
    if (run.exit_code != 0) {
      EXPECT_EQ(run.exit_code, 1) << run.err;
      EXPECT_FALSE(run.err.empty());
      ++figures.refused;
    } else if (program_asked.kind == Ask::Kind::edit) {
      model->succeeded(program_asked.name, {program_asked.value});
    }
    for (const auto& [name, value] : found()) {
      if (!known.insert(name).second) continue;
      model->is_new(name);
    }
  }

  /// Tell the model what a window says has happened.
  void claim(Window& window) {
    const Ask& asked = window.asked;
    if (asked.kind == Ask::Kind::nothing) return;
    ++figures.asked;
    if (window.failed()) {
      ++figures.refused;
      EXPECT_FALSE(window.failures.first().first().toString().isEmpty());
      return;
    }
    ++figures.succeeded;
    const auto index = static_cast<std::size_t>(window.index);
    if (asked.kind == Ask::Kind::undo)
      model->succeeded(window.history.at(index - 1).name, window.history[index - 1].before);
    else if (asked.kind == Ask::Kind::redo)
      model->succeeded(window.history.at(index).name, {window.history[index].after});
    else if (window.session.undoStack()->index() > window.index)  // it was not so already
      model->succeeded(asked.name, {asked.value});
  }

  /// Keep a window's history beside its undo stack.
  void remember(Window& window) {
    const Ask& asked = window.asked;
    const auto index = static_cast<std::ptrdiff_t>(window.index);
    const bool gone = window.failed() && window.session.undoStack()->count() < window.count;
    if (asked.kind == Ask::Kind::edit && window.session.undoStack()->index() > window.index) {
      window.history.resize(static_cast<std::size_t>(index));
      window.history.push_back({asked.name, model->before(asked.name), asked.value});
    } else if (gone) {
      window.history.erase(window.history.begin() + (asked.kind == Ask::Kind::undo ? index - 1 : index));
    }
    ASSERT_EQ(std::ssize(window.history), window.session.undoStack()->count());
  }

  void look() {
    for (auto& window : windows) {
      window->session.lookForChanges();
      ASSERT_TRUE(wait_for([&] { return window->settled(); }));
    }
  }

  void compare() {
    const Values now = found();
    for (const auto& [name, value] : now) known.insert(name);
    EXPECT_EQ(model->compare(now), "") << "round " << figures.rounds;
    const std::string on_disk = catalog_text(Project::open(scratch / "project").catalog());
    for (auto& window : windows) {
      EXPECT_EQ(catalog_text(*window->session.catalog()), on_disk) << "round " << figures.rounds;
      EXPECT_EQ(window->rows(), windows.front()->rows()) << "round " << figures.rounds;
      for (const DatasetRecord& dataset : window->session.catalog()->datasets)
        EXPECT_NE(window->rows().find(dataset.name), std::string::npos) << dataset.name;
    }
  }

  TemporaryFolder scratch;
  Random random{20261128};
  std::array<std::unique_ptr<Window>, 2> windows;
  std::unique_ptr<ProjectModel> model;
  std::set<std::string> known;
  Ask program_asked;
  Figures figures;
  int names = 0;
  int imports = 0;
};

TEST_F(SharedProject, nothing_stale_is_shown_and_no_edit_is_lost) {
  const auto end = std::chrono::steady_clock::now() + duration();
  while (std::chrono::steady_clock::now() < end && !HasFailure()) round();
  fmt::print(
      "{} rounds: {} edits asked for in two windows, {} succeeded ({} undo or redo), {} refused; {} runs of "
      "the program\n",
      figures.rounds, figures.asked, figures.succeeded, figures.undone, figures.refused, figures.programs);
  EXPECT_GT(figures.succeeded, 0);
}

}  // namespace
}  // namespace solopose::testing

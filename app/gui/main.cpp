#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QSettings>
#include <QTimer>

#include "app/gui/diagnostics.h"
#include "app/gui/dropped_paths.h"
#include "app/gui/first_steps.h"
#include "app/gui/key_guard.h"
#include "app/gui/language.h"
#include "app/gui/main_window.h"
#include "app/gui/message_area.h"
#include "app/gui/open_session.h"
#include "app/gui/termination.h"
#include "app/gui/tour.h"
#include "core/base/kept_memory.h"
#include "core/video/media_names.h"
#include "widgets/actions/action_registry.h"
#include "widgets/session/session.h"
#include "widgets/shared/file_path.h"
#include "widgets/theme/theme.h"

namespace {

using namespace solopose;

constexpr int facts_after_ms = 1000;

int run_window(const QString& named) {
  Language language;
  language.use(Language::preferred());
  const auto theme = static_cast<Theme::Mode>(QSettings().value("theme", 0).toInt());
  Theme::instance().setColours(theme);
  KeyGuard guard;
  qApp->installEventFilter(&guard);
  Session session;
  Diagnostics diagnostics(Diagnostics::defaultFile(), &session);
  const std::vector<LeftSession> left = OpenSession::takeLeft(OpenSession::defaultFolder());
  const bool restores = named.isEmpty() && !left.empty() && !left.front().restored;
  const QString project = restores ? left.front().project : folder_of_project(named);
  const OpenSession open_session(OpenSession::defaultFolder(), &session, restores);
  MainWindow window(&session, &language);
  Theme::instance().setMode(theme);
  Termination termination;
  QObject::connect(&termination, &Termination::asked, &window, &MainWindow::closeUnasked);
  window.show();
  // Asking for OpenGL's facts takes a while, and nobody waits for them.
  QTimer::singleShot(facts_after_ms, &diagnostics, &Diagnostics::noteStart);
  if (!FirstSteps::wereShown())
    QObject::connect(
        &session, &Session::projectOpened, &window,
        [&window] { window.actions()->action(QStringLiteral("help.first-steps"))->trigger(); },
        Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
  for (const LeftSession& gone : left) window.messages()->tellLeft(gone, gone.project == project);
  if (is_video_name(path_of(named)))
    window.take({named});
  else if (!project.isEmpty())
    session.openProject(project);
  return QApplication::exec();
}

/// Help and version are there where no display is.
bool asks_for_words(int argc, char** argv) {
  constexpr std::array<std::string_view, 5> words{"-h", "--help", "--help-all", "-v", "--version"};
  return std::any_of(argv + 1, argv + argc, [&](std::string_view argument) {
    return std::ranges::find(words, argument) != words.end();
  });
}

}  // namespace

int main(int argc, char** argv) {
  const bool words_only = asks_for_words(argc, argv);
  const std::unique_ptr<QCoreApplication> application = words_only
                                                            ? std::make_unique<QCoreApplication>(argc, argv)
                                                            : std::make_unique<QApplication>(argc, argv);
  QApplication::setOrganizationName("solopose");
  QApplication::setApplicationName("solopose-studio");
  QApplication::setApplicationDisplayName("SoloPose Studio");
  QApplication::setApplicationVersion(SOLOPOSE_VERSION);
  QApplication::setDesktopFileName("solopose-studio");

  QCommandLineParser parser;
  parser.setApplicationDescription("A desktop studio for 3D human-pose data");
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(
      "what", "A project to open (its folder, or the project.sqlite in it), or a video", "[PROJECT | VIDEO]");
  const QCommandLineOption tour("tour", "Drive every panel, write a picture of each to OUT_DIR and leave",
                                "OUT_DIR");
  const QCommandLineOption size("size", "The window's size on the tour", "WIDTHxHEIGHT", "1440x900");
  const QCommandLineOption language("language", "The language of the tour: en or de", "CODE", "en");
  parser.addOptions({tour, size, language});
  parser.process(*application);
  if (words_only || parser.positionalArguments().size() > 1) parser.showHelp(2);

  keep_freed_memory();
  Theme::instance();  // brings the pictures of the resources along
  QApplication::setWindowIcon(QIcon(":/icons/solopose-studio.svg"));
  const QString given = parser.positionalArguments().value(0);
  const QString named = given.isEmpty() ? QString() : QFileInfo(given).absoluteFilePath();
  if (!parser.isSet(tour)) return run_window(named);
  const QStringList sides = parser.value(size).split(QLatin1Char('x'));
  const TourOptions options{QSize(sides.value(0).toInt(), sides.value(1).toInt()), parser.value(language)};
  if (options.window.isEmpty()) parser.showHelp(2);
  return run_tour(parser.value(tour), named.isEmpty() ? named : folder_of_project(named), options);
}

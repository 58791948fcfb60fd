#include "app/gui/diagnostics.h"

#include <QDir>
#include <QFileInfo>
#include <QSysInfo>
#include <QTimer>

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include "app/gui/graphics_facts.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/pose_cache.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

constexpr std::size_t older_files = 2;

QString state_folder() {
  const QString named = qEnvironmentVariable("XDG_STATE_HOME");
  return QDir::isAbsolutePath(named) ? named : QDir::homePath() + QStringLiteral("/.local/state");
}

std::shared_ptr<spdlog::logger> opened(const QString& file) {
  try {
    QDir().mkpath(QFileInfo(file).absolutePath());
    auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
        file.toStdString(), static_cast<std::size_t>(Diagnostics::most_bytes), older_files);
    auto log = std::make_shared<spdlog::logger>("diagnostics", std::move(sink));
    log->set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v");
    log->flush_on(spdlog::level::info);
    log->set_error_handler([](const std::string&) {});  // a full disk is no reason to speak
    return log;
  } catch (const spdlog::spdlog_ex&) {
    return nullptr;
  }
}

}  // namespace

QString Diagnostics::defaultFile() {
  return state_folder() + QStringLiteral("/solopose-studio/diagnostics.log");
}

Diagnostics::Diagnostics(const QString& file, Session* session, QObject* parent)
    : QObject(parent), log_(opened(file)) {
  connect(session->jobs(), &JobRunner::jobEnded, this, &Diagnostics::followJob);
  connect(session, &Session::failed, this, &Diagnostics::noteError);
  connect(session, &Session::errorShown, this, &Diagnostics::noteError);
  connect(session->poses(), &PoseCache::failed, this,
          [this](SequenceId, const QString& error) { noteError(error); });
}

Diagnostics::~Diagnostics() = default;

void Diagnostics::noteStart() {
  write(QStringLiteral("SoloPose Studio %1, Qt %2, %3, OpenGL: %4")
            .arg(QStringLiteral(SOLOPOSE_VERSION), QLatin1String(qVersion()), QSysInfo::prettyProductName(),
                 graphics_facts().renderer),
        false);
}

void Diagnostics::noteError(const QString& message) {
  if (noted_.contains(message)) return;
  if (noted_.isEmpty()) QTimer::singleShot(0, this, [this] { noted_.clear(); });
  noted_.insert(message);
  write(message, true);
}

void Diagnostics::followJob(const JobHandle* job) {
  if (job->outcome() == JobOutcome::failed) noteError(job->error());
}

void Diagnostics::write(const QString& line, bool error) {
  if (!log_) return;
  const std::string text = QString(line).replace(QLatin1Char('\n'), QLatin1String(" | ")).toStdString();
  log_->log(error ? spdlog::level::err : spdlog::level::info, spdlog::string_view_t(text));
}

}  // namespace solopose

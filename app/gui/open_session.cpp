#include "app/gui/open_session.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include "app/gui/diagnostics.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/project/project.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"
#include "widgets/shared/file_path.h"

namespace solopose {
namespace {

constexpr qint64 most_bytes = 1 << 20;
const QString lock_suffix = QStringLiteral(".lock");

QString new_file_in(const QString& folder) {
  QDir().mkpath(folder);
  return QDir(folder).filePath(QUuid::createUuid().toString(QUuid::Id128) + QStringLiteral(".json"));
}

/// Whatever is wrong with the file, there is nothing in it then.
LeftSession read(const QString& name) {
  QFile file(name);
  if (!kind_unless_own_file(path_of(name)).empty() || !file.open(QIODevice::ReadOnly)) return {};
  const QJsonObject json = QJsonDocument::fromJson(file.read(most_bytes)).object();
  return {json["project"].toString(), json["running"].toVariant().toStringList(),
          json["trained_run"].toString(), json["restored"].toBool()};
}

void write(const QString& name, const LeftSession& state) {
  const QJsonObject json{{"project", state.project},
                         {"running", QJsonArray::fromStringList(state.running)},
                         {"trained_run", state.trained_run},
                         {"restored", state.restored}};
  try {
    write_text_atomically(path_of(name), QJsonDocument(json).toJson().toStdString());
  } catch (const Error&) {
    // A full disk is no reason to speak: nobody has asked for this file.
  }
}

}  // namespace

QString OpenSession::defaultFolder() {
  return QFileInfo(Diagnostics::defaultFile()).absolutePath() + QStringLiteral("/sessions");
}

std::vector<LeftSession> OpenSession::takeLeft(const QString& folder) {
  std::vector<LeftSession> left;
  const QStringList filter{QStringLiteral("*") + lock_suffix};
  for (const QFileInfo& found : QDir(folder).entryInfoList(filter, QDir::Files, QDir::Time)) {
    QLockFile lock(found.filePath());
    lock.setStaleLockTime(0);  // however long a window has been open
    if (!lock.tryLock(0)) continue;
    const QString file = found.filePath().chopped(lock_suffix.size());
    LeftSession session = read(file);
    QFile::remove(file);
    if (!session.project.isEmpty() && Project::exists(path_of(session.project)))
      left.push_back(std::move(session));
  }
  return left;
}

OpenSession::OpenSession(const QString& folder, Session* session, bool restored, QObject* parent)
    : QObject(parent),
      session_(session),
      restored_(restored),
      file_(new_file_in(folder)),
      lock_(file_ + lock_suffix) {
  writer_.setMaxThreadCount(1);
  lock_.setStaleLockTime(0);
  if (!lock_.tryLock(0)) return;
  connect(session_, &Session::projectOpened, this, &OpenSession::note);
  connect(session_, &Session::projectClosed, this, &OpenSession::note);
  connect(session_->jobs(), &JobRunner::jobAdded, this, &OpenSession::note);
  connect(session_->jobs(), &JobRunner::jobEnded, this, &OpenSession::note);
}

OpenSession::~OpenSession() {
  writer_.clear();
  writer_.waitForDone();
  QFile::remove(file_);
}

LeftSession OpenSession::now() const {
  LeftSession state{session_->projectFolder(), {}, {}, restored_};
  for (const JobHandle* job : session_->jobs()->jobs()) {
    if (!job->running()) continue;
    state.running += job->title();
    if (job->lane() == JobLane::training) state.trained_run = job->folder();
  }
  return state;
}

void OpenSession::note() {
  writer_.clear();  // an older one that still waits is no use any more
  writer_.start([file = file_, state = now()] { write(file, state); });
}

}  // namespace solopose

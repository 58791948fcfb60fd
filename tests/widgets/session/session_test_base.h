#pragma once

#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

#include <gtest/gtest.h>

#include "tests/support/scratch_data.h"
#include "tests/support/shared_data.h"
#include "tests/support/waiting.h"
#include "tests/widgets/session/catalog_text.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"

namespace solopose::testing {

/// A session over a scratch project, and what is needed to wait for it.
class SessionTest : public ::testing::Test {
 protected:
  static bool settle(const Session& session) {
    return wait_for([&] { return session.isIdle(); });
  }
  bool settle() const { return settle(session); }

  QString folder(const std::string& name = "project") const {
    return QString::fromStdString((scratch / name).string());
  }

  void open(bool aligned = true) {
    make_project(scratch / "project", aligned);
    session.openProject(folder());
    ASSERT_TRUE(settle());
    ASSERT_TRUE(session.hasProject());
  }

  DatasetId dataset(const std::string& name) const {
    for (const DatasetRecord& record : session.catalog()->datasets)
      if (record.name == name) return record.id;
    return 0;
  }

  const SequenceRecord& first() const { return session.catalog()->sequences.front(); }

  QString failure() const { return failures.isEmpty() ? QString() : failures.last().first().toString(); }

  TemporaryFolder scratch;
  Session session;
  QSignalSpy failures{&session, &Session::failed};
};

}  // namespace solopose::testing

#include <fstream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/check.h"
#include "core/project/pose_store.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using namespace solopose::testing;

/// A project that somebody has written SQL into, and the user's own one beside it.
struct HostileDatabaseTest : ::testing::Test {
  HostileDatabaseTest() {
    for (const fs::path& place : {folder, own}) {
      Project project = Project::create(place);
      add_dataset(project, "Walks");
    }
    before = folder_contents(own);
  }

  /// Whoever writes into the file takes its checksum away, too.
  void write(const std::string& statements) const {
    SQLite::Database sql((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE);
    sql.exec("DELETE FROM setting WHERE name = 'content_digest'");
    sql.exec(statements);
  }

  /// What would empty the user's own project.
  std::string attack() const {
    return fmt::format("ATTACH '{}' AS own; DELETE FROM own.import; DELETE FROM own.dataset; DETACH own",
                       (own / "project.sqlite").string());
  }

  std::string error() const {
    try {
      Project project = Project::open(folder);
      project.set_setting("any", "1");
      static_cast<void>(project.catalog());
      return "";
    } catch (const Error& failure) {
      return failure.what();
    }
  }

  TemporaryFolder scratch;
  fs::path folder = scratch / "hostile";
  fs::path own = scratch / "own";
  std::map<std::string, std::string> before;
};

TEST_F(HostileDatabaseTest, statements_in_a_tables_name_are_not_run) {
  for (const char* beginning : {"dataset_x AFTER INSERT ON main.dataset BEGIN SELECT 1; END; ", "setting; ",
                                "setting', 1); ", "setting\" NOT INDEXED; "}) {
    const std::string name = beginning + attack() + " --";
    std::string doubled;
    for (const char c : name) doubled.append(c == '"' ? 2 : 1, c);
    write(fmt::format("CREATE TABLE \"{}\" (a)", doubled));
    EXPECT_THAT(error(), HasSubstr("a table that no project has"));
    EXPECT_FALSE(check_project(folder, {}).whole());
    EXPECT_EQ(folder_contents(own), before) << name;
    write(fmt::format("DROP TABLE \"{}\"", doubled));
  }
  EXPECT_EQ(error(), "");
}

TEST_F(HostileDatabaseTest, statements_in_a_columns_name_are_not_run) {
  for (const char* quote : {"\"\"", "'"}) {
    write(fmt::format("ALTER TABLE dataset ADD COLUMN \"x{0}); {1}; --\"", quote, attack()));
    EXPECT_EQ(error(), "") << "a column more is nobody's harm";
    EXPECT_EQ(folder_contents(own), before);
  }
}

TEST_F(HostileDatabaseTest, triggers_views_and_virtual_tables_make_a_database_a_damaged_one) {
  for (const char* object :
       {"TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM dataset; END", "VIEW v AS SELECT * FROM dataset",
        "TABLE t (a)", "VIRTUAL TABLE t USING fts5(a)"}) {
    const fs::path copy = scratch / "whole";
    fs::copy_file(folder / "project.sqlite", copy, fs::copy_options::overwrite_existing);
    write(std::string("CREATE ") + object);
    EXPECT_THAT(error(), HasSubstr("that no project has")) << object;
    EXPECT_FALSE(check_project(folder, {}).whole()) << object;
    fs::copy_file(copy, folder / "project.sqlite", fs::copy_options::overwrite_existing);
  }
  write("ALTER TABLE dataset RENAME TO hidden; CREATE VIEW dataset AS SELECT * FROM hidden");
  EXPECT_THAT(error(), HasSubstr("that no project has")) << "whatever its name";
}

TEST_F(HostileDatabaseTest, an_index_that_somebody_has_added_does_no_harm) {
  write("CREATE INDEX \"mine; --\" ON sequence (subject)");
  EXPECT_EQ(error(), "");
}

}  // namespace
}  // namespace solopose

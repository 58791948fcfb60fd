#include <algorithm>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "tests/app/cli/program_run.h"
#include "tests/support/shared_data.h"

namespace {

using namespace solopose::testing;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

struct ProgramTextsTest : ::testing::Test {
  TemporaryFolder scratch;

  std::string saved(const std::string& kind) {
    const ProgramRun run = run_solopose({"describe-program", kind});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    const std::string file = scratch / kind;
    std::ofstream(file) << run.out;
    return file;
  }

  /// What bash offers after these words.
  std::vector<std::string> offered(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line += "'" + word + "' ";
    const std::string script = "source " + saved("bash") + "; COMP_WORDS=(" + line +
                               "); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _solopose; "
                               "printf '%s\\n' \"${COMPREPLY[@]}\"";
    std::istringstream out(run_program("/bin/bash", {"-c", script}).out);
    std::vector<std::string> all;
    for (std::string word; out >> word;) all.push_back(word);
    return all;
  }
};

TEST_F(ProgramTextsTest, bash_completes_verbs_options_and_choices) {
  EXPECT_THAT(offered({"solopose", ""}),
              AllOf(Contains("import"), Contains("quality"), Contains("--version")));
  EXPECT_THAT(offered({"solopose", "al"}), ::testing::ElementsAre("align"));
  EXPECT_THAT(offered({"solopose", "import", "--f"}), AllOf(Contains("--format"), Each(StartsWith("--f"))));
  EXPECT_THAT(offered({"solopose", "import", "--unit", ""}),
              AllOf(Contains("mm"), Contains("ft"), Not(Contains("--unit"))));
  EXPECT_THAT(offered({"solopose", "import", "DIR", ""}), IsEmpty()) << "files are the shell's own";
}

TEST_F(ProgramTextsTest, the_verb_for_packages_is_shown_to_nobody) {
  EXPECT_THAT(offered({"solopose", ""}), Not(Contains("describe-program")));
  EXPECT_THAT(run_solopose({"--help"}).out, Not(HasSubstr("describe-program")));
  EXPECT_THAT(run_solopose({"dance"}).err, Not(HasSubstr("describe-program")));
}

TEST_F(ProgramTextsTest, the_manual_page_has_every_verb_and_no_line_that_roff_takes_for_a_request) {
  const std::string page = run_solopose({"describe-program", "man"}).out;
  for (const char* verb : {"import", "align", "train", "evaluate", "verdict"})
    EXPECT_THAT(page, HasSubstr(std::string(".SS ") + verb)) << verb;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('.')) continue;
    const std::string request = line.substr(1, line.find(' ') - 1);
    EXPECT_THAT((std::vector<std::string>{"TH", "SH", "SS", "TP", "PP", "B", "BR", "I", "nf", "fi", "ad"}),
                Contains(request));
  }
}

TEST_F(ProgramTextsTest, zsh_and_fish_get_the_same_verbs_and_choices) {
  for (const char* kind : {"zsh", "fish"}) {
    const std::string text = run_solopose({"describe-program", kind}).out;
    EXPECT_THAT(text, AllOf(HasSubstr("import"), HasSubstr("mpi_inf_3dhp"), HasSubstr("format"))) << kind;
  }
}

}  // namespace

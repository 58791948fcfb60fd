#include "core/quality/known_faults.h"

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/quality/report_html.h"

namespace solopose {
namespace {

TEST(KnownFaults, ThePublishedOnesConcernTheTakesTheyName) {
  const auto concerned = [](const std::string& format, const std::string& name, const std::string& take) {
    DatasetRecord dataset;
    dataset.format = format;
    dataset.name = name;
    SequenceRecord sequence;
    sequence.subject = "S9";
    sequence.take = take;
    sequence.view = "world";
    return std::ranges::any_of(published_faults(),
                               [&](const KnownFault& fault) { return fault.concerns(dataset, sequence); });
  };
  EXPECT_TRUE(concerned("h36m", "mine", "Greeting"));
  EXPECT_TRUE(concerned("table", "my H36M copy", "Greeting"));
  EXPECT_FALSE(concerned("h36m", "mine", "Greeting 2"));
  EXPECT_FALSE(concerned("table", "mine", "Greeting"));
}

TEST(KnownFaults, AFileThatIsNotSoIsRefusedByItsField) {
  const auto refusal = [](const std::string& fault) {
    try {
      known_faults_of(R"({"version": 1, "faults": [)" + fault + "]}", "mine.json");
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("taken");
  };
  const std::string rest = R"(, "dataset": "x", "fault": "y", "source": "z"})";
  EXPECT_EQ(refusal(R"({"sequences": ["a/b/c"])" + rest), "taken");
  EXPECT_THAT(refusal(R"({"sequences": ["a/b"])" + rest), ::testing::HasSubstr("faults[0].sequences"));
  EXPECT_THAT(refusal(R"({"sequences": ["a/b/c"], "first_frame": -1, "last_frame": 2)" + rest),
              ::testing::HasSubstr("first_frame"));
  EXPECT_THAT(refusal(R"({"sequences": ["a/b/c"], "first_frame": 3)" + rest),
              ::testing::HasSubstr("last_frame"));
  EXPECT_THAT(refusal(R"({"sequences": ["a/b/c"], "first_frame": 3, "last_frame": 2)" + rest),
              ::testing::HasSubstr("from 3 on"));
}

TEST(QualityPage, TextFromFilesIsTextAndReadsInOneDirection) {
  EXPECT_EQ(html_text("<b a='1' & \"2\">"), "&lt;b a=&#39;1&#39; &amp; &quot;2&quot;&gt;");
  EXPECT_EQ(html_text("a\u202eb"), "a\ufffdb");
}

}  // namespace
}  // namespace solopose

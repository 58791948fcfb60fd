#include "core/models/film_sequence.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/project/import.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/skeleton/pose_rows.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;
using testing::TemporaryFolder;
using ::testing::ThrowsMessage;

constexpr std::int64_t frames = 12;

Prediction predicted() {
  Prediction prediction;
  prediction.model.target.frame = TargetFrame::camera;
  prediction.video = "/films/holiday.mp4";
  prediction.first = 3;
  prediction.frames_per_second = 25;
  prediction.poses_mm.assign(static_cast<std::size_t>(frames * pose_floats), 2000);
  prediction.confidences.assign(static_cast<std::size_t>(frames * joint_count), 0.5F);
  return prediction;
}

class FilmSequenceTest : public ::testing::Test {
 protected:
  TemporaryFolder scratch;
  Project project = Project::create(scratch / "project");
};

TEST_F(FilmSequenceTest, begins_with_the_film_where_the_prediction_does_not) {
  add_film(project, predicted());
  const Catalog catalog = project.catalog();
  ASSERT_EQ(catalog.sequences.size(), 1U);
  EXPECT_EQ(catalog.sequences[0].name, "Predicted films/unknown/holiday/camera");
  const auto poses = PoseStore(scratch / "project").poses_mm(catalog.sequences[0]);
  ASSERT_EQ(frames_of(poses), 3 + frames);
  EXPECT_TRUE(std::isnan(poses[2 * pose_floats]));
  EXPECT_EQ(poses[3 * pose_floats], 2000);
}

TEST_F(FilmSequenceTest, a_film_comes_in_again_under_a_name_of_its_own) {
  for (int i = 0; i < 3; ++i) add_film(project, predicted());
  std::vector<std::string> names;
  for (const SequenceRecord& record : project.catalog().sequences) names.push_back(record.name);
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("Predicted films/unknown/holiday/camera",
                                                     "Predicted films/unknown/holiday 2/camera",
                                                     "Predicted films/unknown/holiday 3/camera"));
}

TEST_F(FilmSequenceTest, came_from_no_file_that_could_be_read_again) {
  add_film(project, predicted());
  const DatasetId films = project.catalog().datasets.front().id;
  EXPECT_THAT([&] { reimport_dataset(project, films, {}); },
              ThrowsMessage<Error>(HasSubstr("Predicted films: has sequences that came from no file")));
}

TEST_F(FilmSequenceTest, what_stands_nowhere_or_has_no_pose_is_refused) {
  Prediction prediction = predicted();
  prediction.model.target.frame = TargetFrame::universal;
  EXPECT_THAT([&] { add_film(project, prediction); }, ThrowsMessage<Error>(HasSubstr("universal")));
  prediction = predicted();
  prediction.poses_mm.assign(prediction.poses_mm.size(), std::numeric_limits<float>::quiet_NaN());
  EXPECT_THAT([&] { add_film(project, prediction); },
              ThrowsMessage<Error>(HasSubstr("holiday.mp4: no frame has a pose")));
  EXPECT_TRUE(project.catalog().sequences.empty());
}

}  // namespace
}  // namespace solopose

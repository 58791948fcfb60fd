#include "widgets/inspector/facts.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/widgets/dataset_tree/sample_catalog.h"

namespace solopose {
namespace {

std::string fact(const Catalog& catalog, const SequenceRecord& record, const QString& name) {
  const std::vector<Fact> facts = facts_of(catalog, record);
  const auto found =
      std::find_if(facts.begin(), facts.end(), [&](const Fact& f) { return f.name == name && !f.heading; });
  return found == facts.end() ? "no such fact" : found->value.toStdString();
}

class FactsTest : public ::testing::Test {
 protected:
  FactsTest() {
    testing::SampleCatalog sample;
    sample.dataset("Dance").sequence("S1", "walk", "t1", "cam1", 250);
    catalog = *sample.share();
    record = catalog.sequences[0];
  }
  std::string operator()(const char* name) { return fact(catalog, record, name); }

  Catalog catalog;
  SequenceRecord record;
};

TEST_F(FactsTest, names_the_sequence_and_where_it_stands) {
  record.source = "a/b.trc";
  EXPECT_EQ((*this)("Name"), "Dance/S1/t1/cam1");
  EXPECT_EQ((*this)("Dataset"), "Dance");
  EXPECT_EQ((*this)("Action"), "walk");
  EXPECT_EQ((*this)("Source file"), "a/b.trc");
  record.action.clear();
  EXPECT_EQ((*this)("Action"), "no such fact");
}

TEST_F(FactsTest, gives_times_only_when_the_rate_is_known) {
  EXPECT_EQ((*this)("Duration"), "unknown");
  record.frames_per_second = 50;
  EXPECT_EQ((*this)("Duration"), "5.00 s");
  EXPECT_EQ((*this)("Frame rate"), "50 frames/s");
}

TEST_F(FactsTest, names_the_up_axis) {
  EXPECT_EQ((*this)("Up axis"), "not told by the file");
  record.up = Eigen::Vector3d::UnitZ();
  EXPECT_EQ((*this)("Up axis"), "+z");
  record.up = -Eigen::Vector3d::UnitY();
  EXPECT_EQ((*this)("Up axis"), "−y");
  record.up = Eigen::Vector3d(-1e-5, 0.6, 0.8);
  EXPECT_EQ((*this)("Up axis"), "0.000, 0.600, 0.800");
}

TEST_F(FactsTest, describes_cameras) {
  EXPECT_EQ((*this)("Camera"), "none");
  Camera camera;
  camera.name = "cam1";
  record.cameras = {camera};
  EXPECT_EQ((*this)("Camera"), "cam1") << "neither size nor focal length is known";
  record.cameras[0].width = 1920;
  record.cameras[0].height = 1080;
  record.cameras[0].intrinsics(0, 0) = record.cameras[0].intrinsics(1, 1) = 1500.2;
  EXPECT_EQ((*this)("Camera"), "cam1, 1920 × 1080 px, focal length 1,500.2 px");
  record.cameras[0].intrinsics(1, 1) = 1600;
  EXPECT_TRUE((*this)("Camera").ends_with("focal lengths 1,500.2, 1,600.0 px"));
}

TEST_F(FactsTest, tells_how_the_key_frame_came_about) {
  EXPECT_EQ((*this)("Key frame"), "not aligned yet");
  AlignmentRecord alignment;
  alignment.shoulder_width_mm = 300;
  alignment.torso_length_mm = 440.25;
  alignment.sequences = {{.sequence = record.id,
                          .key_frame = 17,
                          .cluster_sizes = {},
                          .universal_from_dataset = {},
                          .residual_mm = 12.34}};
  catalog.alignment = alignment;
  EXPECT_EQ((*this)("Key frame"), "17");
  EXPECT_EQ((*this)("Residual"), "12.3 mm");
  EXPECT_EQ((*this)("Mean shoulders (Ms)"), "300.0 mm");
  record.key_frame_override = 17;
  EXPECT_EQ((*this)("Key frame"), "17, chosen by hand");
  catalog.alignment->sequences[0].key_frame = -1;
  EXPECT_EQ((*this)("Key frame"), "none, no frame has shoulders and pelvis");
  EXPECT_EQ((*this)("Residual"), "–");
}

}  // namespace
}  // namespace solopose

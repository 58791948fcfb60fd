#include <cmath>
#include <set>

#include <gmock/gmock.h>

#include <QLocale>

#include "core/quality/detector.h"
#include "core/quality/wording.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/finding_scene.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/note_text.h"
#include "widgets/quality_panel/reason_text.h"

namespace solopose {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(DetectorWords, every_detector_has_a_title_and_a_sentence_of_its_own) {
  std::set<QString> titles;
  for (const auto& detector : detectors()) {
    EXPECT_FALSE(detector_title(detector->name()).isEmpty()) << detector->name();
    EXPECT_FALSE(detector_hint(detector->name()).isEmpty()) << detector->name();
    titles.insert(detector_title(detector->name()));
  }
  EXPECT_EQ(titles.size(), detectors().size());
}

TEST(NoteText, words_with_a_hash_are_tags) {
  const NoteText text = parse_note("  feet #slide through #Floor the floor #slide ");
  EXPECT_EQ(text.note, "feet through the floor");
  EXPECT_THAT(text.tags, ElementsAre("Floor", "slide"));
  EXPECT_EQ(note_line(text), "feet through the floor #Floor #slide");
  EXPECT_EQ(parse_note(note_line(text)), text);
  EXPECT_THAT(parse_note("just # a note").tags, IsEmpty());
  EXPECT_EQ(parse_note(""), NoteText());
}

TEST(FindingText, scores_have_three_digits_and_their_unit) {
  QLocale::setDefault(QLocale::c());
  EXPECT_EQ(score_text(14.234F, "degrees"), QString::fromUtf8("14.2°"));
  EXPECT_EQ(score_text(0.0314F, ""), "0.03");
  EXPECT_EQ(score_text(1240.4F, "mm"), QString::fromUtf8("1240\u00a0mm"));
  EXPECT_EQ(score_text(std::nanf(""), "mm"), QString::fromUtf8("–"));
}

TEST(FindingText, reasons_have_the_numbers_of_the_locale_and_hide_no_letters) {
  const Reason reason{&wording::model_disagrees,
                      {JointMask(), Figure{1240.56, 1}, std::string("a\u202eb\n"), Figure{20}}};
  QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
  const QString text = reason_text(reason);
  QLocale::setDefault(QLocale::c());
  EXPECT_TRUE(text.contains("1.240,6 mm")) << text.toStdString();
  EXPECT_TRUE(text.contains("a⟨U+202E⟩b⟨U+000A⟩")) << text.toStdString();
}

TEST(FindingText, a_value_that_rounds_to_nothing_has_no_sign) {
  QLocale::setDefault(QLocale::c());
  EXPECT_EQ(reason_text({&wording::leans, {Figure{-0.3}}}),
            "the trunk leans 0 degrees from up over the sequence");
  EXPECT_EQ(reason_text({&wording::leans, {Figure{-0.6}}}),
            "the trunk leans -1 degrees from up over the sequence");
}

TEST(FindingText, frames_and_joints_read_as_people_say_them) {
  QLocale::setDefault(QLocale::c());
  Finding finding;
  finding.first_frame = 120;
  finding.last_frame = 134;
  EXPECT_EQ(frames_text(finding), QString::fromUtf8("120–134"));
  finding.last_frame = 120;
  EXPECT_EQ(frames_text(finding), "120");
  EXPECT_EQ(joints_text({}), "Whole body");
  JointMask knee;
  knee.set(static_cast<std::size_t>(index_of(Joint::left_knee)));
  EXPECT_EQ(joints_text(knee), "Left knee");
  EXPECT_EQ(short_joints_text(knee), "Left knee");
  EXPECT_EQ(short_joints_text(JointMask().set()), "Whole body");
  EXPECT_EQ(short_joints_text(JointMask(0b11111)), "5 joint(s)");
}

SkeletonPose straight_pose() {
  SkeletonPose pose;
  for (std::size_t joint = 0; joint < pose.size(); ++joint)
    pose[joint] = {0, 0, 1000 - 100 * static_cast<float>(joint)};
  return pose;
}

Finding finding_of(std::initializer_list<Joint> joints) {
  Finding finding;
  for (const Joint joint : joints) finding.joints.set(static_cast<std::size_t>(index_of(joint)));
  return finding;
}

Finding length_of(std::initializer_list<Joint> joints) {
  Finding finding = finding_of(joints);
  finding.detector = "bone_length";
  return finding;
}

TEST(FindingScene, two_ends_of_a_bone_of_doubted_length_are_drawn_with_their_distance) {
  const SkeletonPose pose = straight_pose();
  EXPECT_EQ(finding_measure(length_of({Joint::left_knee, Joint::left_ankle}), "mm", pose).label, "100 mm");
  EXPECT_TRUE(
      finding_measure(length_of({Joint::left_knee, Joint::right_ankle}), "mm", pose).points_mm.empty());
  Finding jump = finding_of({Joint::left_knee, Joint::left_ankle});
  jump.detector = "spike";
  EXPECT_TRUE(finding_measure(jump, "mm", pose).points_mm.empty()) << "how far it jumps is another length";
}

TEST(FindingScene, of_a_whole_body_its_motion_is_marked_and_its_sides_are_not_covered) {
  Finding whole;
  whole.joints.set();
  whole.detector = "side_swap";
  EXPECT_TRUE(marked_joints(whole).none());
  for (const char* detector : {"spike", "frozen", "jitter"}) {
    whole.detector = detector;
    EXPECT_TRUE(marked_joints(whole).all()) << detector;
  }
}

TEST(FindingScene, an_angle_is_drawn_at_its_joint) {
  SkeletonPose pose = straight_pose();
  pose[static_cast<std::size_t>(index_of(Joint::left_ankle))] =
      pose[static_cast<std::size_t>(index_of(Joint::left_knee))] + Eigen::Vector3f(0, 300, 0);
  const QString right_angle = QString::fromUtf8("90.0°");
  EXPECT_EQ(finding_measure(finding_of({Joint::left_knee}), "degrees", pose).label, right_angle);
  EXPECT_EQ(
      finding_measure(finding_of({Joint::left_hip, Joint::left_knee, Joint::left_ankle}), "degrees", pose)
          .label,
      right_angle);
  EXPECT_TRUE(finding_measure(finding_of({Joint::left_knee}), "mm", pose).points_mm.empty());
  const Finding jump = finding_of({Joint::left_hip, Joint::left_knee, Joint::left_ankle});
  EXPECT_TRUE(finding_measure(jump, "", pose).points_mm.empty()) << "no angle is meant";
}

TEST(FindingScene, nothing_is_measured_to_a_missing_joint) {
  SkeletonPose pose = straight_pose();
  pose[static_cast<std::size_t>(index_of(Joint::left_ankle))].setConstant(std::nanf(""));
  EXPECT_TRUE(
      finding_measure(length_of({Joint::left_knee, Joint::left_ankle}), "mm", pose).points_mm.empty());
}

}  // namespace
}  // namespace solopose

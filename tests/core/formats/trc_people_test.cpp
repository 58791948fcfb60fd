#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/formats/trc.h"
#include "tests/core/formats/postures.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::ElementsAre;

/// What one person's markers are called.
using Naming = std::function<std::string(const std::string&)>;

/// Standing people beside each other, `distance_mm` apart, and markers of nobody behind them.
std::string people(const std::vector<Naming>& namings, double distance_mm,
                   const std::vector<std::string>& of_nobody = {}) {
  const std::vector<float> poses = Postures().stand(5).poses("y");
  std::vector<std::string> markers;
  std::vector<float> positions;
  for (std::size_t f = 0; f < 5; ++f) {
    for (std::size_t p = 0; p < namings.size(); ++p) {
      for (int j = 0; j < joint_count; ++j) {
        if (f == 0) markers.push_back(namings[p](std::string(joint_names()[static_cast<std::size_t>(j)])));
        const float* point = poses.data() + (f * joint_count + static_cast<std::size_t>(j)) * 3;
        const auto aside = static_cast<float>(distance_mm * static_cast<double>(p));
        positions.insert(positions.end(), {point[0] + aside, point[1], point[2]});
      }
    }
    for (const std::string& name : of_nobody) {
      if (f == 0) markers.push_back(name);
      positions.insert(positions.end(), {1, 2, 3});
    }
  }
  return trc_of(markers, positions);
}

Naming prefixed(const std::string& prefix) {
  return [=](const std::string& joint) { return prefix + joint; };
}
Naming suffixed(const std::string& suffix) {
  return [=](const std::string& joint) { return joint + suffix; };
}

class TrcPeople : public ::testing::Test {
 protected:
  std::vector<std::string> subjects(const std::string& text) {
    write_bytes(folder / "people.trc", text);
    reading = read(trc_reader(), folder / "people.trc");
    std::vector<std::string> names;
    for (const Sequence& sequence : reading.sequences) {
      EXPECT_NEAR(Body(sequence).at(1, Joint::pelvis).x(), 900 * static_cast<double>(names.size()), 1e-2);
      names.push_back(sequence.subject);
      expect_plausible_person(sequence);
    }
    return names;
  }

  TemporaryFolder folder;
  Reading reading;
};

TEST_F(TrcPeople, markers_named_apart_are_sequences_of_their_own) {
  EXPECT_THAT(subjects(people({prefixed("Bob:"), prefixed("Eve:")}, 900)), ElementsAre("Bob", "Eve"));
  EXPECT_TRUE(reading.remarked("2 people, each a sequence of its own: Bob, Eve"));
  EXPECT_THAT(subjects(people({prefixed("a_"), prefixed("b_"), prefixed("c_")}, 900)),
              ElementsAre("a", "b", "c"));
  EXPECT_THAT(subjects(people({suffixed("_1"), suffixed("_2")}, 900)), ElementsAre("1", "2"));
  EXPECT_THAT(subjects(people({suffixed(""), suffixed(".2")}, 900)), ElementsAre("performer 1", "2"));
}

TEST_F(TrcPeople, markers_of_nobody_are_left_out_by_name) {
  EXPECT_THAT(subjects(people({prefixed("Bob:"), prefixed("Eve:")}, 900, {"Wand:tip", "floor"})),
              ElementsAre("Bob", "Eve"));
  EXPECT_TRUE(reading.remarked("markers of nobody were left out: floor, Wand:tip"));
}

TEST_F(TrcPeople, two_marker_sets_on_one_body_are_one_person) {
  EXPECT_THAT(subjects(people({suffixed(""), suffixed("_study")}, 20)), ElementsAre("unknown"));
  EXPECT_EQ(reading.sequences[0].joints->size(), 30);
}

TEST_F(TrcPeople, one_person_with_a_namespace_is_one_person) {
  EXPECT_THAT(subjects(people({prefixed("Bob:")}, 900)), ElementsAre("unknown"));
}

TEST_F(TrcPeople, damaged_files_are_read_or_refused) {
  expect_damage_is_survived(trc_reader(), people({prefixed("Bob:"), suffixed("")}, 900, {"floor"}),
                            folder / "damaged.trc");
}

}  // namespace
}  // namespace solopose::testing

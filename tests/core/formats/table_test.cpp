#include "core/formats/table.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/files/npz.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using testing::Body;
using testing::error_of;
using ::testing::HasSubstr;
using testing::read;
using testing::shared_data;
using testing::TemporaryFolder;
using testing::write_bytes;

/// A standing body, metres, z up, left along +x, facing -y, repeated with its height shifted by a millimetre
/// a frame.
std::vector<float> standing(std::size_t frames) {
  const std::array<std::array<float, 3>, joint_count> pose = {{{0, 0, .95F},
                                                               {-.1F, 0, .95F},
                                                               {-.1F, -.02F, .5F},
                                                               {-.1F, 0, .08F},
                                                               {.1F, 0, .95F},
                                                               {.1F, -.02F, .5F},
                                                               {.1F, 0, .08F},
                                                               {0, 0, 1.45F},
                                                               {0, 0, 1.7F},
                                                               {.18F, 0, 1.43F},
                                                               {.2F, 0, 1.15F},
                                                               {.2F, 0, .9F},
                                                               {-.18F, 0, 1.43F},
                                                               {-.2F, 0, 1.15F},
                                                               {-.2F, 0, .9F}}};
  std::vector<float> values;
  for (std::size_t f = 0; f < frames; ++f) {
    for (const auto& joint : pose) {
      values.insert(values.end(), {joint[0], joint[1], joint[2] + .001F * static_cast<float>(f)});
    }
  }
  return values;
}

std::vector<float> in_mm(std::vector<float> metres) {
  for (float& value : metres) value *= 1000;
  return metres;
}

const std::vector<std::string>& canonical_names() { return joint_set_named("canonical15")->joints; }

class Table : public ::testing::Test {
 protected:
  ReadOptions mapped(const std::string& json) {
    write_bytes(folder / "map.json", json);
    ReadOptions options;
    options.mapping = folder / "map.json";
    return options;
  }
  std::filesystem::path npy(const std::vector<float>& values, const std::vector<std::uint64_t>& shape) {
    write_bytes(folder / "points.npy", npy_bytes<float>(values, shape));
    return folder / "points.npy";
  }
  std::filesystem::path npz(const std::function<void(NpzWriter&)>& fill) {
    NpzWriter writer(folder / "points.npz");
    fill(writer);
    writer.finish();
    return folder / "points.npz";
  }
  std::filesystem::path csv(const std::string& text) {
    write_bytes(folder / "points.csv", text);
    return folder / "points.csv";
  }

  TemporaryFolder folder;
};

TEST_F(Table, poses_of_an_npz_need_no_mapping) {
  std::vector<float> poses = in_mm(standing(4));
  poses[1] = std::numeric_limits<float>::infinity();
  const auto file = npz([&](NpzWriter& out) {
    out.add<float>("poses", poses, {4, 15, 3});
    out.add<double>("fps", std::vector<double>{25}, {});
    out.add("joints", canonical_names());
  });
  const testing::Reading reading = read(table_reader(), file);
  const Sequence& sequence = reading.sequences.at(0);
  EXPECT_EQ(sequence.joints->name, "canonical15");
  EXPECT_EQ(sequence.take, "points");
  EXPECT_DOUBLE_EQ(sequence.frames_per_second, 25);
  EXPECT_EQ(sequence.frames(), 4);
  EXPECT_FALSE(sequence.up) << "poses may be in any frame";
  EXPECT_TRUE(std::isnan(sequence.positions_mm[0])) << "half a point is a missing point";
  EXPECT_EQ(sequence.positions_mm[3], poses[3]);
  EXPECT_THAT(reading.remarks, ::testing::IsEmpty());
}

TEST_F(Table, an_exported_npz_comes_back_with_its_names) {
  const auto file = npz([&](NpzWriter& out) {
    out.add("names", std::vector<std::string>{"A/S1/walk/0", "A/S1/walk/1"});
    out.add("joints", canonical_names());
    out.add<float>("0", in_mm(standing(2)), {2, 15, 3});
    out.add<float>("1", in_mm(standing(3)), {3, 15, 3});
  });
  const auto sequences = read(table_reader(), file).sequences;
  ASSERT_EQ(sequences.size(), 2U);
  EXPECT_EQ(sequences[1].subject + "/" + sequences[1].take + "/" + sequences[1].view, "S1/walk/1");
  EXPECT_EQ(sequences[1].frames(), 3);
}

TEST_F(Table, a_mapping_tells_joints_unit_axis_and_rate) {
  std::vector<float> centimetres = standing(3);
  for (float& value : centimetres) value *= 100;
  for (const auto& shape : {std::vector<std::uint64_t>{3, 15, 3}, std::vector<std::uint64_t>{3, 45}}) {
    const auto reading = read(table_reader(), npy(centimetres, shape),
                              mapped(R"({"joints": "canonical15", "unit": "cm", "up": "z", "fps": 50})"));
    const Sequence& sequence = reading.sequences.at(0);
    EXPECT_NEAR(Body(sequence).bone(0, {Joint::neck, Joint::head}), 250, 1e-3);
    EXPECT_TRUE(sequence.up->isApprox(Eigen::Vector3d::UnitZ()));
    EXPECT_DOUBLE_EQ(sequence.frames_per_second, 50);
    EXPECT_THAT(reading.remarks, ::testing::IsEmpty());
  }
}

TEST_F(Table, unit_and_axis_left_open_are_guessed_and_said) {
  const auto reading =
      read(table_reader(), npy(standing(3), {3, 15, 3}), mapped(R"({"joints": "canonical15"})"));
  EXPECT_TRUE(reading.remarked("metres"));
  EXPECT_TRUE(reading.remarked("up axis guessed"));
  testing::expect_plausible_person(reading.sequences.at(0));
}

TEST_F(Table, one_array_of_many_is_named_by_the_mapping) {
  const auto file = npz([&](NpzWriter& out) {
    out.add<float>("kinect", standing(2), {2, 15, 3});
    out.add<float>("vicon", standing(5), {5, 15, 3});
  });
  const std::string start = R"({"joints": "canonical15", "unit": "m", "up": "z")";
  EXPECT_EQ(read(table_reader(), file, mapped(start + R"(, "array": "vicon"})")).sequences.at(0).frames(), 5);
  EXPECT_THAT(error_of(table_reader(), file, mapped(start + R"(, "array": "optitrack"})")),
              ::testing::AllOf(HasSubstr("optitrack"), HasSubstr("kinect, vicon")));
  EXPECT_THAT(error_of(table_reader(), file, mapped(start + "}")), HasSubstr("kinect, vicon"));
  EXPECT_THAT(error_of(table_reader(), file), HasSubstr("\"poses\""));
}

std::string csv_of_torso(const std::string& separator) {
  std::string text = "time";
  for (const char* joint :
       {"Hips", "LeftArm", "RightArm", "LeftUpLeg", "LeftLeg", "LeftFoot", "RightUpLeg"}) {
    for (const char* axis : {"_x", "_y", "_z"}) text += separator + joint + axis;
  }
  const std::vector<std::string> numbers = {"0",    "0",    "0",   "0",   "1000", "200",  "1480", "0",
                                            "-200", "1480", "0",   "100", "1000", "0",    "100",  "550",
                                            "20",   "100",  "100", "0",   "-100", "1000", "0"};
  text += "\r\n0.0";
  for (std::size_t i = 2; i < numbers.size(); ++i) text += separator + numbers[i];
  return text + "\r\n";
}

TEST_F(Table, a_csv_names_its_joints_in_the_header) {
  for (const std::string separator : {",", ";", "\t"}) {
    const auto reading = read(table_reader(), csv(csv_of_torso(separator)));
    const Body body(reading.sequences.at(0));
    EXPECT_EQ(body.frames(), 1);
    EXPECT_TRUE(body.at(0, Joint::left_shoulder).isApprox(Eigen::Vector3d(200, 1480, 0)));
    EXPECT_TRUE(reading.remarked("millimetres"));
    EXPECT_TRUE(reading.remarked("always missing"));
  }
}

TEST_F(Table, an_exported_csv_comes_back_with_its_names_unit_and_rate) {
  std::string text = "sequence,frame,time_s";
  for (const std::string& joint : canonical_names()) {
    for (const char* axis : {"_x_mm", "_y_mm", "_z_mm"}) text += "," + joint + axis;
  }
  const std::vector<float> poses = in_mm(standing(3));
  for (const char* name : {"A/S1/walk/world", "\"A/S2/hop, skip/world\""}) {
    for (std::size_t f = 0; f < 3; ++f) {
      text += fmt::format("\n{},{},{}", name, f, 0.04 * static_cast<double>(f));
      for (std::size_t i = 0; i < 45; ++i) text += i == 44 ? "," : fmt::format(",{}", poses[f * 45 + i]);
    }
  }
  const auto reading = read(table_reader(), csv(text + "\n"));
  ASSERT_EQ(reading.sequences.size(), 2U);
  EXPECT_EQ(reading.sequences[0].subject, "S1");
  EXPECT_EQ(reading.sequences[1].take, "hop, skip");
  EXPECT_EQ(reading.sequences[1].joints->name, "canonical15");
  EXPECT_DOUBLE_EQ(reading.sequences[1].frames_per_second, 25);
  EXPECT_THAT(reading.remarks, ::testing::IsEmpty());
  EXPECT_FLOAT_EQ(reading.sequences[1].positions_mm[45 + 5], poses[45 + 5]);
  EXPECT_TRUE(std::isnan(reading.sequences[0].positions_mm[42])) << "an empty cell is a missing joint";
}

TEST_F(Table, says_what_is_wrong_and_where) {
  const auto set = mapped(R"({"joints": "canonical15", "unit": "m", "up": "z"})");
  EXPECT_THAT(error_of(table_reader(), npy(standing(2), {6, 5, 3}), set),
              HasSubstr("shape (frames, 15, 3) or (frames, 45), found (6, 5, 3)"));
  EXPECT_THAT(error_of(table_reader(), npy({}, {0, 15, 3}), set), HasSubstr("at least one frame"));
  EXPECT_THAT(error_of(table_reader(), npy(standing(1), {1, 15, 3})), HasSubstr("a joint mapping"));
  EXPECT_THAT(error_of(table_reader(), npy(standing(1), {1, 15, 3}),
                       mapped(R"({"joints": "canonical15", "unit": "ell"})")),
              HasSubstr("unit: expected mm, cm, m or in, found \"ell\""));
  EXPECT_THAT(error_of(table_reader(), npy(standing(1), {1, 15, 3}), mapped(R"({"joints": "octopus"})")),
              HasSubstr("octopus"));
  EXPECT_THAT(error_of(table_reader(), npy(standing(1), {1, 15, 3}), mapped("[1]")),
              HasSubstr("a JSON object"));
  EXPECT_THAT(error_of(table_reader(), npy(standing(1), {1, 15, 3}), mapped(std::string(100000, '['))),
              HasSubstr("nesting"));
  EXPECT_THAT(error_of(table_reader(), csv("a,b\n1,2\n")), HasSubstr("JOINT_x"));
  EXPECT_THAT(error_of(table_reader(), csv("a_x,a_y\n1,2\n")), HasSubstr("a column a_z"));
  EXPECT_THAT(error_of(table_reader(), csv("a_x,a_y,a_z\n1,2\n")),
              HasSubstr("row (line 2): expected 3 cells, found \"2\""));
  EXPECT_THAT(error_of(table_reader(), csv("a_x_mm,a_y_m,a_z_mm\n1,2,3\n")),
              HasSubstr("one unit for all columns"));
  EXPECT_THAT(error_of(table_reader(), csv("a_x,a_y,a_z\n1,two,3\n")), HasSubstr("found \"two\""));
}

TEST_F(Table, damaged_files_are_read_or_refused) {
  const auto set = mapped(R"({"joints": "canonical15", "unit": "m", "up": "z"})");
  testing::expect_damage_is_survived(table_reader(), testing::bytes_of(npy(standing(3), {3, 15, 3})),
                                     folder / "d.npy", set);
  testing::expect_damage_is_survived(table_reader(), csv_of_torso(","), folder / "d.csv");
  const auto archive = npz([&](NpzWriter& out) {
    out.add<float>("poses", in_mm(standing(2)), {2, 15, 3});
    out.add("joints", canonical_names());
  });
  testing::expect_damage_is_survived(table_reader(), testing::bytes_of(archive), folder / "d.npz");
}

TEST_F(Table, damaged_mappings_are_read_or_refused) {
  const std::string mapping =
      R"({"joints": "canonical15", "canonical": {"pelvis": [0, 1]}, "unit": "m", "up": "z", "fps": 5})";
  const auto points = npy(standing(1), {1, 15, 3});
  for (std::size_t i = 0; i < mapping.size(); ++i) {
    std::string damaged = mapping;
    damaged[i] = static_cast<char>(damaged[i] ^ (1 << (i % 8)));
    for (const std::string& text : {damaged, mapping.substr(0, i)}) {
      const std::string outcome = error_of(table_reader(), points, mapped(text));
      EXPECT_THAT(outcome,
                  ::testing::AnyOf("read without an error", HasSubstr("map.json"), HasSubstr("points.npy")));
    }
  }
}

}  // namespace
}  // namespace solopose

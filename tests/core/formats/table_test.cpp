#include "core/formats/table.h"

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/files/npz.h"
#include "tests/core/files/sample_files.h"
#include "tests/core/formats/companion_readers.h"
#include "tests/core/formats/postures.h"
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
              HasSubstr("unit: expected mm, cm, dm, m, in or ft, found \"ell\""));
  EXPECT_THAT(error_of(table_reader(), npy(standing(1), {1, 15, 3}), mapped(R"({"joints": "octopus"})")),
              HasSubstr("octopus"));
  EXPECT_THAT(error_of(table_reader(), npy(standing(1), {1, 15, 3}), mapped("[1]")),
              HasSubstr("a JSON object"));
  EXPECT_THAT(error_of(table_reader(), npy(standing(1), {1, 15, 3}), mapped(std::string(100000, '['))),
              HasSubstr("nesting"));
  EXPECT_THAT(error_of(table_reader(), csv("a,b\n1,2\n")), HasSubstr("JOINT_x"));
  EXPECT_THAT(error_of(table_reader(), csv("a_x,a_y\n1,2\n")), HasSubstr("a column a_z"));
  EXPECT_THAT(error_of(table_reader(), csv("a_x,a_y,a_z\n1,2\n")),
              HasSubstr("row (line 2): expected 3 cells, found 2"));
  EXPECT_THAT(error_of(table_reader(), csv("a_x_mm,a_y_m,a_z_mm\n1,2,3\n")),
              HasSubstr("one unit for all columns"));
  EXPECT_THAT(error_of(table_reader(), csv("a_x,a_y,a_z\n1,two,3\n")), HasSubstr("found \"two\""));
}

TEST_F(Table, an_archive_that_is_none_is_said_to_be_empty_cut_off_or_something_else) {
  const auto sound = npz([&](NpzWriter& out) { out.add<float>("poses", in_mm(standing(2)), {2, 15, 3}); });
  const std::string bytes = testing::bytes_of(sound);
  const auto refusal = [&](const std::string& text) {
    write_bytes(folder / "copy.npz", text);
    return error_of(table_reader(), folder / "copy.npz");
  };
  EXPECT_THAT(refusal(""), HasSubstr("expected a .npz (zip) archive, found an empty file"));
  EXPECT_THAT(refusal(bytes.substr(0, bytes.size() / 2)),
              HasSubstr("found the beginning of one: the file is cut off or damaged"));
  EXPECT_THAT(refusal("hello"), HasSubstr("found another kind of file"));
}

TEST_F(Table, damaged_files_with_a_mapping_are_read_or_refused) {
  const auto set = mapped(R"({"joints": "canonical15", "unit": "m", "up": "z"})");
  testing::expect_damage_is_survived(table_reader(), testing::bytes_of(npy(standing(3), {3, 15, 3})),
                                     folder / "d.npy", set);
}

TEST_F(Table, damaged_files_are_read_or_refused) {
  testing::expect_damage_is_survived(table_reader(), csv_of_torso(","), folder / "d.csv");
  const auto archive = npz([&](NpzWriter& out) {
    out.add<float>("poses", in_mm(standing(2)), {2, 15, 3});
    out.add("joints", canonical_names());
  });
  testing::expect_damage_is_survived(table_reader(), testing::bytes_of(archive), folder / "d.npz");
}

TEST_F(Table, damaged_mappings_that_name_joints_are_read_or_refused) {
  const std::string mapping =
      R"({"joints": ["a", "b", "c"], "canonical": {"pelvis": ["a", 1], "head": "c"}, "unit": "cm",)"
      R"( "up": "-y", "fps": 50, "array": "poses", "name": "three"})";
  testing::expect_damage_is_survived(testing::any_reader_named("mapping"), mapping, folder / "map.json");
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

/// A table of canonical joints; `columns` stand before them, rows of them in `cells`.
std::string csv_of(const std::string& columns, const std::vector<std::string>& cells,
                   const std::vector<float>& poses, const std::string& unit) {
  std::string text = columns;
  for (const std::string& joint : canonical_names()) {
    for (const char* axis : {"_x", "_y", "_z"}) text += "," + joint + axis + unit;
  }
  for (std::size_t f = 0; f < cells.size(); ++f) {
    text += "\n" + cells[f];
    for (std::size_t i = 0; i < 45; ++i) text += fmt::format(",{:.4f}", poses[f * 45 + i]);
  }
  return text + "\n";
}

TEST_F(Table, tracks_of_one_csv_have_one_up_axis_and_one_unit) {
  using testing::Postures;
  std::vector<float> poses = Postures().stand(30).poses("y", 0.1);
  const std::vector<float> lying = Postures().lie(30).poses("y", 0.1);
  poses.insert(poses.end(), lying.begin(), lying.end());
  std::vector<float> arms = Postures().stand(30).poses("y", 0.1);
  for (std::size_t i = 0; i < arms.size(); ++i)
    if (i % 45 < 21) arms[i] = std::nanf("");
  poses.insert(poses.end(), arms.begin(), arms.end());
  std::vector<std::string> cells;
  for (const char* name : {"stands", "lies", "arms"})
    for (int f = 0; f < 30; ++f) cells.push_back(fmt::format("{},{},{}", name, f, f / 25.0));
  for (const char* unit : {"", "_cm"}) {
    const auto reading = read(table_reader(), csv(csv_of("sequence,frame,time", cells, poses, unit)));
    ASSERT_EQ(reading.sequences.size(), 3U);
    for (const Sequence& sequence : reading.sequences) {
      EXPECT_EQ(sequence.up.value(), Eigen::Vector3d::UnitY()) << sequence.take;
      EXPECT_NEAR(Body(sequence).bone(0, {Joint::neck, Joint::head}), 241, 1) << sequence.take;
    }
    EXPECT_EQ(std::ranges::count_if(
                  reading.remarks, [](const std::string& text) { return text.find("up axis") != text.npos; }),
              1);
  }
}

TEST_F(Table, a_track_that_nothing_measures_is_in_the_unit_of_the_others) {
  const auto arms_only = [](std::vector<float> poses) {
    for (std::size_t i = 0; i < poses.size(); ++i)
      if (i % 45 < 21) poses[i] = std::nanf("");
    return poses;
  };
  const auto heads = [&](const std::vector<float>& first, const std::vector<float>& second) {
    const auto file = npz([&](NpzWriter& out) {
      out.add("names", std::vector<std::string>{"A/S1/arms/0", "A/S1/walk/0", "A/S1/run/0"});
      out.add("joints", canonical_names());
      out.add<double>("fps", std::vector<double>{25}, {});
      out.add<float>("0", arms_only(first), {2, 15, 3});
      out.add<float>("1", first, {2, 15, 3});
      out.add<float>("2", second, {2, 15, 3});
    });
    std::map<std::string, double> lengths;
    for (const Sequence& sequence : read(table_reader(), file).sequences)
      lengths[sequence.take] = Body(sequence).bone(0, {Joint::neck, Joint::head});
    return lengths;
  };
  for (const auto& [take, length] : heads(standing(2), standing(2))) EXPECT_NEAR(length, 250, 0.1) << take;
  for (const auto& [take, length] : heads(in_mm(standing(2)), in_mm(standing(2))))
    EXPECT_NEAR(length, 250, 0.1) << take;
  const auto mixed = heads(in_mm(standing(2)), standing(2));
  EXPECT_NEAR(mixed.at("walk"), 250, 0.1) << "each that can be measured by its own size";
  EXPECT_NEAR(mixed.at("run"), 250, 0.1);
  EXPECT_NEAR(mixed.at("arms"), 250, 0.1) << "as the file says";
}

TEST_F(Table, rates_that_cannot_be_are_said_and_so_is_none) {
  const std::vector<float> poses = testing::Postures().stand(9).poses("y");
  const auto said = [&](double step, const char* column) {
    std::vector<std::string> cells;
    for (int f = 0; f < 9; ++f) cells.push_back(fmt::format("{:.4f}", f * step));
    return read(table_reader(), csv(csv_of(column, cells, poses, "_mm"))).remarks;
  };
  EXPECT_THAT(said(1000 / 30.0, "time"), ::testing::Contains(HasSubstr("0.03 frames a second is unusual")));
  EXPECT_THAT(said(1000 / 30.0, "time_ms"), ::testing::IsEmpty());
  EXPECT_THAT(said(1 / 30.0, "time"), ::testing::IsEmpty());
  EXPECT_THAT(said(1, "number"),
              ::testing::Contains("no usable frame rate in the file: unknown until --fps states it"));
  for (const double fps : {0.0333, 0.5, 30.0, 1000.0, 30000.0}) {
    const auto file = npz([&](NpzWriter& out) {
      out.add<float>("poses", poses, {9, 15, 3});
      out.add<double>("fps", std::vector<double>{fps}, {});
    });
    EXPECT_EQ(read(table_reader(), file).remarked("frames a second is unusual"), fps < 1 || fps > 2000)
        << fps;
    ReadOptions stated;
    stated.frames_per_second = 30;
    EXPECT_THAT(read(table_reader(), file, stated).remarks, ::testing::IsEmpty());
  }
}

/// (texts) as numpy pickles an array of objects.
std::string pickled_texts(const std::vector<std::string>& texts) {
  using testing::pickle_text;
  std::string value = std::string(
      "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85"
      "C\x01"
      "b\x87R(K\x01K",
      63);
  value += static_cast<char>(texts.size());
  value +=
      "\x85"
      "cnumpy\ndtype\n" +
      pickle_text("O8") + "\x89\x88\x87R(K\x03" + pickle_text("|") +
      "NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK?tb\x89](";
  for (const std::string& text : texts) value += pickle_text(text);
  return testing::pickled(value + "etb");
}

TEST_F(Table, joints_may_be_named_by_an_array_of_objects) {
  std::vector<std::string> names = canonical_names();
  std::vector<float> poses = in_mm(standing(1));
  std::reverse(names.begin(), names.end());
  for (std::size_t joint = 0; joint < 7; ++joint)
    std::swap_ranges(poses.begin() + static_cast<std::ptrdiff_t>(3 * joint),
                     poses.begin() + static_cast<std::ptrdiff_t>(3 * joint + 3),
                     poses.begin() + static_cast<std::ptrdiff_t>(42 - 3 * joint));
  const auto with_joints = [&](const std::string& pickle) {
    return npz([&](NpzWriter& out) {
      out.add<float>("poses", poses, {1, 15, 3});
      out.begin_objects("joints");
      out.append_objects(pickle);
      out.end();
    });
  };
  const Body body(read(table_reader(), with_joints(pickled_texts(names))).sequences.at(0));
  EXPECT_NEAR(body.at(0, Joint::head).z(), 1700, 1e-3);
  EXPECT_THAT(error_of(table_reader(), with_joints(testing::pickled("K\x01"))),
              HasSubstr("an array of texts"));
}

}  // namespace
}  // namespace solopose

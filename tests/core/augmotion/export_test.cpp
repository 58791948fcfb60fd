#include "core/augmotion/export.h"

#include <cmath>
#include <fstream>
#include <limits>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <Eigen/Dense>
#include <nlohmann/json.hpp>

#include "core/augmotion/alignment.h"
#include "core/base/error.h"
#include "core/files/hdf5_file.h"
#include "core/files/npz.h"
#include "core/formats/csv_table.h"
#include "core/formats/reader.h"
#include "core/project/import.h"
#include "core/project/pose_store.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/augmotion/python.h"
#include "tests/core/augmotion/small_project.h"
#include "tests/support/python.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using testing::python;
using testing::SmallProject;
using testing::text_of;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

class ExportTest : public ::testing::Test {
 protected:
  ExportTest() {
    project.add_views("MPI", "walk", 3, 100, 1);
    std::vector<float> holes = testing::moving_person(40, 2);
    testing::joint_of(holes, 3, Joint::left_wrist)[1] = nan;
    project.add("AIST, too", {{.subject = "S9", .poses = holes, .frames_per_second = 0}});
    align(*project, {}, {});
  }

  ExportReport write(const std::string& name, ExportFrame frame = ExportFrame::universal,
                     const ClipOptions& clips = {}, const JobContext& context = {}) {
    return export_poses(*project, out(name), {.frame = frame, .clips = clips}, context);
  }
  fs::path out(const std::string& name) const { return project / name; }

  std::vector<fs::path> files() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(project / "")) {
      if (entry.path().filename() != "project") found.push_back(entry.path().filename());
    }
    return found;
  }

  SmallProject project;
};

TEST_F(ExportTest, estimated_joints_can_be_left_out_and_are_missing_then) {
  std::vector<float> positions;
  for (int i = 0; i < 40 * 17 * 3; ++i) positions.push_back(static_cast<float>(i));
  {
    StagedImport staged(*project, {.dataset = "COCO", .format = "table"});
    Sequence sequence;
    sequence.subject = "S1";
    sequence.take = "walk";
    sequence.view = "world";
    sequence.frames_per_second = 50;
    sequence.joints = joint_set_named("coco17");
    sequence.positions_mm = positions;
    staged.add(sequence);
    staged.commit(*project);
  }
  export_poses(*project, out("all.npz"), {}, {});
  export_poses(*project, out("own.npz"), {.without_estimated = true}, {});
  const NpzReader all(out("all.npz"));
  const NpzReader own(out("own.npz"));
  const std::vector<std::string> names = own.strings("names").values;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::vector<double> with = all.numbers(std::to_string(i)).values;
    const std::vector<double> without = own.numbers(std::to_string(i)).values;
    ASSERT_EQ(with.size(), without.size());
    for (std::size_t v = 0; v < with.size(); ++v) {
      const int joint = static_cast<int>(v / 3 % joint_count);
      const bool estimated = joint == index_of(Joint::neck) || joint == index_of(Joint::head);
      if (names[i].starts_with("COCO/") && estimated) {
        EXPECT_FALSE(std::isnan(with[v]));
        EXPECT_TRUE(std::isnan(without[v])) << names[i] << " " << joint;
      } else if (!std::isnan(with[v])) {
        EXPECT_EQ(with[v], without[v]) << names[i] << " " << joint;
      }
    }
  }
  EXPECT_THROW(export_videopose3d(*project, out("data_3d_own.npz"), {.without_estimated = true}, {}), Error);
}

TEST_F(ExportTest, h5_holds_every_clip_where_its_frames_say) {
  const ExportReport report = write("merged.h5");
  const Catalog catalog = project->catalog();
  const std::vector<Clip> clips = list_clips(catalog, {});
  EXPECT_EQ(report.sequences, 4);
  EXPECT_EQ(report.frames, 340);
  EXPECT_EQ(report.clips, static_cast<std::int64_t>(clips.size()));

  const Hdf5File file = Hdf5File::open(out("merged.h5"));
  EXPECT_EQ(file.dataset("clips/poses_mm").shape(), (Hdf5Shape{clips.size(), 30, 15, 3}));
  const auto poses = file.dataset("clips/poses_mm").read<float>();
  const auto sequences = file.dataset("clips/sequence").read<std::int64_t>();
  const auto first_frames = file.dataset("clips/first_frame").read<std::int64_t>();
  const auto splits = file.read_strings("clips/split");
  const auto names = file.read_strings("sequences/name");
  const auto motions = file.dataset("sequences/universal_from_dataset").read<double>();
  const PoseStore store(project->folder());
  for (std::size_t i = 0; i < clips.size(); ++i) {
    const auto sequence = static_cast<std::size_t>(sequences[i]);
    ASSERT_EQ(sequence, clips[i].sequence_index);
    EXPECT_EQ(splits[i], name_of(clips[i].split));
    EXPECT_EQ(names[sequence], catalog.sequences[sequence].name);
    const std::vector<float> own = store.poses_mm(catalog.sequences[sequence], first_frames[i], 30);
    const Eigen::Map<const Eigen::Matrix<double, 4, 4, Eigen::RowMajor>> motion(motions.data() +
                                                                                sequence * 16);
    for (const std::int64_t frame : {0, 29}) {
      const Eigen::Vector4d expected = motion * joint_at(own, frame, Joint::neck).homogeneous();
      const std::span<const float> clip(poses.data() + i * 30 * 45, 30 * 45);
      EXPECT_LT((joint_at(clip, frame, Joint::neck) - expected.head<3>()).norm(), 1e-3);
    }
  }
}

TEST_F(ExportTest, h5_records_where_it_comes_from) {
  write("merged.h5", ExportFrame::universal, {.length = 20, .step = 5});
  const Hdf5File file = Hdf5File::open(out("merged.h5"));
  const AlignmentRecord alignment = *project->catalog().alignment;
  EXPECT_EQ(file.text_attribute("frame"), "universal");
  EXPECT_EQ(file.integer_attribute("n"), 20);
  EXPECT_EQ(file.integer_attribute("step"), 5);
  EXPECT_EQ(file.number_attribute("Ms_mm"), alignment.shoulder_width_mm);
  EXPECT_EQ(file.number_attribute("Msp_mm"), alignment.torso_length_mm);
  EXPECT_EQ(file.text_attribute("preset"), "paper");
  EXPECT_EQ(file.text_attribute("align_options"), alignment.options_json);
  EXPECT_FALSE(file.text_attribute("studio_version").empty());
  EXPECT_EQ(nlohmann::json::parse(file.text_attribute("datasets")).size(), 2U);
  EXPECT_EQ(file.dataset("sequences/key_frame").read<std::int64_t>().size(), 4U);
}

TEST_F(ExportTest, h5_opens_in_h5py_with_the_counts) {
  REQUIRE_PYTHON("numpy, h5py");
  const ExportReport report = write("merged.h5");
  EXPECT_EQ(
      python(
          "import sys, h5py\nf = h5py.File(sys.argv[1])\n"
          "c = f['clips']\n"
          "print(c['poses_mm'].shape, c['poses_mm'].dtype, c['sequence'].shape, c['first_frame'].shape,"
          " sorted(set(c['split'].asstr()[:])), len(f['sequences/name']), f['sequences/name'].asstr()[0])\n"
          "text = lambda name: (lambda v: v.decode() if isinstance(v, bytes) else v)(f.attrs[name])\n"
          "print(f.attrs['n'], text('frame'), text('joints').split(',')[14])\n",
          out("merged.h5")),
      fmt::format("({0}, 30, 15, 3) float32 ({0},) ({0},) ['train', 'val'] 4 MPI/S1/walk/0\n"
                  "30 universal right_wrist\n",
                  report.clips));
}

TEST_F(ExportTest, npz_opens_in_numpy_with_the_counts) {
  REQUIRE_PYTHON("numpy, h5py");
  write("poses.npz", ExportFrame::dataset);
  EXPECT_EQ(python("import sys, numpy as np\nz = np.load(sys.argv[1], allow_pickle=False)\n"
                   "print(list(z['names']), len(z['joints']), z['fps'].tolist(), str(z['frame'][0]))\n"
                   "print([(z[str(i)].shape, str(z[str(i)].dtype)) for i in range(len(z['names']))])\n"
                   "print(np.isnan(z['3']).sum())\n",
                   out("poses.npz")),
            "['MPI/S1/walk/0', 'MPI/S1/walk/1', 'MPI/S1/walk/2', 'AIST, too/S9/walk/world'] 15 [50.0, 50.0, "
            "50.0, 0.0] "
            "dataset\n"
            "[((100, 15, 3), 'float32'), ((100, 15, 3), 'float32'), ((100, 15, 3), 'float32'), ((40, 15, 3), "
            "'float32')]\n3\n");
}

TEST_F(ExportTest, npz_tells_each_sequences_split_as_h5_does) {
  write("poses.npz");
  write("merged.h5");
  const Hdf5File h5 = Hdf5File::open(out("merged.h5"));
  EXPECT_EQ(NpzReader(out("poses.npz")).strings("splits").values, h5.read_strings("sequences/split"));
  EXPECT_FALSE(NpzReader(out("poses.npz")).has("actions")) << "no sequence has one";
}

TEST_F(ExportTest, csv_has_a_row_per_frame_and_empty_cells_for_missing_joints) {
  write("poses.csv", ExportFrame::dataset);
  std::istringstream lines(text_of(out("poses.csv")));
  std::vector<std::string> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(line);
  ASSERT_EQ(rows.size(), 341U);
  EXPECT_TRUE(
      rows[0].starts_with("sequence,frame,time_s,pelvis_x_mm,pelvis_y_mm,pelvis_z_mm,right_hip_x_mm"));
  EXPECT_TRUE(rows[3].starts_with("MPI/S1/walk/0,2,0.04,"));
  EXPECT_EQ(std::ranges::count(rows[3], ','), 49);
  const std::string& with_hole = rows[301 + 3];
  EXPECT_TRUE(with_hole.starts_with("\"AIST, too/S9/walk/world\",3,,"));
  EXPECT_THAT(with_hole, ::testing::HasSubstr(",,,,"));
  EXPECT_EQ(std::ranges::count(with_hole, ','), 50);
}

TEST_F(ExportTest, trc_becomes_a_folder_whose_files_import_again) {
  write("poses.trc", ExportFrame::dataset);
  EXPECT_FALSE(fs::exists(out("poses.trc")));
  const fs::path file = out("poses") / "AIST, too" / "S9" / "walk" / "world.trc";
  ASSERT_TRUE(fs::exists(file));
  const std::vector<float> written = PoseStore(project->folder()).poses_mm(project->catalog().sequences[3]);
  int tracks = 0;
  reader_named("trc").read(
      file, {},
      [&](Sequence&& sequence) {
        ++tracks;
        EXPECT_EQ(sequence.frames(), 40);
        const std::vector<float> read = to_canonical(*sequence.joints, sequence.positions_mm);
        for (std::size_t i = 0; i < written.size(); ++i) {
          if (std::isnan(written[i])) {
            EXPECT_TRUE(std::isnan(read[i]));
          } else if (!std::isnan(read[i])) {
            EXPECT_FLOAT_EQ(read[i], written[i]);
          }
        }
      },
      [](const std::string&) {}, {});
  EXPECT_EQ(tracks, 1);
}

TEST_F(ExportTest, trc_of_a_folder_that_exists_leaves_other_files_alone) {
  fs::create_directories(out("poses"));
  std::ofstream(out("poses") / "mine.txt") << "mine";
  write("poses.trc");
  write("poses.trc");
  EXPECT_EQ(text_of(out("poses") / "mine.txt"), "mine");
  EXPECT_TRUE(fs::exists(out("poses") / "MPI" / "S1" / "walk" / "0.trc"));
  EXPECT_THAT(files(), ::testing::ElementsAre("poses"));
}

TEST(export_names, that_no_file_can_have_become_files_of_their_own) {
  SmallProject project;
  const auto person = testing::moving_person(20, 1);
  project.add("..", {{.take = "walk", .poses = person},
                     {.take = "Walk", .poses = person},
                     {.take = "wa\u202Elk.", .poses = person},
                     {.take = "wa:lk.", .poses = person},
                     {.take = std::string(400, 'x'), .poses = person},
                     {.take = "..", .poses = person}});
  fs::create_directories(project / "deep/er");
  EXPECT_EQ(export_poses(*project, project / "deep/er/out.trc", {}, {}).written, project / "deep/er/out");
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(project / "deep"))
    if (entry.is_regular_file())
      files.push_back(fs::relative(entry.path(), project / "deep/er/out/__/S1").string());
  EXPECT_THAT(files, ::testing::UnorderedElementsAre("Walk/world.trc", "walk/world (2).trc",
                                                     "wa_lk_/world.trc", "wa_lk_/world (2).trc",
                                                     "__/world.trc", std::string(255, 'x') + "/world.trc"));
}

TEST(export_names, that_look_like_formulas_are_guarded_and_come_back) {
  SmallProject project;
  const std::vector<std::string> names = {"=cmd|' -C calc'!A0", "+1", "-x", "@y", "'=z"};
  for (std::size_t i = 0; i < names.size(); ++i)
    project.add(names[i], {{.poses = testing::moving_person(20, static_cast<int>(i))}});
  for (const CsvTexts texts : {CsvTexts::guarded, CsvTexts::raw}) {
    export_poses(*project, project / "poses.csv", {.names = texts}, {});
    EXPECT_EQ(text_of(project / "poses.csv").find("\n=") == std::string::npos, texts == CsvTexts::guarded);
    std::vector<std::string> read;
    for (const CsvTable::Track& track :
         read_csv_table(project / "poses.csv", [](const std::string&) {}, {}).tracks)
      read.push_back(track.name);
    std::vector<std::string> written;
    for (const SequenceRecord& sequence : project->catalog().sequences) written.push_back(sequence.name);
    EXPECT_EQ(read, written);
  }
}

TEST_F(ExportTest, replaces_nothing_that_is_not_its_own) {
  const fs::path database = project->folder() / "project.sqlite";
  const std::string before = text_of(database);
  for (const std::string ending : {".h5", ".npz", ".csv"}) {
    fs::create_hard_link(database, out("link" + ending));
    EXPECT_THROW(write("link" + ending), Error) << ending;
    EXPECT_THROW(export_poses(*project, project->folder() / ("poses/new" + ending), {}, {}), Error);
  }
  EXPECT_THROW(export_poses(*project, project->folder() / "poses.trc", {}, {}), Error);
  EXPECT_EQ(text_of(database), before);
}

TEST(export_trc, of_one_sequence_is_one_file) {
  SmallProject project;
  project.add("A", {{.poses = testing::moving_person(20, 1)}});
  EXPECT_EQ(export_poses(*project, project / "one.trc", {}, {}).written, project / "one.trc");
  EXPECT_TRUE(
      text_of(project / "one.trc").starts_with("PathFileType\t4\t(X/Y/Z)\tone.trc\tUpAxis\t0\t0\t1\n"));
}

TEST_F(ExportTest, a_prediction_becomes_a_motion_with_its_rate_and_its_gaps) {
  std::vector<float> poses = testing::moving_person(40, 2);
  std::fill_n(testing::joint_of(poses, 3, Joint::left_wrist), 3, nan);
  const double rate = 25;
  NpzWriter npz(out("said.npz"));
  npz.add<float>("poses", poses, {40, joint_count, 3});
  npz.add<double>("fps", std::span(&rate, 1), {1});
  npz.add("joints", std::vector<std::string>(joint_names().begin(), joint_names().end()));
  npz.add<float>("confidences", std::vector<float>(40 * joint_count, 1), {40, joint_count});
  npz.finish();
  ReadOptions stated;
  stated.up = "-y";
  for (const std::string name : {"said.trc", "said.c3d"}) {
    const ExportReport report = export_poses_file(*project, out("said.npz"), stated, out(name), {});
    EXPECT_EQ(report.written, out(name));
    EXPECT_EQ(report.frames, 40);
    std::vector<float> read;
    reader_for(out(name))->read(
        out(name), {},
        [&](Sequence&& track) {
          EXPECT_NEAR(track.frames_per_second, rate, 1e-6) << name;
          ASSERT_TRUE(track.up) << name;
          EXPECT_NEAR(track.up->y(), -1, 1e-6) << name;
          read = to_canonical(*track.joints, track.positions_mm);
        },
        [](const std::string&) {}, {});
    ASSERT_EQ(read.size(), poses.size()) << name;
    for (std::size_t i = 0; i < poses.size(); ++i) {
      ASSERT_EQ(std::isnan(read[i]), std::isnan(poses[i])) << name << " at " << i;
      if (std::isnan(poses[i])) continue;
      ASSERT_NEAR(read[i], poses[i], 1e-3) << name << " at " << i;
    }
  }
  EXPECT_THROW(export_poses_file(*project, out("said.npz"), {}, out("again.npz"), {}), Error);
  EXPECT_THROW(export_poses_file(*project, out("said.npz"), {}, out("said.csv"), {}), Error);
}

TEST_F(ExportTest, npz_imports_again_as_the_same_poses) {
  write("poses.npz");
  SmallProject other;
  import_files(*other, {.format = "table", .paths = {out("poses.npz")}, .dataset = "Again", .read = {}}, {});
  const Catalog catalog = other->catalog();
  ASSERT_EQ(catalog.sequences.size(), 4U);
  write("again.npz");
  const NpzReader first(out("poses.npz"));
  const std::vector<float> read =
      PoseStore(other->folder()).poses_mm(*catalog.sequence_named("Again/S1/walk/2"));
  const auto values = first.numbers("2").values;
  ASSERT_EQ(read.size(), values.size());
  for (std::size_t i = 0; i < read.size(); ++i) EXPECT_EQ(read[i], static_cast<float>(values[i]));
}

TEST_F(ExportTest, is_the_same_bytes_every_time) {
  for (const std::string ending : {".h5", ".npz", ".csv"}) {
    write("one" + ending);
    write("two" + ending);
    EXPECT_EQ(text_of(out("one" + ending)), text_of(out("two" + ending))) << ending;
  }
}

TEST_F(ExportTest, cancelled_leaves_nothing) {
  for (const std::string ending : {".h5", ".npz", ".csv", ".trc"}) {
    std::stop_source stop;
    JobContext context;
    context.stop = stop.get_token();
    context.progress = [&](const Progress& progress) {
      if (progress.done > 0) stop.request_stop();
    };
    EXPECT_THROW(write("out" + ending, ExportFrame::universal, {}, context), Cancelled) << ending;
    EXPECT_TRUE(files().empty()) << ending;
  }
}

TEST_F(ExportTest, writes_unaligned_sequences_as_missing_so_that_counts_agree) {
  project.add("Late", {{.take = "later", .poses = testing::moving_person(46, 3)}});
  std::vector<std::string> log;
  JobContext context;
  context.log = [&](const std::string& line) { log.push_back(line); };
  const ExportReport report = write("merged.h5", ExportFrame::universal, {}, context);
  EXPECT_EQ(report.clips, static_cast<std::int64_t>(list_clips(project->catalog(), {}).size()));
  EXPECT_THAT(log, ::testing::Contains(::testing::HasSubstr("Late/S1/later/world is not aligned")));
  const Hdf5File file = Hdf5File::open(out("merged.h5"));
  EXPECT_EQ(file.integer_attribute("alignment_is_stale"), 1);
  EXPECT_TRUE(std::isnan(file.dataset("clips/poses_mm").read<float>().back()));
}

TEST_F(ExportTest, refuses_what_it_cannot_write) {
  EXPECT_THROW(write("poses.xlsx"), Error);
  EXPECT_THROW(write("missing folder/poses.h5"), Error);
  EXPECT_THROW(write("missing folder/poses.npz"), Error);
  EXPECT_THROW(write("missing folder/poses.csv"), Error);
  SmallProject unaligned;
  EXPECT_THROW(export_poses(*unaligned, unaligned / "a.npz", {}, {}), Error);
  unaligned.add_views("A", "walk", 1, 40, 1);
  EXPECT_THROW(export_poses(*unaligned, unaligned / "a.npz", {.frame = ExportFrame::universal}, {}), Error);
}

}  // namespace
}  // namespace solopose

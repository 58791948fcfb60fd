#include "core/evaluation/evaluate.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/torch.h>

#include "core/augmotion/alignment.h"
#include "core/base/fingerprint.h"
#include "core/evaluation/comparison.h"
#include "core/evaluation/evaluate_beside.h"
#include "core/evaluation/kept_results.h"
#include "core/evaluation/pose_archive.h"
#include "core/evaluation/range_prediction.h"
#include "core/files/npz.h"
#include "core/network/model_file.h"
#include "core/project/catalog.h"
#include "core/samples/sample_videos.h"
#include "tests/core/samples/sample_project.h"
#include "tests/support/verdicts.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;

NetworkOptions small_network() {
  NetworkOptions options = NetworkOptions::tiny();
  options.small = {.image_size = 16, .channels = {4, 6, 8}, .blocks = {0, 1, 1}};
  options.temporal = {.depths = {2},
                      .heads = {2},
                      .width = 8,
                      .mlp_ratio = 2,
                      .window = {2, 2, 2},
                      .pool = 1,
                      .residual = true};
  options.head = {.voxels = 8, .first_channels = 16, .middle_channels = 4};
  return options;
}

class EvaluateTest : public ::testing::Test {
 protected:
  EvaluateTest() {
    Project opened = project.open();
    align(opened, {}, {});
    torch::manual_seed(1);
    save("camera.safetensors", TargetFrame::camera);
    options.model = scratch / "camera.safetensors";
    options.project = project.folder();
    options.data = SampleProject::data_options();
    options.splits = {Split::train, Split::validation, Split::test};
  }

  void save(const std::string& name, TargetFrame frame) {
    ModelDescription description;
    description.network = small_network();
    description.target.frame = frame;
    description.clip_frames = 4;
    description.run = "a run";
    description.data_fingerprint = data_fingerprint;
    TargetOptions target;
    target.frame = frame;
    description.mean_pose_mm =
        SampleSet(project.folder(), SampleProject::data_options(), target, {}).mean_pose_mm();
    NetworkModule network(description.network);
    save_model(scratch / name, description, network);
  }

  static const ComparisonRow* row_of(const Evaluation& evaluation, const std::string& name,
                                     const std::string& split) {
    const auto& rows = evaluation.comparison.rows;
    const auto found = std::ranges::find_if(
        rows, [&](const ComparisonRow& row) { return row.name == name && row.split == split; });
    return found == rows.end() ? nullptr : &*found;
  }

  std::string data_fingerprint;
  SampleProject project;
  TemporaryFolder scratch;
  EvaluateOptions options;
};

TEST_F(EvaluateTest, measures_the_model_and_the_mean_pose_on_the_same_frames) {
  const Evaluation evaluation = evaluate(options, {});
  EXPECT_EQ(evaluation.comparison.protocol.crops, CropSource::exact);
  for (const char* split : {"train", "val", "test"}) {
    const ComparisonRow* own = row_of(evaluation, "a run", split);
    const ComparisonRow* mean = row_of(evaluation, mean_pose_row, split);
    ASSERT_NE(own, nullptr) << split;
    ASSERT_NE(mean, nullptr) << split;
    EXPECT_EQ(own->scores.frames, mean->scores.frames) << split;
    EXPECT_EQ(own->dataset, SampleProject::dataset);
    EXPECT_GT(mean->scores.mpjpe_mm, 10) << "people move";
    EXPECT_GT(own->scores.mpjpe_mm, 10) << "nobody has trained this network";
  }
  EXPECT_NE(row_of(evaluation, other_frame_row(TargetFrame::camera), "test"), nullptr);
  EXPECT_FALSE(evaluation.notes.empty());
}

TEST_F(EvaluateTest, a_split_that_has_nothing_to_measure_on_is_said) {
  options.splits = {Split::test, Split::independent};
  const Evaluation evaluation = evaluate(options, {});
  EXPECT_EQ(row_of(evaluation, "a run", "independent"), nullptr);
  EXPECT_THAT(texts_of(evaluation.notes), ::testing::Contains(::testing::HasSubstr("split independent")));
}

TEST_F(EvaluateTest, universal_models_stand_beside_the_camera_frames_mean_pose) {
  save("universal.safetensors", TargetFrame::universal);
  options.model = scratch / "universal.safetensors";
  const Evaluation evaluation = evaluate(options, {});
  const ComparisonRow* mean = row_of(evaluation, mean_pose_row, "test");
  const ComparisonRow* other = row_of(evaluation, "mean pose, camera frame", "test");
  ASSERT_NE(mean, nullptr);
  ASSERT_NE(other, nullptr);
  EXPECT_NE(mean->scores.mpjpe_mm, other->scores.mpjpe_mm);
}

TEST_F(EvaluateTest, compare_reads_its_archives_and_finds_the_same_figures) {
  options.poses_file = scratch / "a run.npz";
  options.truth_file = scratch / "truth.npz";
  const Evaluation evaluation = evaluate(options, {});
  const Comparison compared = compare_poses(options.truth_file, {options.poses_file}, {});
  EXPECT_EQ(compared.sequences, evaluation.comparison.sequences);
  for (const ComparisonRow& row : compared.rows) {
    const ComparisonRow* own = row_of(evaluation, "a run", row.split);
    ASSERT_NE(own, nullptr) << row.split;
    EXPECT_NEAR(row.scores.mpjpe_mm, own->scores.mpjpe_mm, 1e-3);
    EXPECT_NEAR(row.scores.p_mpjpe_mm, own->scores.p_mpjpe_mm, 1e-3);
    EXPECT_EQ(row.scores.frames, own->scores.frames);
  }
}

TEST_F(EvaluateTest, the_truth_is_written_without_a_prediction) {
  options.truth_file = scratch / "truth.npz";
  evaluate(options, {});
  EvaluateOptions alone = options;
  alone.truth_file = scratch / "alone.npz";
  write_true_poses(alone, {});
  const PoseArchive with(options.truth_file);
  const PoseArchive without(alone.truth_file);
  ASSERT_EQ(with.sequences().size(), without.sequences().size());
  for (std::size_t i = 0; i < with.sequences().size(); ++i) {
    EXPECT_EQ(with.sequences()[i].name, without.sequences()[i].name);
    EXPECT_TRUE(std::ranges::equal(with.poses_mm(i), without.poses_mm(i), [](float a, float b) {
      return a == b || (std::isnan(a) && std::isnan(b));
    }));
  }
}

TEST_F(EvaluateTest, the_worst_clips_are_those_of_the_archives) {
  options.splits = {Split::test};
  options.poses_file = scratch / "poses.npz";
  options.truth_file = scratch / "truth.npz";
  const Evaluation evaluation = evaluate(options, {});
  ASSERT_FALSE(evaluation.worst.empty());
  EXPECT_TRUE(std::ranges::is_sorted(evaluation.worst, std::greater(), &WorstClip::mpjpe_mm));
  const PoseArchive truth(options.truth_file);
  const PoseArchive poses(options.poses_file);
  for (const WorstClip& clip : evaluation.worst) {
    const auto at = truth.index_of(clip.sequence + "/" + clip.camera);
    ASSERT_GE(at, 0) << clip.sequence << " " << clip.camera;
    const std::vector<float> expected = truth.poses_mm(static_cast<std::size_t>(at));
    const std::vector<float> found = poses.poses_mm(static_cast<std::size_t>(at));
    double sum = 0;
    int frames = 0;
    const auto last =
        static_cast<std::int64_t>(SampleProject::frames);  // of a track: its last clip is shorter
    for (std::int64_t frame = clip.first_frame; frame < std::min(clip.first_frame + 4, last); ++frame) {
      double of_frame = 0;
      int joints = 0;
      for (std::int64_t joint = 0; joint < joint_count; ++joint) {
        double squares = 0;
        for (int axis = 0; axis < 3; ++axis) {
          const auto i = static_cast<std::size_t>((frame * joint_count + joint) * 3 + axis);
          squares += std::pow(static_cast<double>(expected[i]) - static_cast<double>(found[i]), 2);
        }
        if (!std::isfinite(squares)) continue;
        of_frame += std::sqrt(squares);
        ++joints;
      }
      if (joints == 0) continue;
      sum += of_frame / joints;
      ++frames;
    }
    ASSERT_GT(frames, 0);
    EXPECT_NEAR(clip.mpjpe_mm, sum / frames, 0.01) << clip.first_frame;
  }
}

TEST_F(EvaluateTest, what_is_measured_of_runs_is_kept_with_them) {
  TrainingOptions trained;
  trained.name = "kept";
  trained.data = options.data;
  trained.data.datasets = {SampleProject::dataset};
  const std::filesystem::path run = create_run(project.folder(), trained);
  fs::copy_file(scratch / "camera.safetensors", run / "best.safetensors");
  options.model = run;
  options.splits = {Split::test};
  options.poses_file = scratch / "own.npz";
  const EvaluatedTogether together = evaluate_beside(options, {}, {});
  measure_methods(options, {{"same poses", options.poses_file}}, {});
  const std::vector<KeptResult> kept = read_results(run);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].method, "a run");
  EXPECT_THAT(kept[0].trained_on, ::testing::ElementsAre(SampleProject::dataset));
  EXPECT_EQ(kept[0].comparison.rows.front().scores.mpjpe_mm,
            together.first.comparison.rows.front().scores.mpjpe_mm);
  EXPECT_FALSE(kept[1].of_run);
  EXPECT_GT(kept[0].data_revision, 0);
  EXPECT_EQ(kept[1].data_revision, kept[0].data_revision);
  EXPECT_EQ(kept[1].method, "same poses");
  EXPECT_NEAR(kept[1].comparison.rows.front().scores.mpjpe_mm,
              kept[0].comparison.rows.front().scores.mpjpe_mm, 1e-3);
  const ResultTable table = table_of(kept, conditions_of(options), false, 0);
  EXPECT_EQ(table.measured.front().method, mean_pose_row);
}

TEST_F(EvaluateTest, detected_crops_are_said_wherever_the_figures_stand) {
  options.protocol.crops = CropSource::detected;
  options.poses_file = scratch / "poses.npz";
  options.truth_file = scratch / "truth.npz";
  const Evaluation evaluation = evaluate(options, {});
  EXPECT_EQ(evaluation.comparison.protocol.crops, CropSource::detected);
  EXPECT_EQ(evaluation.comparison.protocol.frame, "camera");
  const ComparisonRow* mean = row_of(evaluation, mean_pose_row, "test");
  ASSERT_NE(mean, nullptr);
  EXPECT_GT(mean->scores.frames, 0);
  const Comparison again = compare_poses(options.truth_file, {options.poses_file}, {});
  EXPECT_EQ(again.protocol.crops, CropSource::detected);
  EXPECT_EQ(again.protocol.frame, "camera");
}

TEST_F(EvaluateTest, of_17_joints_those_are_measured_that_the_model_answers) {
  const ComparisonRow fifteen = *row_of(evaluate(options, {}), "a run", "test");
  options.protocol = protocol_named("h36m-17");
  const Evaluation evaluation = evaluate(options, {});
  const ComparisonRow& seventeen = *row_of(evaluation, "a run", "test");
  EXPECT_THAT(texts_of(evaluation.notes), ::testing::Contains(::testing::HasSubstr("15 of the 17 joints")));
  EXPECT_EQ(evaluation.comparison.protocol.averaging, Averaging::actions);
  EXPECT_EQ(seventeen.scores.joints, fifteen.scores.joints);
  EXPECT_NEAR(seventeen.scores.mpjpe_mm, fifteen.scores.mpjpe_mm, 1e-9);
  EXPECT_EQ(seventeen.scores.joints_missing_in_truth, 2 * seventeen.scores.frames);
  EXPECT_TRUE(std::isnan(seventeen.scores.per_joint_mm.at(9))) << "the nose";
}

TEST_F(EvaluateTest, rejected_frames_are_left_out_of_the_scores_and_counted) {
  const Evaluation before = evaluate(options, {});
  EXPECT_EQ(before.frames_rejected, 0);
  {
    Project opened = project.open();
    for (const SequenceRecord& sequence : opened.catalog().sequences)
      testing::give(opened, testing::verdict_on(sequence.id, {30, 32}));
  }
  const Evaluation after = evaluate(options, {});
  std::int64_t fewer = 0;
  for (const char* split : {"train", "val", "test"})
    fewer += row_of(before, mean_pose_row, split)->scores.frames -
             row_of(after, mean_pose_row, split)->scores.frames;
  EXPECT_GT(fewer, 0);
  EXPECT_EQ(after.frames_rejected, fewer);
  EXPECT_THAT(texts_of(after.notes),
              ::testing::Contains(::testing::HasSubstr("rejected and left out of the scores")));
  options.with_rejected = true;
  const Evaluation kept = evaluate(options, {});
  EXPECT_EQ(kept.frames_rejected, 0);
  EXPECT_EQ(row_of(kept, mean_pose_row, "test")->scores.frames,
            row_of(before, mean_pose_row, "test")->scores.frames);
}

TEST_F(EvaluateTest, estimated_joints_can_be_left_out_of_the_scores) {
  options.splits = {Split::test};
  const Evaluation all = evaluate(options, {});
  options.without_estimated = true;
  const Evaluation own = evaluate(options, {});
  const PoseScores& measured = row_of(own, mean_pose_row, "test")->scores;
  EXPECT_EQ(measured.frames, row_of(all, mean_pose_row, "test")->scores.frames);
  for (const Joint joint : {Joint::neck, Joint::head})
    EXPECT_TRUE(std::isnan(measured.per_joint_mm[static_cast<std::size_t>(index_of(joint))]));
  EXPECT_EQ(measured.per_joint_mm[static_cast<std::size_t>(index_of(Joint::left_wrist))],
            row_of(all, mean_pose_row, "test")
                ->scores.per_joint_mm[static_cast<std::size_t>(index_of(Joint::left_wrist))]);
  EXPECT_THAT(texts_of(own.notes),
              ::testing::Contains(::testing::HasSubstr("neck from lsho and rsho, head from nose")));
}

TEST_F(EvaluateTest, held_out_cameras_can_stand_alone) {
  options.splits = {Split::test};
  options.data.held_out_cameras = {"c03"};
  const std::int64_t all = row_of(evaluate(options, {}), mean_pose_row, "test")->scores.frames;
  options.held_out_cameras_only = true;
  EXPECT_EQ(row_of(evaluate(options, {}), mean_pose_row, "test")->scores.frames, all / 2);
}

TEST(SampleVideos, a_camera_is_named_in_every_dataset_or_in_its_own) {
  EXPECT_TRUE(names_camera("c03", "Dancers/c03"));
  EXPECT_TRUE(names_camera("Dancers/c03", "Dancers/c03"));
  EXPECT_FALSE(names_camera("another/c03", "Dancers/c03"));
  EXPECT_FALSE(names_camera("c0", "Dancers/c03"));
}

TEST_F(EvaluateTest, splits_drawn_otherwise_than_for_the_training_are_noted) {
  const auto noted = ::testing::Contains(::testing::HasSubstr("may have been learnt from"));
  data_fingerprint = SampleSet(project.folder(), options.data, {}, {}).fingerprint();
  save("camera.safetensors", TargetFrame::camera);
  EXPECT_THAT(texts_of(evaluate(options, {}).notes), ::testing::Not(noted));
  options.data.clips.seed += 1;
  EXPECT_THAT(texts_of(evaluate(options, {}).notes), noted);
}

TEST_F(EvaluateTest, unknown_datasets_are_named) {
  options.datasets = {SampleProject::dataset};
  EXPECT_NE(row_of(evaluate(options, {}), mean_pose_row, "test"), nullptr);
  options.datasets = {"Nobody's"};
  EXPECT_THAT([&] { evaluate(options, {}); },
              ::testing::ThrowsMessage<Error>(::testing::HasSubstr("Nobody's")));
}

TEST_F(EvaluateTest, many_ranges_at_once_are_what_each_is_alone) {
  PoseModel model(options.model);
  const SampleSet samples(project.folder(), options.data, model.description().target, {});
  CropStore crops(samples, scratch / "crops", 16);
  crops.fill(samples.clips(Split::train), {});
  std::vector<VideoRange> ranges;
  for (const SampleClip& clip : samples.clips(Split::train))
    ranges.push_back({clip.video, {clip.first_frame, clip.first_frame + samples.clip_length()}});
  ASSERT_GT(ranges.size(), 4u);
  RangePredictor predictor(options.model, std::nullopt, "cpu", {});
  const JobContext context;
  ProgressMeter meter(context, "frames", 0);
  const auto together = predictor.predict(crops, ranges, meter, context);
  ASSERT_EQ(together.size(), ranges.size());
  for (std::size_t i = 0; i < ranges.size(); ++i)
    EXPECT_EQ(together[i].poses_mm,
              predict_range(model, crops, ranges[i].video, ranges[i].range, {}, {}).poses_mm)
        << i;
}

TEST_F(EvaluateTest, reliability_is_measured_and_on_request_kept_with_the_model) {
  const std::string before = fingerprint_of_file(options.model);
  const Evaluation measured = evaluate(options, {});
  ASSERT_TRUE(measured.reliability);
  EXPECT_EQ(fingerprint_of_file(options.model), before) << "nobody asked for it to be kept";
  EXPECT_FALSE(read_model_description(options.model).reliability);
  options.store_reliability = true;
  const Evaluation kept = evaluate(options, {});
  const ModelDescription model = read_model_description(options.model);
  EXPECT_EQ(model.reliability, measured.reliability);
  EXPECT_EQ(model.run, "a run");
  EXPECT_EQ(evaluate(options, {}).comparison.rows.front().scores.mpjpe_mm,
            measured.comparison.rows.front().scores.mpjpe_mm)
      << "the weights are what they were";
}

TEST_F(EvaluateTest, splits_without_clips_and_folders_without_a_run_are_refused) {
  options.splits = {Split::independent};
  EXPECT_THROW(evaluate(options, {}), Error);
  options.model = project.folder();
  EXPECT_THROW(evaluate(options, {}), Error);
}

TEST_F(EvaluateTest, every_frame_of_a_range_is_predicted_whatever_its_length) {
  PoseModel model(options.model);
  const SampleSet samples(project.folder(), options.data, model.description().target, {});
  CropStore crops(samples, scratch / "crops", 16);
  crops.fill(samples.clips(Split::train), {});
  const SampleClip clip = samples.clips(Split::train).front();
  const std::vector<float> whole =
      predict_range(model, crops, clip.video, {clip.first_frame, clip.first_frame + 20}, {}, {}).poses_mm;
  for (const int frames : {1, 3, 4, 5, 19}) {
    const std::vector<float> part =
        predict_range(model, crops, clip.video, {clip.first_frame, clip.first_frame + frames}, {}, {})
            .poses_mm;
    ASSERT_EQ(part.size(), static_cast<std::size_t>(frames) * 45);
    EXPECT_TRUE(std::ranges::all_of(part, [](float value) { return std::isfinite(value); })) << frames;
    // The first frame is in the first window only, which sees the same four frames.
    if (frames >= 4) {
      EXPECT_NEAR(part[44], whole[44], 1e-2) << frames;
    }
  }
}

}  // namespace
}  // namespace solopose

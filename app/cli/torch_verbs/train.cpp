#include "app/cli/option_flags.h"

#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "app/cli/ratio.h"
#include "app/cli/torch_verbs/torch_verbs.h"
#include "core/augmotion/stored_options.h"
#include "core/base/counted.h"
#include "core/files/byte_cursor.h"
#include "core/project/catalog.h"
#include "core/project/output_guard.h"
#include "core/project/project.h"
#include "core/runs/process_place.h"
#include "core/runs/settled_options.h"
#include "core/samples/sample_set.h"
#include "core/training/trainer.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

struct TrainArguments : VerbArguments {
  fs::path config;
  fs::path out;
  std::string preset;
  std::optional<std::uint64_t> seed;
  std::optional<std::int64_t> steps;
  std::optional<std::int64_t> epochs;
  std::optional<int> accumulate;
  std::optional<int> workers;
  std::string device;
  fs::path clip_weights;
  std::string clip_activation;
  fs::path from;
  bool encoder_only = false;
  std::vector<std::string> freeze;
  bool resume = false;
  bool with_rejected = false;
  bool without_estimated = false;
  bool allow_outside = false;
};

std::string text_of(const fs::path& file) {
  const ByteBuffer bytes = bytes_of_file(file);
  return {bytes.begin(), bytes.end()};
}

/// The stages keep their proportion.
void set_steps(TrainingOptions& options, std::int64_t steps) {
  if (options.stages == StageKind::end_to_end) {
    options.clips_stage.steps = steps;
    return;
  }
  const double share = static_cast<double>(options.frames_stage.steps) / static_cast<double>(options.steps());
  options.frames_stage.steps = std::llround(share * static_cast<double>(steps));
  options.clips_stage.steps = steps - options.frames_stage.steps;
}

/// So many passes over the training clips in each stage.
void set_epochs(TrainingOptions& options, std::int64_t epochs, const fs::path& project) {
  const SampleKind kind = options.network.sees_pictures() ? SampleKind::videos : SampleKind::tracks;
  const auto clips =
      std::ssize(SampleSet(project, options.data, options.target, {}, kind).clips(Split::train));
  for (StageOptions* stage : {&options.frames_stage, &options.clips_stage}) {
    const std::int64_t of_a_step = std::int64_t{stage->batch} * options.accumulate;
    if (stage->steps > 0) stage->steps = std::max<std::int64_t>(1, epochs * clips / of_a_step);
  }
}

void set_start(const TrainArguments& arguments, StartOptions& start) {
  if (!arguments.from.empty()) start.model = fs::absolute(arguments.from);
  if (arguments.encoder_only) start.part = StartPart::encoder;
  for (const std::string& part : arguments.freeze) {
    start.freeze_encoder |= part == "encoder";
    start.freeze_temporal |= part == "temporal";
    start.freeze_head |= part == "head";
  }
}

TrainingOptions options_of_file(const fs::path& file) {
  const std::string text = text_of(file);
  try {
    return TrainingOptions::from_json(text);
  } catch (const Error& failure) {
    throw Error(fmt::format("{}: {}", file.string(), failure.what()));
  }
}

/// A preset's, over the clips that the project is cut into.
TrainingOptions options_of_preset(const TrainArguments& arguments) {
  TrainingOptions options = TrainingOptions::preset(arguments.preset.empty() ? "tiny" : arguments.preset);
  options.data.clips = clip_options_of(Project::open(arguments.folder));
  options.data.clip_frames = std::min<int>(options.data.clip_frames, options.data.clips.length);
  return options;
}

TrainingOptions options_of(const TrainArguments& arguments) {
  TrainingOptions options =
      arguments.config.empty() ? options_of_preset(arguments) : options_of_file(arguments.config);
  if (arguments.seed) options.seed = *arguments.seed;
  if (arguments.steps) set_steps(options, *arguments.steps);
  if (arguments.accumulate) options.accumulate = *arguments.accumulate;
  if (arguments.workers) options.loader_threads = *arguments.workers;
  if (!arguments.device.empty()) options.device = arguments.device;
  if (!arguments.clip_weights.empty()) options.clip_weights = arguments.clip_weights;
  if (!arguments.clip_activation.empty())
    options.network.clip.activation =
        arguments.clip_activation == "gelu" ? ClipActivation::gelu : ClipActivation::quick_gelu;
  set_start(arguments, options.start);
  if (arguments.with_rejected) options.data.with_rejected = true;
  if (arguments.without_estimated) options.data.without_estimated = true;
  if (arguments.allow_outside) options.data.allow_outside = true;
  if (arguments.epochs) set_epochs(options, *arguments.epochs, arguments.folder);
  return settled(std::move(options));
}

/// Of several processes only the first makes the folder; it tells the others.
fs::path run_folder_of(const TrainArguments& arguments) {
  if (!process_place().leads()) return arguments.out;
  if (arguments.resume) {
    if (arguments.steps) extend_run(arguments.out, *arguments.steps);
    return arguments.out;
  }
  const TrainingOptions options = options_of(arguments);
  if (arguments.out.empty()) return create_run(arguments.folder, options);
  guard_output(arguments.out,
               {.project = arguments.folder, .inputs = {{arguments.config, "the configuration"}}});
  if (!is_unbegun_run(arguments.out, options)) create_run_in(arguments.out, options);
  return arguments.out;
}

std::string epoch_line(const EpochRecord& epoch) {
  return fmt::format(
      "epoch {}  step {}  loss {:.4f}  validation {:.4f}  MPJPE {:.1f} mm  (best {:.1f}, mean pose "
      "{:.1f})  {:.0f} s",
      epoch.epoch, epoch.step, epoch.train_loss, epoch.validation_loss, epoch.mpjpe_mm, epoch.best_mpjpe_mm,
      epoch.mean_pose_mpjpe_mm, epoch.seconds);
}

/// Of what the run learns from.
std::int64_t frames_left_out(const Project& project, const DataOptions& data) {
  return data.with_rejected ? 0 : rejected_frames(project.catalog(), data.datasets);
}

void print_result(const Run& run, std::int64_t rejected, Console& console, bool json) {
  const EpochRecord last = run.epochs.empty() ? EpochRecord() : run.epochs.back();
  const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
  if (json) {
    console.print(Json{{"run", run.folder.string()},
                       {"state", name_of(run.state)},
                       {"steps", last.step},
                       {"epochs", last.epoch},
                       {"seconds", last.seconds},
                       {"frame", name_of(run.options.target.frame)},
                       {"frames_rejected", rejected},
                       {"validation_loss", number(last.validation_loss)},
                       {"mpjpe_mm", number(last.mpjpe_mm)},
                       {"best_mpjpe_mm", number(last.best_mpjpe_mm)},
                       {"mean_pose_mpjpe_mm", number(last.mean_pose_mpjpe_mm)},
                       {"model", run.best_model().string()}});
    return;
  }
  console.print(
      fmt::format("{}: {} after {} steps, {:.0f} s\nvalidation MPJPE {:.1f} mm (best {:.1f}), the mean pose "
                  "{:.1f} mm{}; root-relative, {} frame{}\n",
                  run.folder.string(), name_of(run.state), last.step, last.seconds, last.mpjpe_mm,
                  last.best_mpjpe_mm, last.mean_pose_mpjpe_mm,
                  compared(last.best_mpjpe_mm, last.mean_pose_mpjpe_mm), name_of(run.options.target.frame),
                  rejected > 0 ? fmt::format("; {} rejected and left out", counted(rejected, "frame")) : ""));
}

/// What went wrong has been said, and a failure to tidy up must not hide it.
void drop_if_unbegun(const fs::path& run) {
  try {
    drop_unbegun_run(run);
  } catch (const std::exception&) {
    return;
  }
}

void run_train(const TrainArguments& arguments, Console& console) {
  if (arguments.resume && arguments.out.empty()) throw CLI::RequiredError("--out");
  Project project = Project::open(arguments.folder);
  const ProcessPlace place = process_place();
  const fs::path folder = run_folder_of(arguments);
  TrainingControl control;
  TrainingObserver observer;
  if (place.leads()) observer.epoch = [&](const EpochRecord& epoch) { console.say(epoch_line(epoch)); };
  if (!place.leads()) {
    JobContext silent;
    silent.stop = console.job().stop;
    train(arguments.folder, folder, control, observer, silent);
    return;
  }
  try {
    console.run_logged(project, "train", [&](const JobContext& context) {
      train(arguments.folder, folder, control, observer, context);
    });
  } catch (const Cancelled&) {
    const std::int64_t step = read_run(folder).checkpoint_step;
    console.say(step == 0
                    ? fmt::format("{}: stopped before its first step was done", folder.string())
                    : fmt::format("{}: stopped; a checkpoint holds step {}, from which --resume goes on",
                                  folder.string(), step));
    throw;
  } catch (const std::exception&) {
    if (!arguments.resume) drop_if_unbegun(folder);
    throw;
  }
  const Run run = read_run(folder);
  print_result(run, frames_left_out(project, run.options.data), console, arguments.json);
}

}  // namespace

void add_train(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<TrainArguments>();
  CLI::App* verb =
      add_project_verb(program, "train", "Train the network on a project's videos or motions", *arguments);
  verb->footer(
      "Ctrl-C ends a run after the step under way; --resume goes on from there. Several processes train one "
      "network\n"
      "together under torchrun, mpirun or srun, or with RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT set.");
  CLI::Option* config = verb->add_option("--config", arguments->config,
                                         "Options as a run's config.json has them; tiny's without")
                            ->type_name("FILE.json");
  CLI::Option* preset =
      verb->add_option("--preset", arguments->preset, "Options of this size instead of a file's")
          ->check(CLI::IsMember(words_of(names_of(TrainingOptions::presets()))))
          ->excludes(config);
  verb->add_option("--out", arguments->out, "The run's folder; a new one in DIR/runs without")
      ->type_name("RUN");
  CLI::Option* steps =
      verb->add_option("--steps", arguments->steps,
                       "Of all stages together, which keep their proportion; with --resume the "
                       "last stage gets what was not done")
          ->check(CLI::PositiveNumber);
  CLI::Option* from =
      verb->add_option("--from", arguments->from, "Begin with this model's weights instead of random ones")
          ->type_name("MODEL")
          ->check(CLI::ExistingFile);
  const std::vector<CLI::Option*> of_new_runs = {
      config,
      preset,
      verb->add_option("--seed", arguments->seed, "Of weights, order and augmentation"),
      verb->add_option("--epochs", arguments->epochs,
                       "Passes over the training clips in each stage, instead of steps")
          ->check(CLI::PositiveNumber)
          ->excludes(steps),
      from,
      verb->add_flag("--encoder-only", arguments->encoder_only, "Of --from's model take the encoder alone")
          ->needs(from),
      verb->add_option("--freeze", arguments->freeze, "Parts that stay as they are: encoder, temporal, head")
          ->delimiter(',')
          ->check(CLI::IsMember({"encoder", "temporal", "head"})),
      verb->add_option(
              "--accumulate", arguments->accumulate,
              "Batches of a step, whose gradient is their mean: for steps that memory is too small for")
          ->check(CLI::PositiveNumber),
      verb->add_option("--clip-weights", arguments->clip_weights,
                       "CLIP's weights (TorchScript or safetensors), which preset base sees by")
          ->type_name("FILE"),
      verb->add_option(
              "--clip-activation", arguments->clip_activation,
              "What they were trained with, where neither OpenAI's checksums nor a config beside them "
              "say it: quickgelu (OpenAI) or gelu (most of open_clip)")
          ->check(CLI::IsMember({"quickgelu", "gelu"})),
      verb->add_option("--device", arguments->device, "The network's")
          ->check(CLI::IsMember(words_of(device_names()))),
      verb->add_option("--workers", arguments->workers, "Threads that prepare batches ahead")
          ->check(CLI::PositiveNumber),
      verb->add_flag("--with-rejected", arguments->with_rejected,
                     "Frames that people reject are learnt from, too"),
      verb->add_flag("--without-estimated", arguments->without_estimated,
                     "Nothing is learnt from joints that a dataset does not have but estimates (see info)"),
      verb->add_flag("--allow-outside", arguments->allow_outside,
                     "Begin though over 1 % of a joint lies outside the volume")};
  CLI::Option* resume = verb->add_flag("--resume", arguments->resume, "Go on with the run at --out");
  for (CLI::Option* option : of_new_runs) resume->excludes(option);
  verb->callback([arguments, &console] { run_train(*arguments, console); });
}

}  // namespace solopose

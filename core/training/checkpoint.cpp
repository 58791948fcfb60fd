#include "core/training/checkpoint.h"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/network/tensor_file.h"
#include "core/options/differences.h"
#include "core/options/options_json.h"

namespace solopose {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kind = "solopose training state 1";

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

double number_or(const Json& document, const char* key, double otherwise) {
  const Json& found = document.at(key);
  return found.is_null() ? otherwise : found.get<double>();
}

Json as_json(const EpochRecord& epoch) {
  return {{"stage", epoch.stage},
          {"epoch", epoch.epoch},
          {"step", epoch.step},
          {"train_loss", number(epoch.train_loss)},
          {"validation_loss", number(epoch.validation_loss)},
          {"mpjpe_mm", number(epoch.mpjpe_mm)},
          {"mean_pose_mpjpe_mm", number(epoch.mean_pose_mpjpe_mm)},
          {"best_mpjpe_mm", number(epoch.best_mpjpe_mm)},
          {"epochs_without_progress", epoch.epochs_without_progress},
          {"seconds", epoch.seconds}};
}

EpochRecord epoch_from(const Json& document) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  return {.stage = document.at("stage").get<int>(),
          .epoch = document.at("epoch").get<int>(),
          .step = document.at("step").get<std::int64_t>(),
          .train_loss = number_or(document, "train_loss", none),
          .validation_loss = number_or(document, "validation_loss", none),
          .mpjpe_mm = number_or(document, "mpjpe_mm", none),
          .mean_pose_mpjpe_mm = number_or(document, "mean_pose_mpjpe_mm", none),
          .best_mpjpe_mm = number_or(document, "best_mpjpe_mm", none),
          .epochs_without_progress = document.at("epochs_without_progress").get<int>(),
          .seconds = document.at("seconds").get<double>()};
}

Json as_json(const TrainingPosition& position) {
  return {{"stage", position.stage},
          {"stage_step", position.stage_step},
          {"stage_ended", position.stage_ended},
          {"epoch_due", position.epoch_due},
          {"step", position.step},
          {"epoch", position.epoch},
          {"best_mpjpe_mm", number(position.best_mpjpe_mm)},
          {"epochs_without_progress", position.epochs_without_progress},
          {"seconds", position.seconds},
          {"loss_sum", position.loss_sum},
          {"loss_steps", position.loss_steps},
          {"halvings", position.plateau.halvings},
          {"epochs_since_halving", position.plateau.epochs_without_progress},
          {"optimizer_steps", position.optimizer_steps},
          {"average_updates", position.average_updates},
          {"last_epoch", position.last_epoch ? as_json(*position.last_epoch) : Json(nullptr)}};
}

/// Reads counts and refuses what no run can have come to.
class PositionReader {
 public:
  PositionReader(const Json& document, const std::filesystem::path& file)
      : document_(document), file_(file) {}

  void count(const char* key, int& value, int most = std::numeric_limits<int>::max()) const {
    std::int64_t wide = 0;
    count(key, wide, std::int64_t{most});
    value = static_cast<int>(wide);
  }
  void count(const char* key, std::int64_t& value, std::int64_t most = std::int64_t{1} << 53) const {
    const Json& found = document_.at(key);
    if (!found.is_number_unsigned() || found.get<std::uint64_t>() > static_cast<std::uint64_t>(most)) {
      throw FormatError(file_, fmt::format("position: {}", key), fmt::format("a whole number up to {}", most),
                        found.is_number() ? found.dump() : found.type_name());
    }
    value = found.get<std::int64_t>();
  }

 private:
  const Json& document_;
  const std::filesystem::path& file_;
};

TrainingPosition position_from(const Json& document, const std::filesystem::path& file) {
  const PositionReader read(document, file);
  TrainingPosition position;
  read.count("stage", position.stage, 1);
  read.count("stage_step", position.stage_step);
  position.stage_ended = document.at("stage_ended").get<bool>();
  position.epoch_due = document.value("epoch_due", false);
  read.count("step", position.step);
  read.count("epoch", position.epoch);
  position.best_mpjpe_mm = number_or(document, "best_mpjpe_mm", std::numeric_limits<double>::infinity());
  read.count("epochs_without_progress", position.epochs_without_progress);
  position.seconds = document.at("seconds").get<double>();
  position.loss_sum = document.at("loss_sum").get<double>();
  read.count("loss_steps", position.loss_steps);
  read.count("halvings", position.plateau.halvings);
  read.count("epochs_since_halving", position.plateau.epochs_without_progress);
  read.count("optimizer_steps", position.optimizer_steps);
  read.count("average_updates", position.average_updates);
  const Json& last = document.at("last_epoch");
  if (!last.is_null()) position.last_epoch = epoch_from(last);
  return position;
}

/// Those that config_that_matters() has left out are the usual ones.
TrainingOptions options_of(const std::string& config, const std::filesystem::path& file) {
  try {
    TrainingOptions options;
    read_options("config", config, options);
    options.network.complete_older_file();
    return options;
  } catch (const Error& failure) {
    throw FormatError(file, "config", "a run's options", failure.what());
  }
}

}  // namespace

void write_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint) {
  write_tensors(file, checkpoint.tensors,
                {{"kind", kind},
                 {"position", as_json(checkpoint.position).dump()},
                 {"config", checkpoint.config},
                 {"data_fingerprint", checkpoint.data_fingerprint}});
}

Checkpoint read_checkpoint(const std::filesystem::path& file) {
  TensorFile found = read_tensors(file);
  if (found.metadata["kind"] != kind) {
    throw FormatError(file, "kind", kind, found.metadata["kind"].empty() ? "none" : found.metadata["kind"]);
  }
  Checkpoint checkpoint;
  try {
    checkpoint.position = position_from(Json::parse(found.metadata["position"]), file);
  } catch (const Json::exception&) {
    throw FormatError(file, "position", "how far the training has come", "something else");
  }
  checkpoint.config = found.metadata["config"];
  checkpoint.data_fingerprint = found.metadata["data_fingerprint"];
  checkpoint.tensors = std::move(found.tensors);
  return checkpoint;
}

std::string config_that_matters(const TrainingOptions& options) {
  Json document = Json::parse(options.to_json());
  for (const char* key : {"name", "notes", "threads", "loader_threads", "device", "mixed_precision",
                          "mixed_precision_on_cpu", "clip_weights"}) {
    document.erase(key);
  }
  // A run may be given more steps, and what it began with is in its checkpoints.
  for (const char* stage : {"frames_stage", "clips_stage"}) document[stage].erase("steps");
  for (const char* key : {"model", "part"}) document["start"].erase(key);
  return document.dump();
}

void require_same_origin(const std::filesystem::path& file, const Checkpoint& checkpoint,
                         const std::string& config, const std::string& data_fingerprint) {
  if (checkpoint.config != config) {
    const auto different = differences(option_texts(options_of(config, file)),
                                       option_texts(options_of(checkpoint.config, file)));
    if (!different.empty()) {
      const auto& [path, here, there] = different.front();
      throw Error(fmt::format("{}: is from another config: {}: config.json has {}, the checkpoint {}",
                              file.string(), path, here, there));
    }
  }  // else an earlier version wrote it, which did not know all of today's options
  if (checkpoint.data_fingerprint != data_fingerprint) {
    throw Error(
        fmt::format("{}: was trained on other data: the project's clips, verdicts or videos have changed "
                    "since; start a new run",
                    file.string()));
  }
}

void restore(const torch::Tensor& tensor, const Checkpoint& checkpoint, const std::string& name,
             const std::filesystem::path& file) {
  const auto found = checkpoint.tensors.find(name);
  if (found == checkpoint.tensors.end()) throw FormatError(file, name, "a tensor", "none");
  const torch::Tensor& from = found->second;
  if (from.sizes() != tensor.sizes() || from.scalar_type() != tensor.scalar_type()) {
    throw FormatError(
        file, name,
        fmt::format("{} ({})", torch::toString(tensor.scalar_type()), fmt::join(tensor.sizes(), ", ")),
        fmt::format("{} ({})", torch::toString(from.scalar_type()), fmt::join(from.sizes(), ", ")));
  }
  const torch::NoGradGuard no_gradient;
  tensor.copy_(from);
}

}  // namespace solopose

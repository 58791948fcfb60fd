#include "core/runs/run_log.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/base/write_error.h"

namespace solopose {
namespace {

using Json = nlohmann::ordered_json;

/// JSON knows no NaN.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

double number_of(const Json& line, const char* key) {
  const Json& found = line.at(key);
  return found.is_null() ? std::numeric_limits<double>::quiet_NaN() : found.get<double>();
}

StepRecord step_of(const Json& line) {
  return {.stage = line.at("stage").get<int>(),
          .step = line.at("step").get<std::int64_t>(),
          .loss = number_of(line, "loss"),
          .learning_rate = number_of(line, "learning_rate"),
          .frames_per_second = number_of(line, "frames_per_second"),
          .seconds = number_of(line, "seconds")};
}

EpochRecord epoch_of(const Json& line) {
  return {.stage = line.at("stage").get<int>(),
          .epoch = line.at("epoch").get<int>(),
          .step = line.at("step").get<std::int64_t>(),
          .train_loss = number_of(line, "train_loss"),
          .validation_loss = number_of(line, "validation_loss"),
          .mpjpe_mm = number_of(line, "mpjpe_mm"),
          .mean_pose_mpjpe_mm = number_of(line, "mean_pose_mpjpe_mm"),
          .best_mpjpe_mm = number_of(line, "best_mpjpe_mm"),
          .epochs_without_progress = line.at("epochs_without_progress").get<int>(),
          .seconds = number_of(line, "seconds")};
}

void take_line(const Json& line, RunHistory& history) {
  const auto event = line.at("event").get<std::string>();
  if (event == "created") {
    history.created = line.at("time").get<std::string>();
  } else if (event == "state") {
    const auto name = line.at("state").get<std::string>();
    const auto state = value_named<RunState>(name);
    if (!state) throw Error("an unknown state");
    history.state = *state;
    history.error = line.value("error", "");
  } else if (event == "resumed") {
    const auto last = line.at("step").get<std::int64_t>();
    std::erase_if(history.steps, [last](const StepRecord& record) { return record.step > last; });
    std::erase_if(history.epochs, [last](const EpochRecord& record) { return record.step > last; });
    history.checkpoint_step = last;
  } else if (event == "checkpoint") {
    history.checkpoint_step = line.at("step").get<std::int64_t>();
  } else if (event == "step") {
    history.steps.push_back(step_of(line));
  } else if (event == "epoch") {
    history.epochs.push_back(epoch_of(line));
    history.checkpoint_step = history.epochs.back().step;  // older logs do not say it
  }
}

/// Lines are whole once their end is there.
std::uintmax_t bytes_of_whole_lines(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::uintmax_t whole = 0;
  std::string line;
  while (std::getline(in, line) && !in.eof()) whole += line.size() + 1;
  return whole;
}

}  // namespace

RunHistory read_run_log(const std::filesystem::path& file) {
  require_own_file(file);
  RunHistory history;
  std::ifstream in(file, std::ios::binary);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (in.eof()) break;
    try {
      take_line(Json::parse(line), history);
    } catch (const std::exception&) {
      throw FormatError(file, fmt::format("line {}", number), "an event of a run", line.substr(0, 120));
    }
  }
  return history;
}

RunLog::RunLog(std::filesystem::path file) : file_(std::move(file)) {
  require_own_file(file_);
  std::error_code none;
  if (std::filesystem::exists(file_, none)) {
    std::filesystem::resize_file(file_, bytes_of_whole_lines(file_), none);
  }
  out_.open(file_, std::ios::binary | std::ios::app);
  if (!out_) throw_write_error(file_, errno);
}

void RunLog::created(const std::string& utc) { append(Json{{"event", "created"}, {"time", utc}}.dump()); }

void RunLog::state(RunState state, const std::string& error) {
  Json line = {{"event", "state"}, {"state", name_of(state)}};
  if (!error.empty()) line["error"] = error;
  append(line.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void RunLog::resumed(std::int64_t step) { append(Json{{"event", "resumed"}, {"step", step}}.dump()); }

void RunLog::checkpoint(std::int64_t step) { append(Json{{"event", "checkpoint"}, {"step", step}}.dump()); }

void RunLog::write(const StepRecord& record) {
  append(Json{{"event", "step"},
              {"stage", record.stage},
              {"step", record.step},
              {"loss", number(record.loss)},
              {"learning_rate", number(record.learning_rate)},
              {"frames_per_second", number(record.frames_per_second)},
              {"seconds", number(record.seconds)}}
             .dump());
}

void RunLog::write(const EpochRecord& record) {
  append(Json{{"event", "epoch"},
              {"stage", record.stage},
              {"epoch", record.epoch},
              {"step", record.step},
              {"train_loss", number(record.train_loss)},
              {"validation_loss", number(record.validation_loss)},
              {"mpjpe_mm", number(record.mpjpe_mm)},
              {"mean_pose_mpjpe_mm", number(record.mean_pose_mpjpe_mm)},
              {"best_mpjpe_mm", number(record.best_mpjpe_mm)},
              {"epochs_without_progress", record.epochs_without_progress},
              {"seconds", number(record.seconds)}}
             .dump());
}

void RunLog::append(const std::string& line) {
  errno = 0;
  out_ << line << '\n' << std::flush;
  if (!out_) throw_write_error(file_, errno, line.size() + 1);
}

}  // namespace solopose

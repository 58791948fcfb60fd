// Where the time of a prediction goes, as JSON: seconds by the wall and of the processor (all threads) for
// the parts of it, each done alone, and for the whole; nothing is kept from one to the next.
//   build/bin/prediction_speed MODEL.safetensors VIDEO…

#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/network/pose_model.h"
#include "core/network/threads.h"
#include "core/prediction/person_crops.h"
#include "core/prediction/person_detector.h"
#include "core/prediction/predict.h"
#include "core/video/video_reader.h"

namespace {

using namespace solopose;
using Json = nlohmann::ordered_json;

Json timed(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  work();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return {{"seconds", std::round(seconds * 1000) / 1000},
          {"cpu_seconds",
           std::round(static_cast<double>(std::clock() - cpu_start) * 1000 / CLOCKS_PER_SEC) / 1000}};
}

Json parts_of(const std::filesystem::path& model_file, const std::filesystem::path& file) {
  Json parts;
  PoseModel model(model_file);
  const double extent_mm = model.description().target.extent_mm;
  const int size = model.description().network.image_size();
  std::vector<Crop> crops;
  {
    VideoReader video(file);
    parts["find_person"] = timed([&] { crops = find_person(video, 0, video.frames(), extent_mm, {}); });
  }
  VideoReader video(file);
  constexpr std::size_t detected_pictures = 8;
  std::vector<Image> pictures;
  std::vector<Image> cropped_pictures;
  std::vector<float> features;
  parts["decode_and_convert"] = timed([&] {
    for (std::int64_t frame = 0; frame < video.frames(); ++frame) {
      Image picture = video.frame(frame);
      if (frame % (video.frames() / static_cast<std::int64_t>(detected_pictures) + 1) == 0)
        pictures.push_back(std::move(picture));
    }
  });
  const PersonDetector detector;
  parts[std::to_string(pictures.size()) + "_detections"] = timed([&] {
    for (const Image& picture : pictures) detector.people_in(picture);
  });
  parts["crop"] = timed([&] {
    for (std::size_t i = 0; i < crops.size(); ++i)
      cropped_pictures.push_back(cropped(pictures[i % pictures.size()], crops[i], size));
  });
  parts["encode"] = timed([&] {
    constexpr std::size_t batch = 16;
    for (std::size_t i = 0; i < crops.size(); i += batch) {
      const auto some = std::span(cropped_pictures).subspan(i, std::min(batch, crops.size() - i));
      const std::vector<float> of_some = model.encode(some);
      features.insert(features.end(), of_some.begin(), of_some.end());
    }
  });
  parts["answer"] = timed([&] {
    const int length = static_cast<int>(
        std::min<std::int64_t>(model.description().clip_frames, static_cast<std::int64_t>(crops.size())));
    const auto window = static_cast<std::size_t>(length * model.feature_size());
    const std::size_t step = window / static_cast<std::size_t>(length) *
                             static_cast<std::size_t>(std::max(1, length - length / 2));
    for (std::size_t at = 0; at + window <= features.size(); at += step)
      model.answer(std::span(features).subspan(at, window), 1, length);
  });
  return parts;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fprintf(stderr, "usage: prediction_speed MODEL.safetensors VIDEO...\n");
    return 2;
  }
  try {
    set_network_threads(0);
    Json all = Json::array();
    for (int i = 2; i < count; ++i) {
      PredictOptions options;
      options.model = arguments[1];
      options.video = arguments[i];
      Json row{{"video", options.video.filename().string()}};
      Prediction prediction;
      const Json whole = timed([&] { prediction = predict(options, {}, {}); });
      row["frames"] = prediction.frames();
      row["size"] = {prediction.camera.width, prediction.camera.height};
      row["frames_per_second"] =
          std::round(10 * static_cast<double>(prediction.frames()) / whole["seconds"].get<double>()) / 10;
      row["predict"] = whole;
      row["parts"] = parts_of(options.model, options.video);
      all.push_back(row);
    }
    std::printf("%s\n", all.dump(1).c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}

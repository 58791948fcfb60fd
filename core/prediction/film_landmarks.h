#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/base/job.h"
#include "core/landmarks/landmark_network.h"
#include "core/landmarks/person_finder.h"
#include "core/prediction/person_tracks.h"
#include "core/prediction/sides_path.h"
#include "core/video/video_reader.h"

namespace solopose {

/// Everybody in frames [first, first + count) of a video: BlazePose's finder a few times a second, its
/// landmark network on whom that saw. Who of one frame is who in the next, person_tracks tells. Frames
/// without a picture are passed over. In memory: some hundred bytes a sighting. @throws Error when a frame
/// cannot be decoded; Cancelled.
std::vector<SeenPeople> look_for_people(VideoReader& video, std::int64_t first, std::int64_t count,
                                        const PersonFinder& finder, const LandmarkNetwork& network,
                                        const JobContext& context);

/// Called with the landmarks of the frames read so far, on the job's thread.
using LandmarkSink = std::function<void(std::span<const std::optional<BodyLandmarks>> so_far)>;

/// The chosen one's landmarks in each of the frames, as the network reads them: sides are not made consistent
/// yet. In memory: 2 KB a frame. @throws as above.
LandmarkFilm follow_landmarks(VideoReader& video, std::int64_t first, std::int64_t count,
                              std::span<const PersonTrack> people, std::size_t chosen,
                              const LandmarkNetwork& network, const JobContext& context,
                              const LandmarkSink& sink = {});

/// The video's rate, or what is usual where it has none.
double rate_of(const VideoReader& video);

}  // namespace solopose

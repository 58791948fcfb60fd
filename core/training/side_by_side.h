#pragma once

#include <functional>

#include "core/samples/batch_source.h"

namespace solopose {

/// Gives each of a source's batches to `work`, `lanes` of them at a time, each on a thread that computes
/// alone: the loops of most networks are too short to be shared by cores. One lane is the calling thread with
/// all of torch's. What of torch belongs to a thread (modes of gradients, autocast) `work` sets itself.
/// Rethrows what `work` throws first, when all lanes have ended.
void for_each_batch(BatchSource& source, int lanes, const std::function<void(const Batch&)>& work);

}  // namespace solopose

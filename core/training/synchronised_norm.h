#pragma once

#include "core/network/network_module.h"
#include "core/training/data_parallel.h"

namespace solopose {

/// Let the batch norms of a network in training take mean and variance over the batches of all processes
/// (Ioffe and Szegedy 2015 over the whole batch), forward and backward: several processes with a part of the
/// batch each then have the gradient of one with all of it. Nothing changes for a process alone, or in
/// evaluation mode. `processes` must outlive the network's use. Only for .cpp files that may see torch.
void synchronise_batch_norms(NetworkModuleImpl& network, DataParallel& processes);

}  // namespace solopose

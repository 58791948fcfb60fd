#include "core/training/data_parallel.h"

#include <algorithm>
#include <cstdlib>

#include "core/base/error.h"

// torch's own configuration says whether its libraries hold Gloo; its headers need Gloo's.
#if defined(USE_C10D_GLOO) && __has_include(<gloo/algorithm.h>)
#define SOLOPOSE_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#if defined(USE_C10D_NCCL) && __has_include(<nccl.h>)
#define SOLOPOSE_NCCL
#include <fmt/format.h>
#include <nccl.h>
#include <torch/csrc/cuda/nccl.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif
#endif

namespace solopose {

#ifdef SOLOPOSE_GLOO

namespace {

constexpr std::int64_t bucket_numbers = 1 << 22;
/// What has no more numbers goes together with others.
constexpr std::int64_t small_numbers = 16 << 10;
/// How long the leader's own work may take.
constexpr std::chrono::hours patience{24 * 7};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// c10d's exceptions say where in torch they come from; people need to know what it means.
template <typename Work>
auto explained(const Work& work) {
  try {
    return work();
  } catch (const c10::Error& failure) {
    throw Error(fmt::format("data-parallel: another process ended or cannot be reached: {}",
                            first_line(failure.what_without_backtrace())));
  } catch (const Error&) {
    throw;
  } catch (const std::exception& failure) {
    throw Error(fmt::format("data-parallel: another process ended or cannot be reached: {}",
                            first_line(failure.what())));
  }
}

#ifdef SOLOPOSE_NCCL
/// c10d's classes hold NCCL's, whose size differs between its versions. @throws Error.
void require_the_same_nccl() {
  // Packed by torch: major, minor and patch from the 32nd, the 16th and the lowest bit on.
  const std::uint64_t found = torch::cuda::nccl::version();
  if (found >> 32 == NCCL_MAJOR && (found >> 16 & 0xFFFF) == NCCL_MINOR) return;
  throw Error(
      fmt::format("data-parallel: built with the headers of NCCL {}.{}, but LibTorch has {}.{}; put those of "
                  "its own version first when building",
                  NCCL_MAJOR, NCCL_MINOR, found >> 32, found >> 16 & 0xFFFF));
}
#endif

auto gloo_device(const std::string& address) {
  if (const char* interface = std::getenv("GLOO_SOCKET_IFNAME")) {
    return c10d::ProcessGroupGloo::createDeviceForInterface(interface);
  }
  const bool here = address == "127.0.0.1" || address == "localhost";
  return here ? c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1")
              : c10d::ProcessGroupGloo::createDefaultDevice();
}

using Works = std::vector<c10::intrusive_ptr<c10d::Work>>;

}  // namespace

struct DataParallel::Group {
  c10::intrusive_ptr<c10d::TCPStore> store;
  c10::intrusive_ptr<c10d::ProcessGroupGloo> gloo;
#ifdef SOLOPOSE_NCCL
  c10::intrusive_ptr<c10d::ProcessGroupNCCL> nccl;
#endif

  // c10d's groups have no common base that is the same in LibTorch 1 and 2.
  c10::intrusive_ptr<c10d::Work> all_reduce(std::vector<torch::Tensor>& tensors) {
#ifdef SOLOPOSE_NCCL
    if (tensors.front().is_cuda()) return nccl->allreduce(tensors);
#endif
    return gloo->allreduce(tensors);
  }
  c10::intrusive_ptr<c10d::Work> all_reduce_together(std::vector<torch::Tensor>& tensors) {
#ifdef SOLOPOSE_NCCL
    if (tensors.front().is_cuda()) return nccl->allreduce_coalesced(tensors);
#endif
    return gloo->allreduce_coalesced(tensors);
  }
  void sum_in_buckets(const torch::Tensor& flat, Works& works) {
    for (std::int64_t at = 0; at < flat.numel(); at += bucket_numbers) {
      std::vector<torch::Tensor> bucket = {flat.narrow(0, at, std::min(bucket_numbers, flat.numel() - at))};
      works.push_back(all_reduce(bucket));
    }
  }
  /// One message for those of a kind that stand side by side.
  void sum_together(const std::vector<torch::Tensor>& tensors, Works& works) {
    for (auto first = tensors.begin(); first != tensors.end();) {
      const auto end = std::find_if(first, tensors.end(), [&](const torch::Tensor& tensor) {
        return tensor.scalar_type() != first->scalar_type() || tensor.device() != first->device();
      });
      std::vector<torch::Tensor> alike(first, end);
      works.push_back(all_reduce_together(alike));
      first = end;
    }
  }
  c10::intrusive_ptr<c10d::Work> broadcast(std::vector<torch::Tensor>& tensors) {
#ifdef SOLOPOSE_NCCL
    if (tensors.front().is_cuda()) return nccl->broadcast(tensors);
#endif
    return gloo->broadcast(tensors);
  }
};

DataParallel::DataParallel(const ProcessPlace& place) : place_(place) {
  if (alone()) return;
  explained([&] {
    group_ = std::make_unique<Group>();
    c10d::TCPStoreOptions options;
    options.port = place.port;
    options.isServer = place.leads();
    options.numWorkers = static_cast<std::size_t>(place.world);
    options.timeout = place.timeout;
    group_->store = c10::make_intrusive<c10d::TCPStore>(place.address, options);
    const auto gloo = c10d::ProcessGroupGloo::Options::create(place.timeout);
    gloo->devices.push_back(gloo_device(place.address));
    group_->gloo = c10::make_intrusive<c10d::ProcessGroupGloo>(group_->store, place.rank, place.world, gloo);
  });
}

void DataParallel::use(torch::Device device) {
  if (alone() || device.is_cpu()) return;
#ifdef SOLOPOSE_NCCL
  require_the_same_nccl();
  explained([&] {
    const auto store = c10::make_intrusive<c10d::PrefixStore>("nccl", group_->store);
    group_->nccl = c10::make_intrusive<c10d::ProcessGroupNCCL>(store, place_.rank, place_.world);
  });
#else
  throw Error("data-parallel: this build has no NCCL, so several processes need device cpu");
#endif
}

DataParallel::~DataParallel() = default;

std::function<void()> DataParallel::begin_sum(const std::vector<torch::Tensor>& tensors) {
  if (alone()) return [] {};
  return explained([&]() -> std::function<void()> {
    Works works;
    std::vector<torch::Tensor> small;
    for (const torch::Tensor& tensor : tensors) {
      if (tensor.numel() <= small_numbers) {
        small.push_back(tensor);
      } else {
        group_->sum_in_buckets(tensor.view({-1}), works);
      }
    }
    group_->sum_together(small, works);
    return [works] {
      explained([&] {
        for (const auto& work : works) work->wait();
      });
    };
  });
}

void DataParallel::broadcast(const torch::Tensor& tensor) {
  if (alone()) return;
  explained([&] {
    std::vector<torch::Tensor> tensors = {tensor};
    group_->broadcast(tensors)->wait();
  });
}

std::string DataParallel::led(const std::function<std::string()>& work) {
  if (alone()) return work();
  const std::string key = fmt::format("led {}", led_++);
  constexpr char good = '+';
  // The leader keeps the texts: it must not end before all have read them.
  const auto all_have_it = [this] { sum(torch::zeros({1})); };
  const auto tell = [&](char sign, const std::string& text) {
    const std::string whole = sign + text;
    explained([&] { group_->store->set(key, std::vector<std::uint8_t>(whole.begin(), whole.end())); });
    all_have_it();
  };
  const auto tell_failure = [&](const std::string& text) {
    try {
      tell('-', text);
    } catch (const Error&) {
      return;  // nobody is left to hear it; what failed first is what counts
    }
  };
  if (leads()) {
    std::string text;
    try {
      text = work();
    } catch (const Cancelled&) {
      tell_failure("the leading process was cancelled");
      throw;
    } catch (const std::exception& failure) {
      tell_failure(failure.what());
      throw;
    }
    tell(good, text);
    return text;
  }
  const auto told = explained([&] {
    group_->store->wait({key}, patience);
    return group_->store->get(key);
  });
  all_have_it();
  std::string text(told.begin() + 1, told.end());
  if (told.front() != good) throw Error(text);
  return text;
}

#else

struct DataParallel::Group {};

DataParallel::DataParallel(const ProcessPlace& place) : place_(place) {
  if (!alone()) throw Error("data-parallel: this build has no Gloo (libgloo-dev when building)");
}
DataParallel::~DataParallel() = default;
void DataParallel::use(torch::Device) {}
std::function<void()> DataParallel::begin_sum(const std::vector<torch::Tensor>&) {
  return [] {};
}
void DataParallel::broadcast(const torch::Tensor&) {}
std::string DataParallel::led(const std::function<std::string()>& work) { return work(); }

#endif

}  // namespace solopose

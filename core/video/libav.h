#pragma once

#include <filesystem>
#include <memory>
#include <string>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

namespace solopose::libav {

struct FreeFrame {
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreePacket {
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
struct FreeCodec {
  void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
};
struct FreeScaler {
  void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};
struct CloseInput {
  void operator()(AVFormatContext* input) const { avformat_close_input(&input); }
};
struct CloseOutput {
  void operator()(AVFormatContext* output) const {
    avio_closep(&output->pb);
    avformat_free_context(output);
  }
};

using Frame = std::unique_ptr<AVFrame, FreeFrame>;
/// A decoded frame, its pixels shared with the decoder's pool and never written again.
using SharedFrame = std::shared_ptr<const AVFrame>;
using Packet = std::unique_ptr<AVPacket, FreePacket>;
using Codec = std::unique_ptr<AVCodecContext, FreeCodec>;
using Scaler = std::unique_ptr<SwsContext, FreeScaler>;
using Input = std::unique_ptr<AVFormatContext, CloseInput>;
using Output = std::unique_ptr<AVFormatContext, CloseOutput>;

/// @throws std::bad_alloc when there is no memory for them.
Frame new_frame();
Packet new_packet();

/// libav's words for one of its error codes.
std::string reason(int error);

/// "FILE: WHAT: REASON" when `result` is an error code. @returns result. @throws Error.
int check(int result, const std::filesystem::path& file, const std::string& what);

/// A local file's address, so that names such as "concat:a" or "a%d" are never taken for protocols.
std::string url_of(const std::filesystem::path& file);

/// A decoder for a stream; 0 threads: a few, as the machine has them. @throws Error naming file and codec.
Codec open_decoder(const AVCodecParameters& parameters, AVRational time_base,
                   const std::filesystem::path& file, int threads = 0);

/// libav prints warnings about every damaged packet; the studio says what matters itself.
void keep_quiet();

}  // namespace solopose::libav

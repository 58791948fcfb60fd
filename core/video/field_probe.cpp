#include "core/video/field_probe.h"

#include <new>

namespace solopose {

FieldProbe::FieldProbe(const AVStream& stream)
    : interlaced_(stream.codecpar->field_order != AV_FIELD_PROGRESSIVE &&
                  stream.codecpar->field_order != AV_FIELD_UNKNOWN) {
  if (!interlaced_) return;
  codec_.reset(avcodec_alloc_context3(nullptr));
  if (!codec_) throw std::bad_alloc();
  parser_.reset(av_parser_init(stream.codecpar->codec_id));
  if (avcodec_parameters_to_context(codec_.get(), stream.codecpar) < 0) parser_.reset();
  if (parser_) parser_->flags |= PARSER_FLAG_COMPLETE_FRAMES;
}

bool FieldProbe::may_be_field(const AVPacket& packet) {
  if (!interlaced_ || !parser_) return interlaced_;
  std::uint8_t* unused = nullptr;
  int size = 0;
  av_parser_parse2(parser_.get(), codec_.get(), &unused, &size, packet.data, packet.size, packet.pts,
                   packet.dts, packet.pos);
  return parser_->picture_structure != AV_PICTURE_STRUCTURE_FRAME;
}

}  // namespace solopose

#include "core/weights/clip_activation.h"

#include <sys/stat.h>

#include <fstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/weights/sha256.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr const char* open_clip = "open_clip_config.json";
constexpr const char* hugging_face = "config.json";

struct ClipActivationTest : ::testing::Test {
  ClipActivationTest() { write("clip.safetensors", "weights"); }

  fs::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }
  ClipActivation stated_by(const char* name, const std::string& text) {
    fs::remove(folder / open_clip);
    fs::remove(folder / hugging_face);
    write(name, text);
    const auto stated = stated_activation(weights);
    return stated ? stated->activation : ClipActivation::unstated;
  }
  void expect_refused(const char* name, const std::string& text, const std::string& because) {
    EXPECT_THAT([&] { stated_by(name, text); },
                ThrowsMessage<Error>(AllOf(HasSubstr((folder / name).string()), HasSubstr(because))))
        << text.substr(0, 200);
  }

  testing::TemporaryFolder folder;
  fs::path weights = folder / "clip.safetensors";
};

TEST_F(ClipActivationTest, checksums_are_the_published_ones) {
  EXPECT_EQ(sha256_of_file(write("empty", "")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_of_file(write("abc", "abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // FIPS 180-2's third example, as long as a block of reading and a bit shorter.
  EXPECT_EQ(sha256_of_file(write("million", std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_EQ(sha256_of_file(write("blocks", std::string(2 << 20, '\0'))),
            "5647f05ec18958947d32874eeb788fa396a05d0bab7c1b71f112ceb7e9b31eee");
  EXPECT_THROW(sha256_of_file(folder / "none"), Error);
}

TEST_F(ClipActivationTest, openais_files_are_known_by_theirs) {
  EXPECT_EQ(openai_clip_of("40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af"), "ViT-B/32");
  EXPECT_EQ(openai_clip_of("5806e77cd80f8b59890b7e101eabd078d9fb84e6937f9e85e4ecb61988df416f"), "ViT-B/16");
  EXPECT_EQ(openai_clip_of("b8cca3fd41ae0c99ba7e8951adf17d267cdb84cd88be6f7c2e0eca1737a03836"), "ViT-L/14");
  EXPECT_EQ(openai_clip_of("3035c92b350959924f9f00213499208652fc7ea050643e8b385c2dac08641f02"),
            "ViT-L/14@336px");
  EXPECT_EQ(openai_clip_of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), "");
  EXPECT_EQ(openai_clip_of(""), "");
}

TEST_F(ClipActivationTest, open_clip_says_it_and_leaves_it_out_where_it_is_gelu) {
  EXPECT_EQ(stated_by(open_clip, R"({"model_cfg":{"embed_dim":512,"vision_cfg":{"layers":12}}})"),
            ClipActivation::gelu);
  EXPECT_EQ(stated_by(open_clip, R"({"model_cfg":{"quick_gelu":false}})"), ClipActivation::gelu);
  EXPECT_EQ(stated_by(open_clip, R"({"model_cfg":{"quick_gelu":true},"preprocess_cfg":{}})"),
            ClipActivation::quick_gelu);
}

TEST_F(ClipActivationTest, hugging_face_says_it_and_leaves_it_out_where_it_is_quick_gelu) {
  EXPECT_EQ(stated_by(hugging_face, R"({"model_type":"clip","vision_config":{"hidden_act":"gelu"}})"),
            ClipActivation::gelu);
  EXPECT_EQ(stated_by(hugging_face, R"({"model_type":"clip","vision_config":{"hidden_act":"quick_gelu"}})"),
            ClipActivation::quick_gelu);
  EXPECT_EQ(stated_by(hugging_face, R"({"hidden_act":"gelu","model_type":"clip_vision_model"})"),
            ClipActivation::gelu);
  EXPECT_EQ(stated_by(hugging_face, R"({"model_type":"clip","vision_config":{"hidden_size":768}})"),
            ClipActivation::quick_gelu);
  EXPECT_EQ(stated_by(hugging_face, R"({"model_type":"clip_vision_model"})"), ClipActivation::quick_gelu);
  // Of other programs, and of networks that are no CLIP.
  EXPECT_EQ(stated_by(hugging_face, R"({"hidden_act":"gelu","model_type":"bert"})"),
            ClipActivation::unstated);
  EXPECT_EQ(stated_by(hugging_face, R"({"network":{"encoder":"clip"}})"), ClipActivation::unstated);
}

TEST_F(ClipActivationTest, what_is_damaged_or_another_activation_is_named) {
  for (const char* name : {open_clip, hugging_face}) {
    expect_refused(name, "", "expected JSON");
    expect_refused(name, "{\"model_cfg\":", "expected JSON");
    expect_refused(name, "[1, 2]", "expected a JSON object, found [1,2]");
    expect_refused(name, std::string(100'000, '['), "levels");
    expect_refused(name, std::string(1'000'001, ' '), "at most 1000000 bytes");
    expect_refused(name, "\"\xff\xfe\"", "expected JSON");
  }
  expect_refused(open_clip, "{}", "model_cfg: expected a JSON object, found null");
  expect_refused(open_clip, R"({"model_cfg":3})", "model_cfg: expected a JSON object");
  expect_refused(open_clip, R"({"model_cfg":{"quick_gelu":"yes"}})", "quick_gelu: expected true or false");
  expect_refused(open_clip, R"({"model_cfg":{"vision_cfg":{"act_kwargs":{"approximate":"tanh"}}}})",
                 "model_cfg.vision_cfg.act_kwargs");
  expect_refused(hugging_face, R"({"model_type":"clip","vision_config":{"hidden_act":"gelu_new"}})",
                 "vision_config.hidden_act: expected quick_gelu or gelu, found \"gelu_new\"");
  expect_refused(hugging_face, R"({"model_type":"clip_vision_model","hidden_act":7})",
                 "hidden_act: expected quick_gelu or gelu, found 7");
  expect_refused(hugging_face,
                 R"({"model_type":"clip_vision_model","hidden_act":")" + std::string(5000, 'a') + "\"}",
                 std::string(50, 'a') + "aaaaaaaaa…");
  fs::remove(folder / hugging_face);
  ASSERT_EQ(mkfifo((folder / hugging_face).c_str(), 0600), 0);
  EXPECT_THAT([&] { stated_activation(weights); }, ThrowsMessage<Error>(HasSubstr("found a FIFO")));
}

TEST_F(ClipActivationTest, two_that_disagree_are_both_named) {
  write(open_clip, R"({"model_cfg":{"quick_gelu":true}})");
  write(hugging_face, R"({"model_type":"clip","vision_config":{"hidden_act":"quick_gelu"}})");
  EXPECT_EQ(settled_activation(weights, ClipActivation::unstated), ClipActivation::quick_gelu);
  write(hugging_face, R"({"model_type":"clip","vision_config":{"hidden_act":"gelu"}})");
  for (const ClipActivation asked : {ClipActivation::unstated, ClipActivation::gelu}) {
    EXPECT_THAT(
        [&] { settled_activation(weights, asked); },
        ThrowsMessage<Error>(AllOf(HasSubstr("QuickGELU according to " + (folder / open_clip).string()),
                                   HasSubstr("but GELU according to " + (folder / hugging_face).string()))));
  }
}

TEST_F(ClipActivationTest, it_is_stated_or_asked_for_and_the_two_agree) {
  const auto settled = [&](ClipActivation asked) { return settled_activation(weights, asked); };
  EXPECT_THAT([&] { settled(ClipActivation::unstated); },
              ThrowsMessage<Error>(AllOf(HasSubstr(weights.string()), HasSubstr("--clip-activation"),
                                         HasSubstr("quickgelu for OpenAI's weights"),
                                         HasSubstr("gelu for open_clip's others"))));
  EXPECT_EQ(settled(ClipActivation::gelu), ClipActivation::gelu);
  EXPECT_EQ(settled(ClipActivation::quick_gelu), ClipActivation::quick_gelu);
  write(open_clip, R"({"model_cfg":{}})");
  EXPECT_EQ(settled(ClipActivation::unstated), ClipActivation::gelu);
  EXPECT_EQ(settled(ClipActivation::gelu), ClipActivation::gelu);
  EXPECT_THAT([&] { settled(ClipActivation::quick_gelu); },
              ThrowsMessage<Error>(AllOf(HasSubstr("GELU according to " + (folder / open_clip).string()),
                                         HasSubstr("but QuickGELU according to what was asked for"))));
  weights = folder / "none.pt";
  EXPECT_THAT([&] { settled(ClipActivation::gelu); }, ThrowsMessage<Error>(HasSubstr("none.pt")));
}

}  // namespace
}  // namespace solopose

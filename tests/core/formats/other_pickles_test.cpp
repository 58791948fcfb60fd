// What numpy and Python's own dicts are pickled as, byte by byte, and what must never be called.
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/files/npy.h"
#include "core/files/pickle.h"
#include "core/formats/h36m.h"
#include "tests/core/files/sample_files.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace solopose::testing;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string text_dtype(const std::string& name) {
  return "cnumpy\ndtype\n" + pickle_text(name) + "\x89\x88\x87R(K\x03" +
         pickle_text(name[0] == 'U' ? "<" : "|") + "NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xff" +
         std::string("K\0tb", 4);
}

/// numpy.str_ (U) or numpy.bytes_ (S), padded with NULs to `width` characters.
std::string numpy_text(const std::string& module, char kind, const std::string& text, std::size_t width) {
  std::string data;
  for (std::size_t i = 0; i < width; ++i) {
    data += i < text.size() ? text[i] : '\0';
    if (kind == 'U') data += std::string(3, '\0');
  }
  const std::string size(1, static_cast<char>(data.size()));
  return "c" + module + ".multiarray\nscalar\n" + text_dtype(kind + std::to_string(width)) + "C" + size +
         data + "\x86R";
}

std::string items(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::string out = "(";
  for (const auto& [key, value] : pairs) out += key + value;
  return out + "u";
}

std::string action() { return pickle_array({3, 17, 3}, "f4"); }

struct OtherPickles : ::testing::Test {
  /// positions_3d: a dict of subjects, as pickled.
  std::filesystem::path h36m(const std::string& subjects) {
    const std::filesystem::path file = folder / "data_3d_h36m.npz";
    write_zip(file, "positions_3d.npy", npy_of_objects(pickled(pickle_object_array(subjects))), false);
    return file;
  }
  std::string error(const std::string& subjects) { return error_of(h36m_reader(), h36m(subjects)); }
  TemporaryFolder folder;
};

TEST_F(OtherPickles, numpys_texts_are_keys_in_every_version_and_kind) {
  for (const char* module : {"numpy.core", "numpy._core"}) {
    for (const char kind : {'U', 'S'}) {
      const Reading reading =
          read(h36m_reader(),
               h36m("}" + items({{numpy_text(module, kind, "S1", 2),
                                  "}" + items({{numpy_text(module, kind, "Walk 1", 9), action()}})}})));
      ASSERT_EQ(reading.sequences.size(), 1U) << module << kind;
      EXPECT_EQ(reading.sequences[0].subject, "S1");
      EXPECT_EQ(reading.sequences[0].take, "Walk 1") << "the padding is no part of it";
    }
  }
}

TEST_F(OtherPickles, dicts_of_other_classes_read_like_dicts) {
  const std::string walk = items({{pickle_text("Walk"), action()}});
  const std::string pair_list = fmt::format("](({}{}te", pickle_text("Walk"), action());
  const std::vector<std::pair<const char*, std::string>> dicts = {
      {"a dict", "}" + walk},
      {"an OrderedDict", "ccollections\nOrderedDict\n)R" + walk},
      {"an OrderedDict of Python 2", "ccollections\nOrderedDict\n" + pair_list + "\x85R"},
      {"a defaultdict(dict)", "ccollections\ndefaultdict\ncbuiltins\ndict\n\x85R" + walk},
      {"a defaultdict(list) of protocol 2", "ccollections\ndefaultdict\nc__builtin__\nlist\n\x85R" + walk},
      {"a defaultdict of OrderedDicts", "ccollections\ndefaultdict\nccollections\nOrderedDict\n\x85R" + walk},
      {"a defaultdict without a default", "ccollections\ndefaultdict\n)R" + walk}};
  for (const auto& [what, dict] : dicts) {
    const Reading reading = read(h36m_reader(), h36m(std::string("}") + items({{pickle_text("S1"), dict}})));
    ASSERT_EQ(reading.sequences.size(), 1U) << what;
    EXPECT_EQ(reading.sequences[0].take, "Walk") << what;
    EXPECT_FLOAT_EQ(reading.sequences[0].positions_mm[1], static_cast<float>(1000 * sample_value(1))) << what;
  }
}

TEST_F(OtherPickles, whatever_else_is_named_is_refused_by_name_and_nothing_is_called) {
  const std::string in_default = "ccollections\ndefaultdict\ncos\nsystem\n\x85R";
  EXPECT_THAT(error(in_default + items({})), HasSubstr("os.system"));
  EXPECT_THAT(error("cos\nsystem\n" + pickle_text("true") + "\x85R"), HasSubstr("os.system"));
  EXPECT_THAT(error("cbuiltins\neval\n" + pickle_text("1") + "\x85R"), HasSubstr("builtins.eval"));
  EXPECT_THAT(error("cbuiltins\ngetattr\n"), HasSubstr("builtins.getattr"));
  EXPECT_THAT(error("cfunctools\npartial\n"), HasSubstr("functools.partial"));
  EXPECT_THAT(error("ccollections\nCounter\n)R"), HasSubstr("collections.Counter"));
  EXPECT_THAT(error("cmymodule\nMyDict\n)R"), HasSubstr("mymodule.MyDict"));
  // A type may be named as a default, never be called.
  EXPECT_THAT(error("cbuiltins\ndict\n)R"), HasSubstr("a call of it"));
  EXPECT_THAT(error("ccollections\ndefaultdict\ncbuiltins\ndict\ncbuiltins\nint\n\x86R"),
              HasSubstr("2 arguments"));
  EXPECT_THAT(error("ccollections\nOrderedDict\n" + pickle_text("ab") + "\x85R"), HasSubstr("list of pairs"));
}

TEST_F(OtherPickles, odd_actions_are_left_out_by_name_unless_all_are) {
  const auto subjects = [](const std::string& first, const std::string& second) {
    return "}" + items({{pickle_text("S1"),
                         "}" + items({{pickle_text("Walk"), first}, {pickle_text("Sit"), second}})}});
  };
  const std::string of_20_joints = pickle_array({3, 20, 3}, "f4");
  const std::string no_array = pickle_text("lost");
  for (const std::string& odd : {of_20_joints, no_array, pickle_array({0, 17, 3}, "f4"), std::string("N")}) {
    const Reading reading = read(h36m_reader(), h36m(subjects(odd, action())));
    ASSERT_EQ(reading.sequences.size(), 1U);
    EXPECT_EQ(reading.sequences[0].take, "Sit");
    EXPECT_TRUE(reading.remarked("S1 Walk is left out"));
  }
  EXPECT_THAT(error(subjects(of_20_joints, no_array)), AllOf(HasSubstr("[S1][Walk]"), HasSubstr("20")));
}

TEST_F(OtherPickles, odd_subjects_are_left_out_by_name_unless_all_are) {
  const std::string actions = "}" + items({{pickle_text("Walk"), action()}});
  const std::string whole = pickle_text("S6");
  const std::string number = "K\x05";
  const Reading odd_value =
      read(h36m_reader(), h36m("}" + items({{pickle_text("S5"), "]"}, {whole, actions}})));
  EXPECT_EQ(odd_value.sequences.size(), 1U);
  EXPECT_TRUE(odd_value.remarked("S5 is left out"));
  const Reading odd_name = read(h36m_reader(), h36m("}" + items({{number, actions}, {whole, actions}})));
  EXPECT_EQ(odd_name.sequences.size(), 1U);
  EXPECT_TRUE(odd_name.remarked("a subject's name as a text"));
  EXPECT_THAT(error("}" + items({{pickle_text("S5"), "]"}})), HasSubstr("[S5]"));
}

TEST_F(OtherPickles, a_stopped_reading_ends) {
  std::stop_source stop;
  stop.request_stop();
  JobContext context;
  context.stop = stop.get_token();
  const auto file = h36m("}" + items({{pickle_text("S1"), "}" + items({{pickle_text("Walk"), action()}})}}));
  EXPECT_THROW(h36m_reader().read(
                   file, {}, [](Sequence&&) {}, [](const std::string&) {}, context),
               Cancelled);
}

/// numpy.arange(12, dtype="i2").reshape(2, 3, 2).transpose(1, 2, 0) in protocol 5, as numpy 2.4.6 wrote it;
/// `axes` stands for the last three numbers.
std::string pickle_of_reordered_axes(const std::string& axes) {
  std::string numbers;
  for (char i = 0; i < 12; ++i) numbers += {i, '\0'};
  return "\x80\x05" + pickle_text("numpy._core.numeric") + pickle_text("_frombuffer") + "\x93(" +
         std::string("\x96\x18\0\0\0\0\0\0\0", 9) + numbers + pickle_text("numpy") + pickle_text("dtype") +
         "\x93" + pickle_text("i2") + "\x89\x88\x87R(K\x03" + pickle_text("<") +
         "NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xff" + std::string("K\0tb", 4) + "K\x02K\x03K\x02\x87" +
         pickle_text("K") + axes + "\x87tR.";
}

TEST(NumpyPickles, arrays_of_reordered_axes_are_read_as_they_were) {
  const std::string text = pickle_of_reordered_axes(std::string("K\x01K\x02K\0", 6));
  const Bytes bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  const Pickle pickle(bytes, "a.pkl", "pickle");
  ASSERT_NE(pickle.root().array(), nullptr);
  const PickleArray& array = *pickle.root().array();
  const NumberArray numbers = decode_npy_numbers(array.header, array.data, "a.pkl", "pickle");
  EXPECT_THAT(numbers.shape, ElementsAre(3, 2, 2));
  EXPECT_THAT(numbers.values, ElementsAre(0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11));
}

TEST(NumpyPickles, axes_that_are_no_order_of_the_arrays_are_refused) {
  for (const std::string& axes :
       {std::string("K\x01K\x01K\0", 6), std::string("K\x01K\x02K\x03"), std::string("NK\x01K\x02")}) {
    const std::string text = pickle_of_reordered_axes(axes);
    const Bytes bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    EXPECT_THROW(Pickle(bytes, "a.pkl", "pickle"), FormatError);
  }
}

TEST(PickleMemory, is_bounded_whatever_a_pickle_repeats) {
  constexpr std::size_t many = std::size_t{1} << 23;
  for (const auto& [what, start, repeated] : {std::tuple{"empty lists", "", ']'},
                                              {"one-tuples", "N", '\x85'},
                                              {"the last value", "N", '2'},
                                              {"what to remember", "N", '\x94'},
                                              {"marks", "", '('},
                                              {"nothing", "", 'N'}}) {
    const std::string bytes = "\x80\x04" + std::string(start) + std::string(many, repeated) + ".";
    try {
      Pickle({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, "bomb.npz", "poses");
      ADD_FAILURE() << what;
    } catch (const FormatError& error) {
      EXPECT_THAT(error.what(), HasSubstr("at most")) << what;
    }
  }
}

}  // namespace
}  // namespace solopose

#include <cstring>

#include <gtest/gtest.h>

#include "core/files/hdf5_file.h"
#include "core/formats/aist.h"
#include "core/formats/h36m.h"
#include "core/formats/mads.h"
#include "core/formats/mpi_inf_3dhp.h"
#include "core/formats/shelf.h"
#include "tests/core/files/sample_files.h"
#include "tests/core/formats/reading.h"
#include "tests/core/formats/survival.h"
#include "tests/support/shared_data.h"

// Whatever is in a file: it is read, or refused with an Error that names it, in memory that its size
// justifies.
namespace solopose::testing {
namespace {

namespace fs = std::filesystem;

std::string patched(std::string bytes, std::size_t place, std::string_view patch) {
  std::copy(patch.begin(), patch.end(), bytes.begin() + static_cast<std::ptrdiff_t>(place));
  return bytes;
}

/// A cell in a cell in a cell …, written front to back: to copy each into the next would take seconds.
std::string nested_cells(const std::string& name, std::size_t depth) {
  const std::string around = mat_cells("", {1, 1}, {});
  std::string inner;
  for (std::size_t left = depth - 1; left > 0; --left) {
    const auto size = static_cast<std::uint32_t>(left * around.size() - 8);
    inner += around;
    std::memcpy(inner.data() + inner.size() - around.size() + 4, &size, sizeof size);
  }
  return mat_cells(name, {1, 1}, {inner});
}

class HostileFiles : public ::testing::Test {
 protected:
  // Every file of the corpus must be refused.
  void expect_all_refused(const Reader& reader, const fs::path& file, const std::vector<Damaged>& corpus) {
    EXPECT_EQ(expect_survival(reader, file, corpus), corpus.size()) << reader.name;
  }
  // Damage may leave a readable file behind, but seldom: whole kinds of damage that pass unseen would show.
  void expect_damage_survived(const Reader& reader, const fs::path& file, const std::string& bytes) {
    for (unsigned round = 0; round < damage_rounds(); ++round)
      EXPECT_GT(expect_survival(reader, file, damaged_copies(bytes, round)), 100) << reader.name;
  }
  std::string written(const std::string& name, const std::function<void(const fs::path&)>& write) {
    write(folder_ / name);
    return bytes_of(folder_ / name);
  }

  TemporaryFolder folder_;
  fs::path pickle_ = folder_ / "gBR_sBM_cAll_d04_mBR0_ch03.pkl";
  fs::path npz_ = folder_ / "data_3d_h36m.npz";
  fs::path annotation_ = folder_ / "annot.mat";
  fs::path test_annotation_ = folder_ / "annot_data.mat";
  fs::path ground_truth_ = folder_ / "Jazz_Jazz1_GT.mat";
};

TEST_F(HostileFiles, damaged_aist_pickles_are_survived) {
  expect_damage_survived(aist_reader(), pickle_, aist_pickle(3));
}

TEST_F(HostileFiles, damaged_human36m_archives_are_survived) {
  for (const bool deflated : {false, true}) {
    const std::string bytes = written("sample.npz", [&](const fs::path& f) { write_h36m(f, 2, deflated); });
    expect_damage_survived(h36m_reader(), npz_, bytes);
  }
}

TEST_F(HostileFiles, damaged_pickles_inside_sound_archives_are_survived) {
  for (unsigned round = 0; round < damage_rounds(); ++round) {
    std::vector<Damaged> corpus;
    for (const Damaged& damaged : damaged_copies(h36m_pickle(2), round)) {
      corpus.push_back({damaged.what, written("inner.npz", [&](const fs::path& f) {
                          write_zip(f, "positions_3d.npy", npy_of_objects(damaged.bytes), false);
                        })});
    }
    EXPECT_GT(expect_survival(h36m_reader(), npz_, corpus), 100);
  }
}

TEST_F(HostileFiles, damaged_mpi_annotations_are_survived) {
  for (const bool compressed : {false, true}) {
    expect_damage_survived(mpi_inf_3dhp_reader(), annotation_, mpi_annotation(3, 2, false, compressed));
  }
}

TEST_F(HostileFiles, damaged_mpi_test_annotations_are_survived) {
  for (const bool chunked : {false, true}) {
    const std::string bytes =
        written("sample.mat", [&](const fs::path& f) { write_mpi_test_annotation(f, 4, chunked); });
    expect_damage_survived(mpi_inf_3dhp_reader(), test_annotation_, bytes);
  }
}

TEST_F(HostileFiles, damaged_mads_ground_truth_is_survived) {
  for (const bool compressed : {false, true}) {
    expect_damage_survived(mads_reader(), ground_truth_, mads_ground_truth(6, 19, compressed));
  }
}

TEST_F(HostileFiles, pickles_that_claim_more_than_they_hold_are_refused) {
  const auto with = [](const std::string& value) { return pickled(pickle_dict({{"keypoints3d", value}})); };
  const std::string terabyte("\0\0\0\0\0\1\0\0", 8);
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "]\x85";
  expect_all_refused(
      aist_reader(), pickle_,
      {{"2^31 frames", with(pickle_array({1, 17, 3}, "f8", {0x7fffffff, 17, 3}))},
       {"a product of 2^93", with(pickle_array({1, 17, 3}, "f8", {0x7fffffff, 0x7fffffff, 0x7fffffff}))},
       {"a negative shape", with(pickle_array({1, 17, 3}, "f8", {0xffffffff, 17, 3}))},
       {"no frames", with(pickle_array({0, 17, 3}, "f8"))},
       {"another shape", with(pickle_array({2, 15, 3}, "f8"))},
       {"a number instead of an array", with("K\x05")},
       {"bytes of 2^40", pickled("\x8e" + terabyte)},
       {"a text of 2^40", pickled("\x8d" + terabyte)},
       {"an integer of 2^31 bytes", pickled(std::string("\x8b\xff\xff\xff\x7f", 5))},
       {"a million marks", pickled(std::string(1000000, '('))},
       {"a million lists", pickled(std::string(1000000, ']'))},
       {"deep nesting", pickled(deep)},
       {"pops from nothing", pickled("0000")},
       {"a list in itself", pickled("]\x94h" + std::string("\0a", 2))},
       {"a dict in itself", pickled("}\x94h" + std::string("\0h\0s", 4))},
       {"unknown memory", pickled("h\x07")},
       {"protocol 0", "(lp0\n."},
       {"protocol 9", "\x80\x09N."}});
}

TEST_F(HostileFiles, a_pickle_that_names_another_function_is_refused_and_nothing_runs) {
  const fs::path witness = folder_ / "witness";
  const std::string command = "touch " + witness.string();
  const std::pair<std::string, std::string> attacks[] = {
      {"os.system", pickled("cos\nsystem\n" + pickle_text(command) + "\x85R")},
      {"posix.system",
       pickled(pickle_text("posix") + pickle_text("system") + "\x93" + pickle_text(command) + "\x85R")},
      {"builtins.eval", pickled("cbuiltins\neval\n" + pickle_text("1") + "\x85R")},
      {"numpy.load", pickled("cnumpy\nload\n" + pickle_text(command) + "\x85R")},
      {"subprocess.Popen", pickled("csubprocess\nPopen\n" + pickle_text(command) + "\x85R")}};
  for (const auto& [name, pickle] : attacks) {
    write_bytes(pickle_, pickle);
    EXPECT_THAT(error_of(aist_reader(), pickle_), ::testing::HasSubstr(name));
    write_zip(npz_, "positions_3d.npy", npy_of_objects(pickle), true);
    EXPECT_THAT(error_of(h36m_reader(), npz_), ::testing::HasSubstr(name));
  }
  for (const std::string opcode : {"i", "o", "\x81", "\x82", "\x92", "Q", "\x97"}) {
    write_bytes(pickle_, pickled(opcode));
    EXPECT_THAT(error_of(aist_reader(), pickle_), ::testing::HasSubstr("opcode"))
        << "instances, extensions, persistent ids";
  }
  EXPECT_FALSE(fs::exists(witness));
}

TEST_F(HostileFiles, archives_that_claim_more_than_they_hold_are_refused) {
  const auto npy = [](const std::string& header) {
    std::string text = header;
    text.resize(117, ' ');
    return std::string("\x93NUMPY\x01\x00v\x00", 10) + text + "\n";
  };
  const auto archive = [&](const std::string& member, bool deflated = false) {
    return written("claim.npz",
                   [&](const fs::path& f) { write_zip(f, "positions_3d.npy", member, deflated); });
  };
  std::string huge_member = archive(npy_of_objects(h36m_pickle(1)));
  const std::size_t directory = huge_member.rfind("PK\x01\x02");
  ASSERT_NE(directory, std::string::npos);
  huge_member = patched(huge_member, directory + 20, "\xf0\xff\xff\xff\xf0\xff\xff\xff");
  std::string long_header("\x93NUMPY\x02\x00\xff\xff\xff\xff{'descr'", 20);
  expect_all_refused(
      h36m_reader(), npz_,
      {{"numbers",
        archive(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776, 32, 3), }"))},
       {"2^64 numbers",
        archive(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (18446744073709551615,), }"))},
       {"2^70 numbers",
        archive(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1180591620717411303424,), }"))},
       {"texts without width",
        archive(npy("{'descr': '<U0', 'fortran_order': False, 'shape': (1099511627776,), }"))},
       {"a structure", archive(npy("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }"))},
       {"code for a header", archive(npy("__import__('os').system('true')"))},
       {"a header of 4 GiB", archive(long_header)},
       {"no pickle", archive(npy("{'descr': '|O', 'fortran_order': False, 'shape': (), }"))},
       {"a member of 4 GiB", huge_member},
       {"a bomb", archive(std::string(100 << 20, '\0'), true)},
       {"no subjects", archive(npy_of_objects(pickled(pickle_object_array("}"))))},
       {"a subject without actions",
        archive(npy_of_objects(pickled(pickle_object_array(pickle_dict({{"S1", "]"}})))))},
       {"2^31 frames",
        archive(npy_of_objects(pickled(pickle_object_array(pickle_dict(
            {{"S1", pickle_dict({{"Walk", pickle_array({1, 32, 3}, "f4", {0x7fffffff, 32, 3})}})}})))))}});
}

TEST_F(HostileFiles, mat_files_that_claim_more_than_they_hold_are_refused) {
  const auto corpus = [](const std::string& name) -> std::vector<Damaged> {
    constexpr std::int32_t most = 0x7fffffff;
    constexpr std::int32_t too_many = 12 << 20;
    const std::string sound =
        mat_file({mat_cells(name, {1, 1}, {mat_numbers("", {19, 3}, std::vector<double>(57))})}, false);
    const std::string zeros = mat_numbers("", {too_many, 1}, std::vector<double>(too_many));
    return {
        {"2^62 numbers", mat_file({mat_cells(name, {1, 1}, {mat_numbers("", {most, most}, {1})})}, false)},
        {"2^31 cells", mat_file({mat_cells(name, {most, 1}, {mat_empty()})}, false)},
        {"2^93 cells", mat_file({mat_cells(name, {most, most, most}, {mat_empty()})}, true)},
        {"negative cells", mat_file({mat_cells(name, {-1, 1}, {})}, false)},
        {"an element of 4 GiB", patched(sound, 132, "\xff\xff\xff\xff")},
        {"big-endian", patched(sound, 126, "MI")},
        {"version 7.3", patched(sound, 125, "\x02")},
        {"a bomb", mat_file({mat_cells(name, {1, 1}, {zeros})}, true)},
        {"numbers, no cells", mat_file({mat_numbers(name, {1, 84}, std::vector<double>(84))}, false)},
        {"no variables", mat_file({}, false)},
        {"another variable", mat_file({mat_numbers("other", {1, 1}, {1})}, true)},
        {"cells in a cell",
         mat_file({mat_cells(name, {1, 1}, {mat_cells("", {1, 1}, {mat_empty()})})}, false)}};
  };
  expect_all_refused(mpi_inf_3dhp_reader(), annotation_, corpus("annot3"));
  expect_all_refused(mads_reader(), ground_truth_, corpus("GTpose2"));
}

TEST_F(HostileFiles, cells_ten_thousand_deep_get_one_short_line) {
  const auto refusal = [&](const Reader& reader, const fs::path& file, const std::string& name,
                           bool compressed) {
    write_bytes(file, mat_file({nested_cells(name, 10000)}, compressed));
    const std::string line = error_of(reader, file);
    EXPECT_LT(line.size(), file.string().size() + 200);
    return line;
  };
  for (const bool compressed : {false, true}) {
    EXPECT_THAT(
        refusal(mpi_inf_3dhp_reader(), annotation_, "annot3", compressed),
        ::testing::HasSubstr("annot3{0}: expected frames x 84 or 84 x frames numbers, found 1 x 1 cells"));
    EXPECT_THAT(refusal(mads_reader(), ground_truth_, "GTpose2", compressed),
                ::testing::HasSubstr("GTpose2{0}: expected 19 x 3 or 15 x 3 numbers, found 1 x 1 cells"));
    EXPECT_THAT(
        refusal(shelf_reader(), folder_ / "actorsGT.mat", "actor3D", compressed),
        ::testing::HasSubstr("expected numbers in at most 4 cells, found cells in cells without an end"));
  }
}

TEST_F(HostileFiles, a_compressed_variable_of_more_than_its_bytes_can_hold_is_refused_as_such) {
  constexpr std::int32_t many = 12 << 20;
  write_bytes(
      annotation_,
      mat_file({mat_cells("annot3", {1, 1}, {mat_numbers("", {many, 1}, std::vector<double>(many))})}, true));
  EXPECT_THAT(error_of(mpi_inf_3dhp_reader(), annotation_),
              ::testing::HasSubstr("compressed ones, too few for that"));
}

TEST_F(HostileFiles, hdf5_files_that_claim_more_than_they_hold_are_refused) {
  const auto annotation = [&](const Hdf5Shape& shape, const Hdf5DatasetOptions& options) {
    const std::string with_user_block =
        written("small.mat", [](const fs::path& f) { write_mpi_test_annotation(f, 1, false); });
    const std::string bytes = written("claim.h5", [&](const fs::path& f) {
      Hdf5File::create(f).create_dataset<double>("annot3", shape, options);
    });
    std::string file = with_user_block.substr(0, 512) + bytes;
    const std::uint64_t base = 512;
    std::memcpy(file.data() + 512 + 24, &base, sizeof base);
    return file;
  };
  const std::string sound =
      written("sound.mat", [](const fs::path& f) { write_mpi_test_annotation(f, 4, true); });
  std::string newer = sound;
  newer[512 + 8] = 3;
  std::string far_away = sound;
  std::memset(far_away.data() + 512 + 24, 0x7f, 8);
  expect_all_refused(
      mpi_inf_3dhp_reader(), test_annotation_,
      {{"2^40 frames, no chunk of them", annotation({1ULL << 40, 1, 17, 3}, {{64, 1, 17, 3}, true, 0})},
       {"2^40 frames, deflated", annotation({1ULL << 40, 1, 17, 3}, {{64, 1, 17, 3}, true, 6})},
       {"2^40 frames in a row", annotation({1ULL << 40, 1, 17, 3}, {})},
       {"no frames", annotation({0, 1, 17, 3}, {{1, 1, 17, 3}, true, 0})},
       {"another shape", annotation({4, 17, 2}, {})},
       {"superblock 3", newer},
       {"a base address beyond the file", far_away},
       {"a user block only", sound.substr(0, 512)}});
}

TEST_F(HostileFiles, chunks_that_no_stored_bytes_could_fill_are_named_as_such) {
  std::string bytes = written("sound.mat", [](const fs::path& f) { write_mpi_test_annotation(f, 4, true); });
  const auto numbers = [](std::initializer_list<std::uint32_t> values) {
    return std::string(reinterpret_cast<const char*>(values.begin()), values.size() * sizeof(std::uint32_t));
  };
  const std::size_t place = bytes.find(numbers({2, 1, 10, 3, 8}));  // the chunk's sizes and its items' bytes
  ASSERT_NE(place, std::string::npos);
  write_bytes(test_annotation_, patched(bytes, place, numbers({0x7fffffff, 1, 10, 3})));
  EXPECT_THAT(
      error_of(mpi_inf_3dhp_reader(), test_annotation_),
      ::testing::ContainsRegex("annot3: expected chunks that [0-9]+ stored bytes can fill, found 4 of "
                               ".2147483647, 1, 10, 3."));
}

}  // namespace
}  // namespace solopose::testing

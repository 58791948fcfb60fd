#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Small valid files of the four seed datasets' formats, written by code that shares nothing with the
/// readers.
namespace solopose::testing {

/// The value that element `index` of every sample array has.
inline double sample_value(std::uint64_t index) { return 0.5 * static_cast<double>(index) - 3; }

/// What a pickle of protocol 4 is put together from.
std::string pickled(const std::string& value);  ///< with header and STOP
std::string pickle_text(std::string_view text);
std::string pickle_dict(const std::vector<std::pair<std::string, std::string>>& items);
/// An array of sample values, dtype "f4" or "f8". `claimed` replaces the shape that is written, when it is
/// not empty.
std::string pickle_array(const std::vector<std::uint32_t>& shape, const std::string& dtype,
                         const std::vector<std::uint32_t>& claimed = {});
/// A 0-d object array around a value, as the data part of an .npy.
std::string pickle_object_array(const std::string& value);

std::string aist_pickle(std::uint32_t frames);
std::string h36m_pickle(std::uint32_t frames);

/// A .npy of objects around a pickle.
std::string npy_of_objects(const std::string& pickle);
/// A zip with one member.
void write_zip(const std::filesystem::path& file, const std::string& member, const std::string& bytes,
               bool deflated);
void write_h36m(const std::filesystem::path& file, std::uint32_t frames, bool deflated);

/// MAT 5 elements; data in MATLAB's order (first axis fastest).
std::string mat_numbers(const std::string& name, const std::vector<std::int32_t>& dims,
                        const std::vector<double>& values);
std::string mat_cells(const std::string& name, const std::vector<std::int32_t>& dims,
                      const std::vector<std::string>& cells);
/// An element without a header, as an empty cell is written.
std::string mat_empty();
std::string mat_file(const std::vector<std::string>& variables, bool compressed);

std::string mpi_annotation(std::int32_t frames, int cameras, bool transposed, bool compressed);
std::string mads_ground_truth(std::int32_t frames, std::int32_t joints, bool compressed);
/// annot_data.mat, HDF5 with MATLAB's user block; every third frame invalid.
void write_mpi_test_annotation(const std::filesystem::path& file, std::uint64_t frames, bool chunked);

}  // namespace solopose::testing

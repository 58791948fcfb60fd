#include "tests/core/landmarks/sample_graph.h"

namespace solopose::testing {
namespace {

template <typename T>
std::string bytes_of(const std::vector<T>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(T)};
}

}  // namespace

std::int32_t SampleGraph::tensor(const std::vector<std::int32_t>& shape, const std::vector<float>& values,
                                 FlatField sparsity) {
  return add(shape, 0, bytes_of(values), std::move(sparsity));
}

std::int32_t SampleGraph::integers(const std::vector<std::int32_t>& shape,
                                   const std::vector<std::int32_t>& values) {
  return add(shape, 2, bytes_of(values), {});
}

void SampleGraph::operation(std::int32_t code, const std::vector<std::int32_t>& inputs, std::int32_t output,
                            const std::vector<FlatField>& options) {
  const auto number = static_cast<std::int32_t>(codes_.size());
  codes_.push_back(flat_table({code}));
  operators_.push_back(
      flat_table({number, flat_integers(inputs), flat_integers({output}), 0, flat_table(options)}));
}

std::string SampleGraph::bytes(std::int32_t input, std::int32_t output) const {
  const FlatObject graph = flat_table(
      {flat_tables(tensors_), flat_integers({input}), flat_integers({output}), flat_tables(operators_)});
  return flat_file(
      flat_table({3, flat_tables(codes_), flat_tables({graph}), flat_bytes("sample"), flat_tables(buffers_)}),
      "TFL3");
}

std::int32_t SampleGraph::add(const std::vector<std::int32_t>& shape, std::int32_t type, std::string data,
                              FlatField sparsity) {
  const auto number = static_cast<std::int32_t>(tensors_.size());
  buffers_.push_back(data.empty() ? flat_table({}) : flat_table({flat_bytes(std::move(data))}));
  tensors_.push_back(flat_table({flat_integers(shape),
                                 type,
                                 number,
                                 flat_bytes("tensor " + std::to_string(number)),
                                 {},
                                 {},
                                 std::move(sparsity)}));
  return number;
}

}  // namespace solopose::testing

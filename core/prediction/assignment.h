#pragma once

#include <Eigen/Core>
#include <vector>

namespace solopose {

/// Which column each row gets, -1 for none, so that the sum of the costs of pairs and of `alone_cost` for
/// each row and each column without a partner is least. Costs are finite or +infinity, which is never chosen.
/// The Hungarian method with shortest augmenting paths (Jonker and Volgenant, 1987), O(n^3).
std::vector<int> least_assignment(const Eigen::MatrixXd& costs, double alone_cost);

}  // namespace solopose

#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// AMASS's .npz and others of the SMPL family (SMPL, SMPL-H, SMPL-X): angles (poses, or root_orient and
/// pose_body), one shape (betas), where the root is (trans), metres, z up. Joints follow by a body model that
/// the user has (body_model_choice.h): its regressor's, turned and moved; what skin does is not looked at.
Reader amass_reader();

}  // namespace solopose

#pragma once

namespace solopose {

/// From now on the process keeps up to 256 MB of freed memory for what asks next: files read one after the
/// other, or a training's steps, free what they took and ask for the same again. By default much of that goes
/// back to the system in between; taking it anew costs a training step an eighth of its time in page faults,
/// and a small file's reading half of it. For programs, not for libraries: once, at their start.
void keep_freed_memory();

}  // namespace solopose

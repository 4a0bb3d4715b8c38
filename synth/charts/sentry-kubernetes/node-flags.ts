/**
 * What keeps memory down: a young generation that stays small, an old one that is collected when it has grown by half,
 * a compiler without threads of its own, whose memory would never come back, and a first compiler that begins with
 * more at once, and so leaves what only runs at the start; and a collection of what the start has left, which the
 * reporter asks for. The chart, both Dockerfiles and the bench start Node with these.
 */
export const nodeFlags = [
  '--max-semi-space-size=2',
  '--heap-growing-percent=50',
  '--no-concurrent-recompilation',
  '--baseline-batch-compilation-threshold=16384',
  '--expose-gc',
];

/**
 * What keeps the memory of a burst down: a young generation that stays small, an old one that is collected when it
 * has grown by half, and a compiler without threads of its own, whose memory would never come back. The chart, both
 * Dockerfiles and the bench start Node with these.
 */
export const nodeFlags = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=50',
  '--no-concurrent-recompilation',
];

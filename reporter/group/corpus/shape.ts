/**
 * One message as its emitter writes it, and the issue it belongs to. The object is written as
 * `Kind/name{container}`, the issue as `Kind/name{container}: trouble`; braces only where there is a container.
 */
export type Shape = readonly [
  reason: string,
  component: string,
  object: string,
  message: string,
  issue: string,
];

/** What stands in the messages for what varies; the test exchanges each for another of its kind. */
export const pod = 'api-6d5f7c9b8d-x2x7k';
export const uid = '6f1c2f6e-9a55-4c8e-8f5e-0f5f5d1c7c11';
export const sandbox = '3f2a9d0c4b1e8f7a6d5c4b3a2f1e0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e';
export const digest = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** What a file may cost; far above any values file, far below what would hurt. */
export interface Limits {
  readonly bytes: number;
  readonly depth: number;
  /** Values after aliases are followed. */
  readonly values: number;
}

export const limits: Limits = { bytes: 4 * 1024 * 1024, depth: 100, values: 500_000 };

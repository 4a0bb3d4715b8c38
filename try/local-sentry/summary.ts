/** What stands above and below the list of issues. */
export interface Summary {
  readonly events: number;
  readonly repeated: number;
  readonly checkIns: number;
  /** Whether nothing more will come. */
  readonly complete: boolean;
  readonly passedOver: readonly { readonly why: string; readonly count: number }[];
}

const NEWLINE = 0x0a;

/** Cuts a byte stream into lines, holding back the unfinished rest. */
export interface LineCutter {
  /** The lines that `chunk` completes, without their newline. */
  push(chunk: Buffer): readonly string[];
  /** How many bytes of an unfinished line are held. */
  readonly pending: number;
}

/** Bytes are joined before they are decoded, so a character torn between chunks stays whole. */
export function lineCutter(): LineCutter {
  let rest: Buffer[] = [];
  let pending = 0;
  return {
    push(chunk) {
      const end = chunk.lastIndexOf(NEWLINE);
      if (end === -1) {
        rest.push(chunk);
        pending += chunk.length;
        return [];
      }
      const whole =
        rest.length === 0 ? chunk.subarray(0, end) : Buffer.concat([...rest, chunk.subarray(0, end)]);
      const tail = chunk.subarray(end + 1);
      rest = tail.length === 0 ? [] : [tail];
      pending = tail.length;
      return whole.toString('utf8').split('\n');
    },
    get pending() {
      return pending;
    },
  };
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventId } from './event-id.ts';

test('the same occurrence has the same id, and every other has another', () => {
  const valid = /^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/;
  fc.assert(
    fc.property(fc.string(), fc.uuid(), fc.nat(), (cluster, uid, count) => {
      const id = eventId(cluster, uid, count);
      expect(id).toMatch(valid);
      expect(eventId(cluster, uid, count)).toBe(id);
      expect(
        new Set([
          id,
          eventId(`${cluster}x`, uid, count),
          eventId(cluster, `${uid}x`, count),
          eventId(cluster, uid, count + 1),
        ]).size,
      ).toBe(4);
    }),
  );
});

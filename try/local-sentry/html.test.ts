import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from './html.ts';

test('no text of a cluster becomes markup, in an element or in an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', ' ', '=') }), (text) => {
      const { text: page } = html`<p title="${text}">${text}</p>`;
      expect(page.replace(/&#(\d+);/g, '')).toMatch(/^<p title="[a =]*">[a =]*<\/p>$/);
      expect(page.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code))).toBe(
        `<p title="${text}">${text}</p>`,
      );
    }),
  );
});

test('HTML inside HTML stays as it is', () => {
  expect(html`<ul>${['<', '>'].map((text) => html`<li>${text}</li>`)}</ul>`.text).toBe(
    '<ul><li>&#60;</li><li>&#62;</li></ul>',
  );
});

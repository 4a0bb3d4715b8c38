import { expect, it } from 'vitest';
import { scopesOf } from '../watch/scope.ts';
import { resumeFrom } from './resume.ts';

it('resumes each scope from its own place', () => {
  const places = { 'events/a': '5', 'events/b': '17' };
  expect(resumeFrom(places, scopesOf('events', ['a', 'b']))).toEqual(places);
});

it('begins a scope that is watched for the first time at the newest place of its resource', () => {
  expect(resumeFrom({ 'events/a': '5', 'events/b': '17' }, scopesOf('events', 'all'))).toEqual({
    events: '17',
  });
  expect(resumeFrom({ events: '9', pods: '99' }, scopesOf('events', ['a', 'b']))).toEqual({
    'events/a': '9',
    'events/b': '9',
  });
});

it('knows no place for a resource that was never watched, and drops what is not watched any more', () => {
  expect(resumeFrom({ events: '9', 'events/old': '3' }, scopesOf('pods', 'all'))).toEqual({});
  expect(resumeFrom({ events: '9', 'events/old': '3' }, scopesOf('events', 'all'))).toEqual({ events: '9' });
});

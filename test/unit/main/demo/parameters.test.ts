import { describe, expect, test } from 'vitest';
import { createTestDemo } from '../../../support/demo-server.ts';
import { call } from './api-calls.ts';

// The texts are those of the server's own tests of its parsers.

async function statusOf(parameter: string, text: string): Promise<number> {
  const query = `${parameter}=${encodeURIComponent(text)}`;
  return (await call(createTestDemo(), `GET /people?${query}`)).status;
}

describe.each(['include', 'select'])('%s', (parameter) => {
  test.each([
    'king/kong',
    'x,y',
    'x,/z',
    '/b',
    '/be,/he',
    '/name,/person/age',
    '/foo/anArray/x,/person/age,/eggs/bacon/sausage,/p',
    '/foo/_bar ',
    'größe',
  ])('may be "%s"', async (text) => {
    expect(await statusOf(parameter, text)).toBe(200);
  });

  test.each([
    ',,,',
    '(,,,',
    '(,,,)',
    'x/,z',
    "/x'n,/z",
    '/foo/0',
    '/',
    'path, isLink',
    'cm:title',
    'a.b',
  ])('may not be "%s"', async (text) => {
    expect(await statusOf(parameter, text)).toBe(400);
  });
});

test('include takes a name with a slash before it for another name', async () => {
  const demo = createTestDemo();
  const answer = await call(demo, 'GET /people?include=/capabilities');
  expect(JSON.stringify(answer.json)).not.toContain('isMutable');
});

describe('where', () => {
  test.each([
    ' ( fred   > g ) ',
    '(exists(/target/file))',
    '  ( EXISTS ( whitespace ) )  ',
    '  (  NOT EXISTS(b))',
    '(not exists(b))',
    '(EXISTS(/target/folder) AND NOT EXISTS(/target/site))',
    '(EXISTS   (  /target/folder  )   OR   EXISTS(  /target/site  )  )',
    '( fred/bloggs in (head,elbow) )',
    "( nextOne in ('me , you',56,egg) )",
    "( NOT nextOne in (5,56,fred, king, kong, 'fred\\'^') )",
    '(NOT dueAt between (5,8) AND nextOne between (green,blue))',
    '(fred matches(bob))',
    "( king/kong/hair matches ('fred%') )",
    "( dueAt >= '12.04.345' )",
    "( Fred/Bloggs = '%$NICE&*' )",
    "( DogHouse = 'Cat\\'s House' )",
    "( KING_KONG<='Mighty Mouse' )",
    '(android=1)',
  ])('may be "%s"', async (text) => {
    expect(await statusOf('where', text)).toBe(200);
  });

  test.each([
    '',
    'fred',
    '(noClosingBracket',
    'noOpeningBracket)',
    '(EXISTS(target.file))',
    '(exists  folder)',
    '(EXISTS(/target/folder)OR EXISTS(/target/site))',
    '(a=1 AND b=2 OR c=3)',
    '((a=1))',
    '(a=1 And b=2)',
    '(a In (1))',
    '( nextOne between (5,8,4) )',
    '( nextOne between 5,8 )',
    '( fred matches bob )',
    "( fred matches ('a','b') )",
    '( Fred/Bloggs = %$NICE&* )',
    '( Ken = (456) )',
    '( dueAt > 12.04 )',
    '(cm:title=1)',
    '(zones in ())',
    '(a=1',
    '(a=1) b',
  ])('may not be "%s"', async (text) => {
    expect(await statusOf('where', text)).toBe(400);
  });
});

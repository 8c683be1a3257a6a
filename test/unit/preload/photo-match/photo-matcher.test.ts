import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matchable } from '../../../../preload/rules/photo-match/person-keys.ts';
import {
  PhotoMatcher,
  type PhotoMatch,
} from '../../../../preload/rules/photo-match/photo-matcher.ts';
import { twoNames } from '../../../support/many-scripts.ts';

type Given = Partial<Matchable> & Pick<Matchable, 'id'>;

function person(given: Given): Matchable {
  return { email: null, firstName: null, lastName: null, enabled: true, ...given };
}

function match(names: readonly string[], people: readonly Given[]): PhotoMatch<Matchable>[] {
  const matcher = new PhotoMatcher<Matchable>();
  for (const name of names) matcher.addFile(name);
  for (const one of people) matcher.addPerson(person(one));
  return matcher.matches();
}

/** What one name says: the group, and who is likeliest. */
function says(name: string, people: readonly Given[]): string {
  const [found] = match([name], people);
  const [first] = found?.candidates ?? [];
  return first === undefined ? 'none' : `${found?.group ?? ''} ${first.person.id}`;
}

const ada = {
  id: 'alovelace',
  email: 'countess@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
};
const jose = { id: 'u1024', email: 'j.nunez@example.com', firstName: 'José', lastName: 'Núñez' };
const xiaoming = { id: 'u7', firstName: '小明', lastName: '王' };

describe('a file is surely somebody’s', () => {
  it.each([
    ['alovelace.jpg', ada],
    ['ALOVELACE.JPEG', ada],
    ['countess@example.com.png', ada],
    ['countess.webp', ada],
    ['Ada Lovelace.jpg', ada],
    ['ada.lovelace', ada],
    ['Lovelace, Ada.jpg', ada],
    ['lovelace_ada.jpg', ada],
    ['AdaLovelace.jpg', ada],
    ['photos/2024/Ada-Lovelace.jpg', ada],
    ['C:\\photos\\Ada+Lovelace.gif', ada],
    ['Ada Lovelace (1).jpg', ada],
    ['Ada Lovelace-2.jpg', ada],
    ['ada_lovelace_512x512.png', ada],
    ['Portrait Ada Lovelace.jpg', ada],
    ['Copy of Ada Lovelace - photo.jpg', ada],
    ['Jose Nunez.jpg', jose],
    ['Jose\u0301 Nu\u0301n\u0303ez.jpg', jose],
    ['NÚÑEZ José.jpg', jose],
    ['u1024.png', jose],
    ['王小明.jpg', xiaoming],
    ['小明 王.jpg', xiaoming],
  ])('%s', (name, whose) => {
    expect(says(name, [ada, jose, xiaoming])).toBe(`sure ${whose.id}`);
  });
});

describe('a file needs a look', () => {
  const grace = { id: 'ghopper', firstName: 'Grace', lastName: 'Hopper' };
  it.each([
    ['by a name alone', 'Ada.jpg', [ada], 'alovelace'],
    ['by a last name alone', 'Lovelace.jpg', [ada], 'alovelace'],
    ['by an initial', 'A. Lovelace.jpg', [ada, grace], 'alovelace'],
    ['by initials in the directory', 'g hopper.jpg', [{ ...grace, firstName: 'G.' }], 'ghopper'],
    ['by an id of one letter', 'a.jpg', [{ id: 'a' }], 'a'],
    ['by a name with a number', 'Ada Lovelace 1852.jpg', [ada], 'alovelace'],
    ['by what a camera has counted', 'IMG_1024.jpg', [{ id: '1024' }], '1024'],
    ['by nothing but noise', 'photo.jpg', [{ id: 'photo' }], 'photo'],
    [
      'by words in another order',
      'Lovelace King Ada.jpg',
      [{ ...ada, lastName: 'King Lovelace' }],
      'alovelace',
    ],
    [
      'by some of the words',
      'Ada King.jpg',
      [{ ...ada, firstName: 'Ada Augusta', lastName: 'King' }],
      'alovelace',
    ],
    [
      'by letters parted elsewhere',
      'Anna Lee.jpg',
      [{ id: 'u1', firstName: 'Ann', lastName: 'Alee' }],
      'u1',
    ],
    [
      'by consonants alone',
      'करण शर्मा.jpg',
      [{ id: 'u1', firstName: 'किरण', lastName: 'शर्मा' }],
      'u1',
    ],
    ['where the person is disabled', 'Ada Lovelace.jpg', [{ ...ada, enabled: false }], 'alovelace'],
    ['where an id is another’s mailbox', 'countess.jpg', [ada, { id: 'countess' }], 'countess'],
    ['where an id is another’s first name', 'grace.jpg', [grace, { id: 'grace' }], 'grace'],
    [
      'where a mailbox is another’s initial',
      'a.lovelace.jpg',
      [ada, { id: 'u2', email: 'a.lovelace@example.com' }],
      'u2',
    ],
    [
      'where the number may be a copy’s, or the id’s',
      'user-2.jpg',
      [{ id: 'user' }, { id: 'user-2' }],
      'user-2',
    ],
  ])('%s', (_, name, people, likeliest) => {
    expect(says(name, people)).toBe(`look ${likeliest}`);
  });

  it('where two files are for one person', () => {
    const matches = match(['Ada Lovelace.jpg', 'alovelace.png', 'ghopper.jpg'], [ada, grace]);
    expect(matches.map(({ group }) => group)).toEqual(['look', 'look', 'sure']);
    expect(matches[0]?.doubts).toEqual(['two-files']);
  });

  it('tells why', () => {
    const [found] = match(
      ['Ada.jpg'],
      [
        { ...ada, enabled: false },
        { ...ada, id: 'u2' },
      ],
    );
    expect(found?.doubts).toEqual(['several', 'weak']);
    expect(found?.candidates.map(({ person: { id } }) => id)).toEqual(['u2', 'alovelace']);
  });
});

describe('a file is nobody’s', () => {
  it.each(['Grace Hopper.jpg', 'al.jpg', '.jpg', '', '....', '(1).jpg', 'Love.jpg'])(
    '%j',
    (name) => {
      expect(says(name, [ada])).toBe('none');
    },
  );
});

it('an id stays sure that is made of another’s initials as well', () => {
  const people = [
    { id: 'jsmith', firstName: 'John', lastName: 'Smith' },
    { id: 'jsmith2', firstName: 'Jane', lastName: 'Smith' },
  ];
  expect(says('jsmith.jpg', people)).toBe('sure jsmith');
  expect(says('J Smith.jpg', people)).toBe('look jsmith');
});

it('five candidates at most are named, and all count', () => {
  const people = Array.from({ length: 50 }, (_, index) => ({
    ...ada,
    id: `u${index}`,
    email: null,
  }));
  const [found] = match(['Ada Lovelace.jpg'], people);
  expect(found?.candidates.map(({ person: { id } }) => id)).toEqual([
    'u0',
    'u1',
    'u10',
    'u11',
    'u12',
  ]);
  expect(found?.group).toBe('look');
});

describe('for names of any script', () => {
  const separator = fc.constantFrom(' ', '_', '-', '.', ', ', '+', '', '  ');
  const isSwapped = fc.boolean();
  const form = fc.constantFrom('NFC' as const, 'NFD' as const);

  it('one person of that name is found, in either order and either form', () => {
    fc.assert(
      fc.property(twoNames, separator, isSwapped, form, (names, between, swapped, normal) => {
        const { firstName, lastName } = names;
        const parts = swapped ? [lastName, firstName] : [firstName, lastName];
        const name = `${parts.join(between).normalize(normal)}.jpg`;
        expect(says(name, [{ id: '4711', ...names }])).toBe('sure 4711');
      }),
    );
  });

  it('a name that two people have is never sure, in whichever order they have it', () => {
    fc.assert(
      fc.property(twoNames, separator, isSwapped, isSwapped, (names, between, swapped, other) => {
        const { firstName, lastName } = names;
        const swappedNames = { firstName: lastName, lastName: firstName };
        const name = swapped ? [lastName, firstName] : [firstName, lastName];
        const people = [
          { id: '1', ...names },
          { id: '2', ...(other ? swappedNames : names) },
        ];
        const [found] = match([`${name.join(between)}.jpg`], people);
        expect(found?.group).toBe('look');
        expect(found?.doubts).toContain('several');
      }),
    );
  });

  it('a name that is another’s id or mailbox is never sure', () => {
    const owner = fc.constantFrom('id', 'mailbox');
    fc.assert(
      fc.property(twoNames, owner, separator, (names, what, between) => {
        const text = `${names.firstName}${between}${names.lastName}`;
        const other = what === 'id' ? { id: text } : { id: '2', email: `${text}@example.com` };
        const [found] = match([`${text}.jpg`], [{ id: '1', ...names }, other]);
        expect(found?.group).toBe('look');
      }),
    );
  });

  it('the first name or the last name alone is never sure', () => {
    fc.assert(
      fc.property(twoNames, isSwapped, ({ firstName, lastName }, isLast) => {
        const name = isLast ? lastName : firstName;
        const [found] = match([`${name}.jpg`], [{ id: '1', firstName, lastName }]);
        expect(found?.group).toBe('look');
      }),
    );
  });

  it('nobody is sure for two files, and whoever is sure has no rival by the same words', () => {
    const people = fc.array(twoNames, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(people, fc.array(twoNames, { maxLength: 8 }), (some, files) => {
        const everybody = some.map((names, index) => ({ id: String(index), ...names }));
        const names = [...some, ...files].map(
          ({ firstName, lastName }, index) =>
            `${index % 2 === 0 ? `${firstName} ${lastName}` : `${lastName}_${firstName}`}.jpg`,
        );
        const sure = match(names, everybody).filter(({ group }) => group === 'sure');
        const ids = sure.map(({ candidates }) => candidates[0]?.person.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { candidates } of sure) expect(candidates).toHaveLength(1);
      }),
    );
  });

  it('the order in which people are given does not matter', () => {
    fc.assert(
      fc.property(fc.array(twoNames, { minLength: 2, maxLength: 9 }), (some) => {
        const everybody = some.map((names, index) => ({ id: String(index), ...names }));
        const names = some.map(({ firstName, lastName }) => `${firstName} ${lastName}.jpg`);
        expect(match(names, everybody.toReversed())).toEqual(match(names, everybody));
      }),
    );
  });
});

it('survives any name of a file and any person', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  const people = fc.array(
    fc.record({ id: text, email: fc.option(text), firstName: text, lastName: text }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), people, (names, some) => {
      const matches = match(names, some);
      expect(matches).toHaveLength(names.length);
      for (const { candidates } of matches) expect(candidates.length).toBeLessThanOrEqual(5);
    }),
  );
});

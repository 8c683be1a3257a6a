import { expect, it } from 'vitest';
import { rowsAsTable } from '../../../../main/services/rows-as-table.ts';
import { makePerson } from '../../../support/people.ts';

const stored = (person: Parameters<typeof makePerson>[0]) => ({
  person: makePerson(person),
  changedAt: 1_700_000_000,
});

it('lays rows out as text with tabs and as a table, in the order of the columns', () => {
  const people = [
    stored({ id: 'ada', displayName: 'Ada Lovelace', jobTitle: 'Analyst', email: null }),
    stored({ id: 'bob', displayName: 'Bob', jobTitle: null, email: 'bob@example.com' }),
  ];
  expect(rowsAsTable(people, ['email', 'name', 'jobTitle', 'account', 'changedAt'])).toEqual({
    text: [
      '\tAda Lovelace\tAnalyst\tEnabled\t2023-11-14T22:13:20.000Z',
      'bob@example.com\tBob\t\tEnabled\t2023-11-14T22:13:20.000Z',
    ].join('\n'),
    html:
      '<table><tr><td></td><td>Ada Lovelace</td><td>Analyst</td><td>Enabled</td>' +
      '<td>2023-11-14T22:13:20.000Z</td></tr><tr><td>bob@example.com</td><td>Bob</td><td></td>' +
      '<td>Enabled</td><td>2023-11-14T22:13:20.000Z</td></tr></table>',
  });
});

it('keeps a row in one line, and what a server says out of formulas and markup', () => {
  const hostile = stored({
    id: 'x',
    displayName: 'Two\r\nlines\tand a tab',
    jobTitle: '=HYPERLINK("https://evil.example")',
    email: '<img src=x onerror=alert(1)>&amp;',
  });
  const { text, html } = rowsAsTable([hostile], ['name', 'jobTitle', 'email']);
  expect(text.split('\n')).toHaveLength(1);
  expect(text.split('\t')).toEqual([
    'Two lines and a tab',
    expect.stringMatching(/^[^=]/),
    '<img src=x onerror=alert(1)>&amp;',
  ]);
  expect(html).toContain('<td>&lt;img src=x onerror=alert(1)&gt;&amp;amp;</td>');
});

import { describe, expect, it } from 'vitest';
import {
  createProxyQuestions,
  type ProxyCredentials,
  type ProxyQuestions,
} from '../../../../main/services/proxy-questions.ts';
import type { ProxyQuestion } from '../../../../preload/model/proxy-question.ts';
import { settled } from '../../../support/fake-clock.ts';

const office = { host: 'proxy.example.com', port: 3128, realm: 'Office' };
const lab = { host: 'lab.example.com', port: 8080, realm: 'Lab' };
const right: ProxyCredentials = { userId: 'ada', password: 'right' };
const wrong: ProxyCredentials = { userId: 'ada', password: 'wrong' };

function current(questions: ProxyQuestions): ProxyQuestion {
  if (questions.current === null) throw new Error('No question is open');
  return questions.current;
}

async function answer(questions: ProxyQuestions, credentials: ProxyCredentials | null) {
  await settled();
  questions.answer({ id: current(questions).id, credentials });
  await settled();
}

describe('the sign-in to proxies', () => {
  it('asks once for all requests that wait, and never again', async () => {
    const questions = createProxyQuestions();
    const asked: (ProxyQuestion | null)[] = [];
    questions.asked.subscribe((question) => asked.push(question));
    const waiting = [1, 2, 3].map(() => questions.credentialsFor(office, null));
    await settled();
    expect(current(questions)).toMatchObject({ ...office, isRepeated: false });
    expect(questions.isWaiting).toBe(true);
    await answer(questions, right);
    expect(await Promise.all(waiting)).toEqual([right, right, right]);
    expect(await questions.credentialsFor(office, null)).toEqual(right);
    expect(questions.isWaiting).toBe(false);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toBeNull();
  });

  it('asks again where the proxy refused, and gives others the better answer', async () => {
    const questions = createProxyQuestions();
    const first = questions.credentialsFor(office, null);
    await answer(questions, wrong);
    const refused = await first;
    const second = questions.credentialsFor(office, refused);
    const third = questions.credentialsFor(office, refused);
    await settled();
    expect(current(questions).isRepeated).toBe(true);
    await answer(questions, right);
    expect(await Promise.all([second, third])).toEqual([right, right]);
    // Refused before the better answer came, and told so only now.
    expect(await questions.credentialsFor(office, refused)).toEqual(right);
    expect(questions.current).toBeNull();
  });

  it('takes a no for all that waits, until the user begins something', async () => {
    const questions = createProxyQuestions();
    const waiting = [1, 2].map(() => questions.credentialsFor(office, null));
    await answer(questions, null);
    expect(await Promise.all(waiting)).toEqual([null, null]);
    expect(await questions.credentialsFor(office, null)).toBeNull();
    expect(questions.current).toBeNull();
    questions.askAgain();
    const again = questions.credentialsFor(office, null);
    await answer(questions, right);
    expect(await again).toEqual(right);
  });

  it('asks about one proxy after the other', async () => {
    const questions = createProxyQuestions();
    const atOffice = questions.credentialsFor(office, null);
    const atLab = questions.credentialsFor(lab, null);
    await settled();
    expect(current(questions).host).toBe(office.host);
    await answer(questions, right);
    expect(current(questions).host).toBe(lab.host);
    await answer(questions, null);
    expect([await atOffice, await atLab]).toEqual([right, null]);
  });

  it('does nothing with an answer to a question that is gone', async () => {
    const questions = createProxyQuestions();
    const waiting = questions.credentialsFor(office, null);
    await settled();
    questions.answer({ id: 'another', credentials: wrong });
    expect(questions.isWaiting).toBe(true);
    await answer(questions, right);
    expect(await waiting).toEqual(right);
  });

  it('shows of what a proxy calls itself what can be read', async () => {
    const questions = createProxyQuestions();
    void questions.credentialsFor({ ...office, realm: `A\u202eB\u0007C${'x'.repeat(500)}` }, null);
    await settled();
    expect(current(questions).realm).toMatch(/^A B Cx{195}$/);
  });
});

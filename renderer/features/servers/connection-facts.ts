import type { ConnectionReport, ConnectionStep } from '../../../preload/model/connection-report.ts';
import type { Texts } from '../../i18n/texts.ts';
import { rightsText } from '../account/rights-text.ts';

/** Clocks that are as near as this are as good as equal: a request takes its time too. */
const negligibleSeconds = 5;

/** What a report tells about a step that went well, or well enough. */
export function factOf(step: ConnectionStep, report: ConnectionReport, texts: Texts): string {
  const words = texts.connectionTest;
  switch (step) {
    case 'reach':
      return report.serverUrl ?? '';
    case 'encryption':
      return report.isEncrypted === true ? words.encrypted : words.local;
    case 'clock':
      return clockFact(report.clockAheadSeconds, words);
    case 'sign-in':
      return report.rights === null ? '' : words.signedIn(report.rights.userId);
    case 'version': {
      const { repository } = report;
      if (repository === null) return words.versionUnknown;
      return texts.account.versionOf(repository.edition, repository.version);
    }
    case 'rights':
      if (report.rights === null) return '';
      return rightsText(report.rights.isAdmin, texts.account);
  }
}

function clockFact(aheadSeconds: number | null, words: Texts['connectionTest']): string {
  if (aheadSeconds === null) return words.clockUnknown;
  if (Math.abs(aheadSeconds) <= negligibleSeconds) return words.clockAgrees;
  return aheadSeconds > 0 ? words.clockAhead(aheadSeconds) : words.clockBehind(-aheadSeconds);
}

/** Why a step was not tested; nothing where another one has failed, since that says enough. */
export function whySkipped(
  step: ConnectionStep,
  report: ConnectionReport,
  words: Texts['connectionTest'],
): string {
  if (has(report, 'failed')) return '';
  return step === 'clock' ? words.clockUnknown : words.needsSignIn;
}

/** The report in one sentence. */
export function verdictOf(report: ConnectionReport, words: Texts['connectionTest']): string {
  if (has(report, 'failed')) return words.fails;
  const signIn = report.steps.find(({ step }) => step === 'sign-in');
  if (signIn?.status === 'skipped') return words.reachable;
  return has(report, 'warning') ? words.worksPartly : words.works;
}

type Status = ConnectionReport['steps'][number]['status'];

function has({ steps }: ConnectionReport, status: Status): boolean {
  return steps.some((one) => one.status === status);
}

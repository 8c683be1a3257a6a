import type { ConnectionReport, ConnectionStep } from '../../../preload/model/connection-report.ts';
import type { Texts } from '../../i18n/texts.ts';

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
      return report.rights.isAdmin ? texts.account.admin : texts.account.ordinary;
  }
}

function clockFact(aheadSeconds: number | null, words: Texts['connectionTest']): string {
  if (aheadSeconds === null) return words.clockUnknown;
  if (Math.abs(aheadSeconds) <= negligibleSeconds) return words.clockAgrees;
  return aheadSeconds > 0 ? words.clockAhead(aheadSeconds) : words.clockBehind(-aheadSeconds);
}

/** The report in one sentence. */
export function verdictOf({ steps }: ConnectionReport, words: Texts['connectionTest']): string {
  if (steps.some(({ status }) => status === 'failed')) return words.fails;
  return steps.some(({ status }) => status === 'warning') ? words.worksPartly : words.works;
}

interface Verdict {
  readonly pattern: RegExp;
  /** `{name}` stands for what the server names. */
  readonly message: string;
}

const verdicts: readonly Verdict[] = [
  {
    pattern: /^Unknown (?:property|aspect): (\S{1,200})/,
    message:
      'The content models of this server have no “{name}”. Check its prefix and its name, or ask an administrator.',
  },
  {
    pattern: /Namespace prefix (\S{1,200}) is not mapped/,
    message:
      'No content model of this server has the prefix “{name}”. Check the name of the property, or ask an administrator.',
  },
  {
    pattern: /^NameSpace cannot be used by API: (\S{1,200})/i,
    message:
      'Alfresco keeps “{name}” for itself and lets nobody set it. Choose a property of your own content model.',
  },
  {
    pattern: /^Found (\d+) integrity violations?/,
    message:
      'A rule of the server’s content model forbids one of these values. Read which one under Details and change it.',
  },
];

/**
 * What a refusal (400 or 422) means where the server has judged by its content models, as a sentence
 * that says what to do; null where it is about something else. Only a sentence hangs on the words of
 * the server: never what becomes of a change.
 */
export function modelVerdict(summary: string): string | null {
  for (const { pattern, message } of verdicts) {
    const match = pattern.exec(summary);
    if (match !== null) return message.replaceAll('{name}', () => match[1] ?? '');
  }
  return null;
}

const lookEveryMs = 500;

/**
 * Calls back once the process that started this one is gone. npm does not pass signals on to what
 * it runs, so a script that is to end with npm has to look for itself. The function returned ends
 * the looking, which does not keep a process alive.
 */
export function onParentEnd(react: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    react();
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

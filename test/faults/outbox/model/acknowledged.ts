import { AppError } from '../../../../preload/model/app-error.ts';

/** What the call says is safe; undefined where it said no. Only errors for the user may come out. */
export async function acknowledged<T>(
  call: Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  try {
    return { value: await call };
  } catch (error) {
    if (error instanceof AppError && error.data.code !== 'bug') return undefined;
    throw error;
  }
}

/** The value, or undefined when it came too late or failed; late work goes on and may still succeed. */
export async function inTime<T>(
  work: Promise<T>,
  withinMs: number,
  onFailed: (error: unknown) => void,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, withinMs, undefined);
  });
  const settled = work.catch((error: unknown) => {
    onFailed(error);
    return undefined;
  });
  return Promise.race([settled, late]).finally(() => clearTimeout(timer));
}

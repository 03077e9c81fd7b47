/** The same function, which formats a time anew only when the second has changed: many requests are signed in one. */
export function oncePerSecond(format: (now: Date) => string): (now: Date) => string {
  let second = Number.NaN;
  let text = '';
  return (now) => {
    const asked = Math.floor(now.getTime() / 1000);
    if (asked !== second) {
      text = format(now);
      second = asked;
    }
    return text;
  };
}

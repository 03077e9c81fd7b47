/**
 * Median and middle half of some figures.
 *
 * @returns {{ median: number, p25: number, p75: number }}
 */
export function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), p25: quantile(sorted, 0.25), p75: quantile(sorted, 0.75) };
}

/** Each list of figures, however deep, as its spread. */
export function summary(figures) {
  if (Array.isArray(figures)) return spread(figures);
  return Object.fromEntries(Object.entries(figures).map(([name, inner]) => [name, summary(inner)]));
}

/** Between two neighbours in proportion. */
function quantile(sorted, part) {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below + (above - below) * (place - Math.floor(place));
}

/** The items in the order of a round: each round another one goes first, and every second round it goes backwards. */
export function turned(items, round) {
  const start = round % items.length;
  const order = [...items.slice(start), ...items.slice(0, start)];
  return round % 2 === 0 ? order : order.reverse();
}

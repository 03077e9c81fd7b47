import type { Diagnosis } from 'bucket-preflight';
import { element } from './element.js';
import { texts } from './texts.js';

const PLACES = ['page', 'browser', 'preflight', 'store', 'answer'] as const;

/** Where each stage of a diagnosis stands on the way. `none` is beyond its end. */
const STOP: Readonly<Record<Diagnosis['stage'], number>> = {
  local: 1,
  preflight: 2,
  network: 3,
  response: 4,
  none: PLACES.length,
};

/** From one place to the next, in units of the picture. */
const STEP = { wide: 132, high: 52 };
const RADIUS = 15;

/** The way of the request as a picture, with the place where it stopped; and the same in words. */
export function showPath({ stage, code }: Diagnosis): HTMLElement {
  const stop = code === 'undecided' ? -1 : STOP[stage];
  const place = PLACES[stop];
  const passed = stop < 0 ? texts.pathUnknown : texts.pathPassed;
  const words = place === undefined ? passed : texts.pathStopped(texts.path[place]);
  return element(
    'section',
    {},
    element('h3', {}, texts.pathTitle),
    element(
      'figure',
      { class: 'path', 'data-testid': 'path', 'data-stop': place ?? 'none' },
      // Narrow screens get the one that goes down: the words of the other would be too small there.
      draw('across', stop, words),
      draw('down', stop, words),
      element('figcaption', {}, words),
    ),
  );
}

function draw(direction: 'across' | 'down', stop: number, words: string): SVGElement {
  const isAcross = direction === 'across';
  const [width, height] = isAcross ? [PLACES.length * STEP.wide, 78] : [260, PLACES.length * STEP.high];
  const picture = svg('svg', {
    viewBox: `0 0 ${width} ${height}`,
    class: direction,
    role: 'img',
    'aria-label': words,
  });
  for (const [index, place] of PLACES.entries()) {
    const [x, y] = isAcross ? [(index + 0.5) * STEP.wide, 24] : [24, (index + 0.5) * STEP.high];
    const state = stop < 0 || index > stop ? 'beyond' : index === stop ? 'stopped' : 'passed';
    if (index > 0) {
      const reached = stop >= 0 && index <= stop ? 'passed' : 'beyond';
      const back = isAcross ? STEP.wide - RADIUS : STEP.high - RADIUS;
      const line = isAcross
        ? { x1: x - back, y1: y, x2: x - RADIUS, y2: y }
        : { x1: x, y1: y - back, x2: x, y2: y - RADIUS };
      picture.append(svg('line', { ...line, class: reached }));
    }
    picture.append(
      svg('circle', { cx: x, cy: y, r: RADIUS, class: state }),
      svg('path', { d: MARKS[state], transform: `translate(${x} ${y})`, class: `mark ${state}` }),
      label(texts.path[place], isAcross ? [x, 60] : [x + 28, y + 5], isAcross, state),
    );
  }
  return picture;
}

/** Shapes, not colours alone: a tick, a cross, a dash. */
const MARKS = {
  passed: 'M-6 0 L-2 5 L7 -5',
  stopped: 'M-5 -5 L5 5 M5 -5 L-5 5',
  beyond: 'M-5 0 L5 0',
} as const;

function label(words: string, [x, y]: readonly [number, number], isAcross: boolean, state: string) {
  const text = svg('text', { x, y, 'text-anchor': isAcross ? 'middle' : 'start', class: state });
  text.textContent = words;
  return text;
}

function svg(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
}

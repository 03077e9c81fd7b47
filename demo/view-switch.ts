import { element } from './element.js';
import { texts } from './texts.js';

/** One way to look at the same thing. */
export interface View {
  readonly name: string;
  readonly node: HTMLElement;
  /** What is copied while it is shown. */
  readonly text: string;
  /** What stands below it. */
  readonly hint?: readonly (Node | string)[];
}

/** Several views of which one is shown, and the buttons that choose it. */
export function viewSwitch(views: readonly View[]): {
  buttons: HTMLElement;
  node: HTMLElement;
  text: () => string;
} {
  let shown = 0;
  const panes = views.map(({ node, hint }) =>
    element('div', {}, node, hint === undefined ? null : element('p', { class: 'hint' }, ...hint)),
  );
  const buttons = views.map(({ name }, index) => {
    const node = element('button', { type: 'button', class: 'quiet' }, name);
    node.addEventListener('click', () => show(index));
    return node;
  });
  const show = (chosen: number) => {
    shown = chosen;
    for (const [index, pane] of panes.entries()) pane.hidden = index !== chosen;
    for (const [index, node] of buttons.entries())
      node.setAttribute('aria-pressed', String(index === chosen));
  };
  show(0);
  return {
    buttons: element('div', { class: 'views', role: 'group', 'aria-label': texts.viewsLabel }, ...buttons),
    node: element('div', {}, ...panes),
    text: () => views[shown]?.text ?? '',
  };
}

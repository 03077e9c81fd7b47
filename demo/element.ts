type Attributes = Readonly<Record<string, string | boolean | undefined>>;
type Child = Node | string | null;

/**
 * Makes an element. Texts become text nodes, never markup, so that no value that a store or a person gives can be code.
 *
 * @param attributes - `true` sets an attribute without a value; `false` and `undefined` leave it out.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** A button that does something, unless it is told to rest; it never sends the form. */
export function button(label: string, onPress: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const node = element('button', { type: 'button', ...attributes }, label);
  node.addEventListener('click', () => {
    if (node.getAttribute('aria-disabled') !== 'true') onPress();
  });
  return node;
}

/** Lets a button rest. One that were disabled would lose the focus, and with it whoever uses a keyboard their place. */
export function setResting(node: HTMLButtonElement, isResting: boolean): void {
  node.setAttribute('aria-disabled', String(isResting));
}

// In place of the SDK's XML parser: a page has one, and 20 KB need not be fetched. The bundler puts this file in
// the place of `fast-xml-parser`, so that it has the same names and gives the same shapes.

/** An element: text, or its children by name with the text among them. */
type Parsed = string | { [name: string]: Parsed[] | string };

/** Says whether a text is well formed, as the SDK asks for it. */
export const XMLValidator = {
  validate: (text: string): true | { readonly err: { readonly msg: string; readonly line: number } } => {
    const error = read(text).querySelector('parsererror');
    if (error === null) return true;
    const said = error.textContent ?? '';
    return {
      err: { msg: said.split('\n')[0] ?? '', line: Number(/line (?:number )?(\d+)/i.exec(said)?.[1] ?? 1) },
    };
  },
};

/** Gives elements by local name, without attributes; every element in a list. */
export class XMLParser {
  parse(text: string): Parsed {
    const root = read(text).documentElement;
    return { [root.localName]: [parsedElement(root)] };
  }
}

function parsedElement(element: Element): Parsed {
  const texts = [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE)
    .map((node) => node.nodeValue ?? '')
    .join('');
  if (element.childElementCount === 0) return texts;
  // A name such as __proto__ is a name like any other.
  const children = new Map<string, Parsed[] | string>();
  for (const child of element.children) {
    const same = children.get(child.localName);
    const parsed = parsedElement(child);
    if (Array.isArray(same)) same.push(parsed);
    else children.set(child.localName, [parsed]);
  }
  if (texts !== '') children.set('#text', texts);
  return Object.fromEntries(children);
}

function read(text: string): Document {
  return new DOMParser().parseFromString(text, 'application/xml');
}

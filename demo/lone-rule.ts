/**
 * The one rule of a document by itself, as the store's document has it and as JSON. A whole document would replace all rules of
 * a bucket; where they are not known, only the rule itself may be offered, to be put among them by hand.
 */
export function loneRule({ document, json }: { readonly document: string; readonly json: string }): {
  readonly document: string;
  readonly json: string;
} {
  const lone = ruleInJson(json);
  return { document: document.startsWith('<') ? ruleElement(document) : lone, json: lone };
}

/** The only list of objects in it, whatever the vendor calls that. */
function ruleInJson(json: string): string {
  const value = JSON.parse(json) as object;
  const list = Array.isArray(value) ? value : Object.values(value).find(Array.isArray);
  return `${JSON.stringify((list as readonly unknown[] | undefined)?.[0], null, 2)}\n`;
}

/** Moved to the left as far as it stood within the document. */
function ruleElement(document: string): string {
  const [, indent = '', element = ''] = /^( *)(<CORSRule>.*?<\/CORSRule>)/ms.exec(document) ?? [];
  return `${element.replaceAll(`\n${indent}`, '\n')}\n`;
}

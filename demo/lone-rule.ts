/**
 * The one rule of a document by itself, as XML and as JSON. A whole document would replace all rules of a bucket; where
 * they are not known, only the rule itself may be offered, to be put among them by hand.
 */
export function loneRule({ document, json }: { readonly document: string; readonly json: string }): {
  readonly xml: string;
  readonly json: string;
} {
  const { CORSRules } = JSON.parse(json) as { readonly CORSRules: readonly unknown[] };
  return { xml: ruleElement(document), json: `${JSON.stringify(CORSRules[0], null, 2)}\n` };
}

/** Moved to the left as far as it stood within the document. */
function ruleElement(document: string): string {
  const [, indent = '', element = ''] = /^( *)(<CORSRule>.*?<\/CORSRule>)/ms.exec(document) ?? [];
  return `${element.replaceAll(`\n${indent}`, '\n')}\n`;
}

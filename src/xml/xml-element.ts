/** An element: its children by local name, each name with all elements that bear it. Text is a string. */
export interface XmlElement {
  readonly [name: string]: readonly XmlNode[];
}
export type XmlNode = XmlElement | string;

// What is used of the parser, as a module of its own: of a dynamic import a bundler keeps everything.
export { XMLParser, XMLValidator } from 'fast-xml-parser';

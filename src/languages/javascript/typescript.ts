/** The one place that names the parser: everything else of this front end takes it from here. */
export { ts } from 'ts-morph';

import type { Schema } from '../document/schema.js';

export const text = (description: string): Schema<string> => ({ description, type: 'string' });

/** The version of the form, which every saved file begins with. */
export const FORMAT: Schema<1> = { description: 'The version of the form.', type: 'integer', enum: [1] };

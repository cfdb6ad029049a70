type TypeName<T> = T extends string
  ? 'string'
  : T extends number
    ? 'number' | 'integer'
    : T extends boolean
      ? 'boolean'
      : T extends readonly unknown[]
        ? 'array'
        : 'object';

type ItemOf<T> = T extends readonly (infer Item)[] ? Item : never;
type ObjectOf<T> = T extends object ? (T extends readonly unknown[] ? never : T) : never;
type RequiredKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];
type OptionalKey<T> = Exclude<keyof T, RequiredKey<T>>;
/** The value of a map with free names, e.g. `clients`. */
type ValueOf<T> = string extends keyof T ? T[keyof T & string] : never;

/**
 * JSON Schema (draft-07) of the values of `T`, checked by the compiler: keys, types and required keys agree with the interface.
 * `description` says what is accepted; editors show it and error messages repeat it.
 */
export interface Schema<T> {
  $schema?: string;
  $id?: string;
  title?: string;
  description: string;
  /** A list of names where several forms are accepted, e.g. a role as text or as a mapping. */
  type: TypeName<T> | readonly TypeName<T>[];
  enum?: readonly T[];
  default?: T;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  items?: Schema<ItemOf<T>>;
  minItems?: number;
  properties?: { [K in keyof ObjectOf<T>]-?: Schema<Exclude<ObjectOf<T>[K], undefined>> };
  required?: readonly RequiredKey<ObjectOf<T>>[];
  additionalProperties?: false | Schema<ValueOf<ObjectOf<T>>>;
  minProperties?: number;
  /** Keys that exclude others: beside the first, none of the second may stand. */
  dependencies?: { [K in OptionalKey<ObjectOf<T>>]?: { properties: { [L in OptionalKey<ObjectOf<T>>]?: { not: object; description: string } } } };
  /** The value is confidential: no message shows it. */
  writeOnly?: true;
}

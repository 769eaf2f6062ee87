/** A field as its schema declares it. */
export interface SchemaField {
  readonly isNullable: boolean;
  readonly isList: boolean;
  /** Of `@db.Timestamp(6)`: Timestamp. */
  readonly nativeType: string | undefined;
  /** Of `@db.Timestamp(6)`: 6. */
  readonly precision: number | undefined;
}

/** What the text of a schema says of a field; undefined where that is not certain. */
export function schemaField(schema: string, model: string, field: string): SchemaField | undefined {
  const block = new RegExp(`^\\s*(?:model|view)\\s+${model}\\s*\\{([^]*?)^\\s*\\}`, 'm');
  const fields = block.exec(withoutComments(schema))?.[1] ?? '';
  const declarations = [
    ...fields.matchAll(new RegExp(`^\\s*${field}\\s+\\w+(\\?|\\[\\])?(.*)$`, 'gm')),
  ];
  const [declaration] = declarations;
  if (declaration === undefined || declarations.length > 1) return undefined;
  const [, arity, attributes = ''] = declaration;
  const native = /@\w+\.(\w+)(?:\((\d+)\))?/.exec(attributes);
  return {
    isNullable: arity === '?',
    isList: arity === '[]',
    nativeType: native?.[1],
    precision: native?.[2] === undefined ? undefined : Number(native[2]),
  };
}

/** Texts first: an address in one would pass for a comment. */
function withoutComments(schema: string): string {
  return schema
    .replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replaceAll(/\/\/.*/g, '')
    .replaceAll(/\/\*[^]*?\*\//g, '');
}

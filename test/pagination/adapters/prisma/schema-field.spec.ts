import { describe, expect, it } from '@jest/globals';
import { schemaField } from '../../../../lib/adapters/prisma/schema-field.js';

const SCHEMA = `
/* model Visit {
  id Int?
} */
model Visits {
  seenAt DateTime?
}

model Visit {
  id     Int       @id /// the key
  // seenAt DateTime?
  seenAt DateTime  @default(dbgenerated("// @db.Timestamp(0)")) @map("seen_at") @db.Timestamptz(6)
  left   DateTime? @db.Timestamp
  tags   String[]
  url    String    @default("https://example.test/{}")
  @@index([seenAt,
    id])
}

view Summary {
  total Int?
}
`;

describe('the declaration of a field in a schema', () => {
  it.each([
    ['id', false, undefined, undefined],
    ['seenAt', false, 'Timestamptz', 6],
    ['left', true, 'Timestamp', undefined],
    ['url', false, undefined, undefined],
  ])('tells of %s whether it may be NULL and what the database makes of it', (field, ...facts) => {
    const [isNullable, nativeType, precision] = facts;
    const declared = { isNullable, isList: false, nativeType, precision };
    expect(schemaField(SCHEMA, 'Visit', field)).toEqual(declared);
  });

  it('tells a list, and a column of a view', () => {
    expect(schemaField(SCHEMA, 'Visit', 'tags')).toMatchObject({ isList: true });
    expect(schemaField(SCHEMA, 'Summary', 'total')).toMatchObject({ isNullable: true });
  });

  it('is not certain where there is none, or more than one', () => {
    expect(schemaField(SCHEMA, 'Visit', 'nothing')).toBeUndefined();
    expect(schemaField(SCHEMA, 'Nobody', 'id')).toBeUndefined();
    const twice = SCHEMA.replace('  tags ', '  id Int?\n  tags ');
    expect(schemaField(twice, 'Visit', 'id')).toBeUndefined();
  });
});

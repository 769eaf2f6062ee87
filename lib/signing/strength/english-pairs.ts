// Made by tools/english-pairs.mjs: do not edit.

/**
 * For each letter a line, in it a character for each letter that may follow: log2 of how much more likely it follows in
 * English than by chance, in half bits, `a` for -12. Rounded down, so that chance is never overestimated.
 */
export const ENGLISH_PAIRS = [
  'ajonagmakaknmqalaonqiigfla',
  'oejereeeineoeepeeljgneeepe',
  'qbhbobbqlbnobbqbbmjoibbbfb',
  'odflsdddoddjjdnfdipdnfddkd',
  'ndnnlkdegbamkockgqqndlgkke',
  'oehenmeeqeekeereepimneeeje',
  'oeeesejnpeememmeelmgoeeeee',
  'qbbbtbbbpbbbgbodejbibbbbeb',
  'ijmllilaaahmmqokakprckagah',
  'jhhhshhhjhhhhhhhhhshhhhhhh',
  'ojggtgigmggggmigggqgkggggg',
  'ofborjbbqbdobbqbbjmklhbbkb',
  'qkiksdddofddlhpoddndidddfd',
  'mamqpjofijhiiiphacoohjaaja',
  'jjlmjoiaeeikmrllaqlnojmeaf',
  'qdddpfhhmddpkfondpkoldddjd',
  'jjjjjjjjjjjpjjjjjjjjtjjjjj',
  'nehjrffcoajkjjpcaknnlmgana',
  'nbkbrgblnbjigdnifborkbkbhb',
  'naebpddspjagbandalojjaiaja',
  'klldofjdkddqkpfkdqopdddfdd',
  'qfffufffofffffifffffffffff',
  'odgdnddrqddddnpddnnddddddd',
  'nikiniiipiiiiiiriiiqiiiili',
  'jhhhmhhhhhhhhmqphhqphojhhh',
  'jjjjsjjjnjjnjjjjjjjjjjjjjn',
];

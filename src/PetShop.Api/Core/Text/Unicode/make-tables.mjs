// Writes tables.txt from the Unicode data that Node.js carries: node make-tables.mjs > tables.txt
const hex = text => [...text].map(c => c.codePointAt(0).toString(16).toUpperCase()).join(' ');
const isHangul = cp => cp >= 0xac00 && cp <= 0xd7a3;

const characters = [];
for (let cp = 0; cp <= 0x10ffff; cp++)
  if ((cp < 0xd800 || cp > 0xdfff) && !isHangul(cp) && !/\p{Cn}/u.test(String.fromCodePoint(cp)))
    characters.push(String.fromCodePoint(cp));

// One mark of each canonical combining class; no class has been added since Unicode 3.0, except 6 (in 13.0).
const classes = {
  1: 0x334, 6: 0x16ff0, 7: 0x93c, 8: 0x3099, 9: 0x94d, 10: 0x5b0, 11: 0x5b1, 12: 0x5b2, 13: 0x5b3, 14: 0x5b4, 15: 0x5b5, 16: 0x5b6,
  17: 0x5b7, 18: 0x5b8, 19: 0x5b9, 20: 0x5bb, 21: 0x5bc, 22: 0x5bd, 23: 0x5bf, 24: 0x5c1, 25: 0x5c2, 26: 0xfb1e, 27: 0x64b,
  28: 0x64c, 29: 0x64d, 30: 0x64e, 31: 0x64f, 32: 0x650, 33: 0x651, 34: 0x652, 35: 0x670, 36: 0x711, 84: 0xc55, 91: 0xc56,
  103: 0xe38, 107: 0xe48, 118: 0xeb8, 122: 0xec8, 129: 0xf71, 130: 0xf72, 132: 0xf74, 202: 0x321, 214: 0x1dce, 216: 0x31b,
  218: 0x302a, 220: 0x316, 222: 0x59a, 224: 0x302e, 226: 0x1d16d, 228: 0x5ae, 230: 0x300, 232: 0x315, 233: 0x35c, 234: 0x35d, 240: 0x345,
};
const marks = Object.entries(classes).map(([number, cp]) => [number, String.fromCodePoint(cp)]);
const swaps = (a, b) => (a + b).normalize('NFD') !== a.normalize('NFD') + b.normalize('NFD');

// Two marks of one class never change places; a mark changes places with a lower or a higher one; a starter with none.
function classOf(c) {
  if (c.normalize('NFD') !== c || !marks.some(([, mark]) => swaps(c, mark) || swaps(mark, c)))
    return 0;
  return marks.find(([, mark]) => !swaps(c, mark) && !swaps(mark, c))[0];
}

function mappingOf(c) {
  const canonical = c.normalize('NFD');
  const compatible = c.normalize('NFKD');
  if (canonical === c)
    return compatible === c ? null : `~${hex(compatible)}`;
  if (c.normalize('NFC') !== c)
    return `!${hex(canonical)}`;
  const parts = [...canonical];
  const last = parts.pop();
  const first = parts.join('').normalize('NFC');
  if ([...first].length !== 1 || (first + last).normalize('NFC') !== c)
    throw new Error(`no pair for ${hex(c)}`);
  return `=${hex(first + last)}`;
}

console.log(`# Unicode ${process.versions.unicode}: canonical combining classes (:), pairs that compose (=), canonical (!) and compatibility (~) mappings.`);
console.log('# Made by make-tables.mjs from data (c) Unicode, Inc., under the Unicode License v3, https://www.unicode.org/license.txt');
for (const c of characters) {
  const mapping = mappingOf(c);
  if (mapping)
    console.log(hex(c) + mapping);
}
let start = null;
let end = null;
let open = 0;
const close = () => open && console.log(`${start === end ? hex(start) : `${hex(start)}-${hex(end)}`}:${open}`);
for (const c of characters) {
  const number = classOf(c);
  if (number && number === open && c.codePointAt(0) === end.codePointAt(0) + 1) {
    end = c;
    continue;
  }
  close();
  [start, end, open] = [c, c, number];
}
close();

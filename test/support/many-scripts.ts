import fc from 'fast-check';

/** A first and a last name. */
export interface TwoNames {
  readonly firstName: string;
  readonly lastName: string;
}

const names: Readonly<Record<string, readonly string[]>> = {
  latin: ['Ada', 'Zoë', 'José', 'Łukasz', 'Åke', 'Søren', 'Nguyễn', 'Hương', 'Núñez', 'Weiß'],
  cyrillic: ['Ирина', 'Андрей', 'Соколова', 'Ёлкина', 'Юрій', 'Шевченко', 'Ђорђе'],
  greek: ['Ελένη', 'Γιώργος', 'Παπαδοπούλου', 'Ηλίας', 'Άννα'],
  arabic: ['ليلى', 'أحمد', 'حداد', 'مُحَمَّد', 'فاطمة'],
  hebrew: ['נועם', 'כהן', 'שָׁלוֹם', 'לוי', 'מרים'],
  han: ['小明', '伟', '王', '欧阳', '李', '丽华'],
  kana: ['さくら', 'がとう', 'かとう', 'ケンジ', 'ゲンジ'],
  hangul: ['민준', '김', '서연', '박', '이'],
  devanagari: ['आरती', 'किरण', 'करण', 'शर्मा', 'वर्मा'],
  thai: ['สมชาย', 'ใจดี', 'สมใจ', 'กานดา'],
};

/** Names as people have them: both in one script, some with several words. */
export const twoNames: fc.Arbitrary<TwoNames> = fc
  .constantFrom(...Object.values(names))
  .chain((ofScript) => {
    const word = fc.constantFrom(...ofScript);
    const name = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));
    return fc.record({ firstName: name, lastName: name });
  });

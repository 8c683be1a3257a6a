/** A name as it is written, and in plain Latin letters for ids and e-mail addresses. */
export interface Name {
  readonly text: string;
  readonly latin: string;
}

type Names = readonly [Name, ...Name[]];

/** The names of one language. */
export interface Culture {
  readonly feminine: Names;
  readonly masculine: Names;
  readonly family: Names;
  /** Where the family name of women has another form. */
  readonly familyOfWomen?: Names;
  /** What colleagues of this culture say they speak. */
  readonly languages: readonly string[];
}

/**
 * Parses names apart by blanks, each `text` or `text/latin`; a missing Latin form is the text without
 * accents. An underscore stands for a blank.
 */
function names(list: string): Names {
  const [first = { text: '', latin: '' }, ...others] = list.split(/\s+/).map((item) => {
    const [text = '', latin = text] = item.replaceAll('_', ' ').split('/');
    return { text, latin: plainLatin(latin) };
  });
  return [first, ...others];
}

function plainLatin(text: string): string {
  return text
    .replace(/[łŁ]/g, 'l')
    .replace(/[øØ]/g, 'o')
    .replace(/[ðÐ]/g, 'd')
    .replace(/[þÞ]/g, 'th')
    .replace(/[đĐ]/g, 'd')
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .replace(/[æÆ]/g, 'ae')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

const english: Culture = {
  feminine: names(
    'Olivia Amelia Grace Hannah Chloe Naomi Ruth Imogen Maya Eleanor Joyce Priscilla',
  ),
  masculine: names('Oliver George Samuel Marcus Theo Arthur Desmond Isaac Leo Gareth Julian Omari'),
  family: names(
    "Smith Taylor Brown Okafor Clarke Hughes O'Neill Whitfield Marlow Patel Ashdown Kerr Fox Bennett Adeyemi Lloyd",
  ),
  languages: ['English'],
};

const german: Culture = {
  feminine: names('Änne Käthe Frauke Lena Sabine Ingrid Mareike Svenja Heike Wiebke'),
  masculine: names('Jörg Günther Björn Lukas Matthias Uwe Tobias Sören Karl-Heinz Jonas'),
  family: names(
    'Müller Groß Schäfer Weiß Köhler Jäger Brandt Vogel Lüders Hofmann Böhm Lang Straub Öztürk Kühn Wolff',
  ),
  languages: ['Deutsch', 'English'],
};

const french: Culture = {
  feminine: names('Élodie Zoé Camille Françoise Maëlle Inès Aurélie Noémie Solène Hélène'),
  masculine: names('François Étienne Loïc Jérôme Théo Mathéo Gaël Benoît Hervé Anaël'),
  family: names(
    "Lefèvre Béranger Garçon D'Amico Moreau Chevalier Guérin Faure Besançon Lacroix Núñez Perrin Diallo Barthélemy",
  ),
  languages: ['Français', 'English'],
};

const spanish: Culture = {
  feminine: names('Lucía María_José/mariajose Begoña Inés Ximena Rocío Sofía Noelia Itziar Paloma'),
  masculine: names('José Ángel Íñigo Andrés Joaquín Raúl Martín Álvaro Iker Nicolás'),
  family: names(
    'García Núñez Ibáñez Muñoz Peña Domínguez Vázquez Echeverría Zúñiga Ortega Salcedo Castaño Rubio Solís',
  ),
  languages: ['Español', 'English'],
};

const portuguese: Culture = {
  feminine: names('Conceição Inês Beatriz Luísa Thaís Jussara Graça Letícia Mónica Iara'),
  masculine: names('João Simão Tomás Vinícius Thiago Estêvão Otávio Caetano Gonçalo Davi'),
  family: names(
    'Gonçalves Magalhães Araújo Conceição Simões Brandão Assunção Pinto Lacerda Teixeira Falcão',
  ),
  languages: ['Português', 'English'],
};

const nordic: Culture = {
  feminine: names('Åsa Sólveig/solveig Þórdís Øyvor Märta Hjördis Kirsten Ása Linnéa Päivi'),
  masculine: names('Øyvind Håkon Åke Ásgeir Jørgen Þór Göran Sævar Väinö Mads'),
  family: names(
    'Ångström Sørensen Bjørnson Håkansson Guðmundsdóttir Nygård Lindqvist Mäkelä Virtanen Østby Åberg Friðriksson',
  ),
  languages: ['Svenska', 'Norsk', 'English'],
};

const westSlavic: Culture = {
  feminine: names(
    'Łucja Małgorzata Žofie Zdeňka Božena Kateřina Światosława Eliška Zuzana Grażyna',
  ),
  masculine: names('Łukasz Stanisław Jiří Ondřej Zbigniew Tomáš Přemysl Michał Dušan Wojciech'),
  family: names(
    'Wójcik Dvořák Źródło Łęcki Nowák Kowalczyk Šťastný Mazur Žižka Błaszczyk Kučera Pietrzak',
  ),
  languages: ['Polski', 'Čeština', 'English'],
};

const turkish: Culture = {
  feminine: names('Ayşe Gülşen İpek Çiğdem Şule Özlem Elif Müge Yıldız Nilüfer'),
  masculine: names('Çağrı İbrahim Oğuz Şahin Ümit Kağan Barış Göktuğ Yiğit Emre'),
  family: names('Yılmaz Çelik Şimşek Öztürk Aydın Güneş Işık Doğan Koç Yıldırım Erdoğdu'),
  languages: ['Türkçe', 'English'],
};

const vietnamese: Culture = {
  feminine: names('Thị_Hương/huong Ngọc Quỳnh Thảo Phượng Bích Hạnh Tuyết'),
  masculine: names('Đức Hiếu Quốc Tuấn Dũng Thắng Khánh Hoàng'),
  family: names('Nguyễn Trần Lê Phạm Đặng Bùi Đỗ Hồ Ngô Dương'),
  languages: ['Tiếng Việt', 'English'],
};

const greek: Culture = {
  feminine: names(
    'Ελένη/eleni Μαρία/maria Αικατερίνη/aikaterini Δήμητρα/dimitra Χρυσάνθη/chrysanthi Ζωή/zoi',
  ),
  masculine: names(
    'Γιώργος/giorgos Δημήτρης/dimitris Νίκος/nikos Κωνσταντίνος/konstantinos Ηλίας/ilias Στέφανος/stefanos',
  ),
  family: names(
    'Παπαδάκης/papadakis Οικονόμου/oikonomou Γεωργίου/georgiou Αθανασίου/athanasiou Βλάχου/vlachou Ιωάννου/ioannou Θεοδώρου/theodorou',
  ),
  languages: ['Ελληνικά', 'English'],
};

const cyrillic: Culture = {
  feminine: names(
    'Ольга/olha Наталія/nataliia Анастасия/anastasia Віра/vira Ђурђа/djurdja Светлана/svetlana Юлия/yuliya Дарья/darya',
  ),
  masculine: names(
    'Олексій/oleksii Дмитрий/dmitry Андрій/andrii Његош/njegos Сергей/sergey Богдан/bohdan Ярослав/yaroslav Юрій/yurii',
  ),
  family: names(
    'Шевченко/shevchenko Ковальчук/kovalchuk Щербак/shcherbak Іваненко/ivanenko Черных/chernykh Бондаренко/bondarenko Мельник/melnyk Ђорђевић/djordjevic',
  ),
  languages: ['Українська', 'English'],
};

const chinese: Culture = {
  feminine: names('秀英/xiuying 丽/li 雨桐/yutong 思涵/sihan 静/jing 梓萱/zixuan 晓明/xiaoming'),
  masculine: names('伟/wei 建国/jianguo 浩然/haoran 子轩/zixuan 强/qiang 志远/zhiyuan 明/ming'),
  family: names(
    '王/wang 李/li 张/zhang 刘/liu 陈/chen 欧阳/ouyang 赵/zhao 黄/huang 周/zhou 司马/sima',
  ),
  languages: ['中文', 'English'],
};

const japanese: Culture = {
  feminine: names('さくら/sakura 美咲/misaki 陽子/yoko 結衣/yui 葵/aoi ハナコ/hanako'),
  masculine: names('太郎/taro 健一/kenichi 翔太/shota 大輔/daisuke 蓮/ren マコト/makoto'),
  family: names(
    '佐藤/sato 鈴木/suzuki 高橋/takahashi 渡辺/watanabe 山本/yamamoto 小林/kobayashi 髙田/takada 斎藤/saito',
  ),
  languages: ['日本語', 'English'],
};

const korean: Culture = {
  feminine: names('서연/seoyeon 지우/jiwoo 하은/haeun 민지/minji 수빈/subin 은주/eunju'),
  masculine: names('민준/minjun 도윤/doyun 지훈/jihun 현우/hyunwoo 성호/seongho 준서/junseo'),
  family: names('김/kim 이/lee 박/park 최/choi 정/jung 남궁/namgung 황보/hwangbo 강/kang'),
  languages: ['한국어', 'English'],
};

const arabic: Culture = {
  feminine: names('فاطمة/fatima ليلى/layla نور/nour مريم/maryam هدى/huda سلمى/salma'),
  masculine: names('محمد/mohammed يوسف/yousef خالد/khaled عمر/omar طارق/tariq حسن/hassan'),
  family: names(
    'الحسيني/alhusseini حداد/haddad النجار/alnajjar خوري/khoury منصور/mansour الشامي/alshami عبد_الله/abdallah',
  ),
  languages: ['العربية', 'English', 'Français'],
};

const hebrew: Culture = {
  feminine: names('רבקה/rivka נועה/noa שירה/shira תמר/tamar יעל/yael מיכל/michal'),
  masculine: names('דוד/david איתן/eitan יונתן/yonatan משה/moshe אורי/uri נועם/noam'),
  family: names(
    'כהן/cohen לוי/levi מזרחי/mizrahi פרץ/peretz ביטון/biton בן_דוד/bendavid שפירא/shapira',
  ),
  languages: ['עברית', 'English'],
};

const devanagari: Culture = {
  feminine: names('प्रिया/priya अनन्या/ananya लक्ष्मी/lakshmi सुनीता/sunita काव्या/kavya'),
  masculine: names('राहुल/rahul अर्जुन/arjun विक्रम/vikram कृष्ण/krishna संजय/sanjay'),
  family: names(
    'शर्मा/sharma वर्मा/verma गुप्ता/gupta श्रीवास्तव/srivastava त्रिपाठी/tripathi जोशी/joshi',
  ),
  languages: ['हिन्दी', 'English'],
};

const thai: Culture = {
  feminine: names('สมหญิง/somying มาลี/malee น้ำฝน/namfon พิมพ์/pim'),
  masculine: names('สมชาย/somchai ธนากร/thanakorn วิชัย/wichai ณัฐ/nat'),
  family: names('ใจดี/jaidee ศรีสุข/srisuk วงศ์ทอง/wongthong รุ่งเรือง/rungrueang'),
  languages: ['ไทย', 'English'],
};

const georgian: Culture = {
  feminine: names('ნინო/nino თამარ/tamar ქეთევან/ketevan მარიამ/mariam'),
  masculine: names('გიორგი/giorgi დავით/davit ლევან/levan ზურაბ/zurab'),
  family: names('ბერიძე/beridze კაპანაძე/kapanadze გელაშვილი/gelashvili წიკლაური/tsiklauri'),
  languages: ['ქართული', 'English'],
};

/** Everybody's culture; one that stands here several times is met more often. */
export const cultures: readonly [Culture, ...Culture[]] = [
  ...[english, english, english, english, german, german, german, german],
  ...[french, french, spanish, spanish, portuguese, nordic, nordic, westSlavic, westSlavic],
  ...[turkish, vietnamese, greek, cyrillic, cyrillic, chinese, chinese, japanese, japanese],
  ...[korean, arabic, arabic, hebrew, devanagari, thai, georgian],
] as [Culture, ...Culture[]];

/** What lists of references are called, in small letters. A list of another name is known by what it is made of. */
const names: ReadonlySet<string> = new Set(
  [
    'references|reference|reference list|list of references|references and sources|references cited|references and notes',
    'sources|source|sources cited|sources and references|sources used|list of sources|source list|citations|works cited',
    'bibliography|literature|literature cited|footnotes|endnotes|notes and references|links|cited sources|cited works',
    'quellen|quellenangaben|quellenverzeichnis|quellennachweise|literatur|literaturverzeichnis|referenzen|belege',
    'einzelnachweise|nachweise|fußnoten|quellen und literatur|verwendete quellen',
    'références|références bibliographiques|bibliographie|notes et références|ouvrages cités|sources citées|liens',
    'referencias|referencias bibliográficas|fuentes|bibliografía|citas|obras citadas|notas y referencias',
    'referências|referências bibliográficas|fontes|bibliografia|obras citadas|notas e referências|referències|fonts',
    'riferimenti|riferimenti bibliografici|fonti|note|note e riferimenti|opere citate',
    'bronnen|bronvermelding|bronnenlijst|referenties|literatuur|literatuurlijst|voetnoten|verwijzingen',
    'källor|källförteckning|referenser|kilder|kildeliste|referencer|referanser|litteratur|lähteet|viitteet|heimildir',
    'źródła|przypisy|odniesienia|odnośniki|zdroje|literatura|reference a zdroje|források|hivatkozások|irodalom',
    'irodalomjegyzék|surse|referințe|bibliografie|referinte|izvori|viri|reference|allikad|viited|avoti|šaltiniai|atsauces',
    'источники|ссылки|список литературы|список источников|литература|примечания|библиография|использованные источники',
    'джерела|посилання|список літератури|література|източници|извори|литература|препратки',
    'πηγές|αναφορές|βιβλιογραφία|παραπομπές|kaynaklar|kaynakça|referanslar|mənbələr',
    'المراجع|المصادر|مراجع|مصادر|المصادر والمراجع|منابع|مراجع و منابع|حوالہ جات|מקורות|ביבליוגרפיה|הערות שוליים',
    'संदर्भ|स्रोत|सन्दर्भ|সূত্র|তথ্যসূত্র|மேற்கோள்கள்|ఆధారాలు|อ้างอิง|แหล่งอ้างอิง|แหล่งที่มา|เอกสารอ้างอิง',
    '参考文献|參考文獻|参考资料|參考資料|参考来源|參考來源|来源|來源|资料来源|資料來源|引用|引用来源|引用文献|出处|脚注|参考链接',
    '出典|参照|参照元|引用元|情報源|ソース|参考|参考サイト|注釈|참고문헌|참고 문헌|출처|참고 자료|참고자료|인용|각주',
    'tài liệu tham khảo|nguồn|nguồn tham khảo|referensi|sumber|daftar pustaka|rujukan|sanggunian|marejeleo|vyanzo',
  ].flatMap((line) => line.split('|')),
);

/** Longer lines are no headings of such a list. */
const longestName = 60;

/** Whether `words` are what a list of references is called, whatever number, mark or colon stands around them. */
export function isReferenceName(words: string): boolean {
  if (words.length > longestName) return false;
  const plain = words
    .toLowerCase()
    .replace(/^[^\p{L}]+/u, '')
    .replace(/[^\p{L}\p{M}]+$/u, '');
  return names.has(plain) || names.has(plain.replace(/\s*\(.*$/, ''));
}

/**
 * The heading that stands at the beginning of a line: of what level its words are a name, and how far it reaches. `null` for
 * a line that is none.
 */
export function headingWords(line: string): string | null {
  const text = line.slice(0, 200).trim();
  const marked =
    /^#{1,6}[ \t]+(.*?)[ \t]*#*$/.exec(text)?.[1] ??
    /^<h[1-6]>(.{1,80})<\/h[1-6]>$/i.exec(text)?.[1] ??
    /^(?:\*\*|__)([^*_]{1,80})(?:\*\*|__)[:：]?$/.exec(text)?.[1];
  if (marked !== undefined) return marked.replace(/^\*\*|\*\*$/g, '').trim();
  return /^[^|>`]{1,60}[:：]$/.test(text) || isReferenceName(text) ? text : null;
}

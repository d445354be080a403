// What looks like contact details, shown to the author before sending. The server judges (server/filter); this is the
// part of its judgement that can be shown, with its place, while somebody types. It misses what is disguised.

const mail = /[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}/giu;
/** Seven digits and more, in groups: a telephone number in either country. A year and a date have fewer, or other signs. */
const number = /\+?\d(?:[ \-.()（）]{0,2}\d){6,14}/gu;
/** A name elsewhere, after the word for where. */
const named = /(?:微信|薇信|威信|v信|qq|扣扣|抖音|小红书|小紅書|wechat|weixin|whats ?app|telegram|line id|instagram|insta|snapchat|discord|kik)(?:号码?|號碼?|id|账号|帳號| id| name| handle)?(?:[ :=：]|是|为|為| is){1,4}@?(?:[a-z][a-z0-9_.-]*[0-9_][a-z0-9_.-]*|\d{5,12})/giu;
/** 2026-11-23 10:30, 2026/11/23: no telephone number. */
const date = /\d{4}[-./]\d{1,2}[-./]\d{1,2}/u;

const most = 3;

/** The parts of a text that look like contact details: at most three, in the text's order, each once. */
export function suspects(text: string): string[] {
	const plain = text.normalize('NFKC');
	const found = [mail, number, named].flatMap((shape) => [...plain.matchAll(shape)]);
	const places = found.filter(([what]) => !date.test(what)).sort((a, b) => a.index - b.index);
	return [...new Set(places.map(([what]) => what.trim()))].slice(0, most);
}

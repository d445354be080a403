/** The language of a written text, as posts carry it: `zh` is Chinese in characters that both scripts share. */
export type TextLanguage = 'en' | 'zh-Hans' | 'zh-Hant' | 'zh' | 'mixed';

/**
 * Characters that only one of the two scripts writes, the commonest ones, in pairs. Enough for a hint while someone is
 * typing; the server decides with the whole table.
 */
const pairs =
	'们們这這说說个個来來为為国國会會时時对對学學么麼没沒过過还還发發经經种種问問现現开開关關长長书書见見话話谢謝认認识識请請让讓谁誰' +
	'语語课課读讀写寫车車门門间間东東电電话話觉覺听聽买買卖賣钱錢饭飯飞飛机機难難欢歡乐樂爱愛无無气氣样樣头頭实實边邊进進远遠运運动動' +
	'师師岁歲号號员員图圖团團场場块塊声聲处處备備复復够夠妈媽孙孫宁寧宝寶宾賓尽盡层層岛島带帶帮幫广廣庆慶应應张張强強归歸当當录錄忆憶' +
	'怀懷总總恶惡戏戲战戰户戶报報担擔择擇换換据據断斷旧舊显顯晓曉权權条條极極构構标標树樹桥橋检檢楼樓欧歐历歷残殘汉漢汤湯济濟测測济濟' +
	'灯燈灵靈热熱烧燒环環猫貓画畫疗療盐鹽础礎礼禮离離积積称稱稳穩穷窮笔筆简簡类類红紅级級纪紀纸紙线線练練组組细細终終结結给給统統续續绿綠' +
	'网網罗羅义義习習联聯职職肤膚胜勝脑腦脸臉节節艺藝范範药藥获獲蓝藍虽雖补補规規视視观觀记記讨討训訓论論设設证證评評词詞试試该該详詳误誤调調' +
	'负負责責败敗货貨质質贵貴费費资資赛賽赞讚赵趙转轉轻輕较較输輸达達迁遷违違连連迟遲适適选選邮郵邻鄰郑鄭酱醬释釋针針钟鐘铁鐵银銀错錯镇鎮' +
	'闻聞阅閱阳陽阴陰阶階际際陆陸陈陳险險随隨隐隱双雙鸡雞鸟鳥静靜页頁项項顺順预預领領频頻题題颜顏额額风風饮飲馆館马馬驾駕验驗鱼魚鲜鮮麦麥黄黃龙龍齐齊齿齒';

const simplified = new Set<string>();
const traditional = new Set<string>();
[...pairs].forEach((character, index) => (index % 2 === 0 ? simplified : traditional).add(character));

// A Han character says about as much as 1 / 1.6 Latin words (language.md's measure).
const charactersPerWord = 1.6;
// Below a fifth, the other language is a name or a quoted word.
const share = 0.2;

/** The language of a text, or undefined while it says too little. Addresses, @names and quotations do not count. */
export function detectLanguage(text: string): TextLanguage | undefined {
	const own = text
		.replace(/^>.*$/gm, ' ')
		.replace(/```[\s\S]*?```|`[^`]*`/g, ' ')
		.replace(/https?:\/\/\S+|\S+@\S+|@[\p{L}\p{N}_-]+/gu, ' ');
	const han = (own.match(/\p{Script=Han}/gu) ?? []).length / charactersPerWord;
	const latin = (own.match(/\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*/gu) ?? []).length;
	const all = han + latin;
	if (all === 0) return undefined;
	if (han / all < share) return 'en';
	if (latin / all > share && latin >= 3) return 'mixed';
	return script(own);
}

function script(text: string): TextLanguage {
	let hans = 0;
	let hant = 0;
	for (const character of text) {
		if (simplified.has(character)) hans++;
		else if (traditional.has(character)) hant++;
	}
	if (hans === hant) return 'zh';
	return hans > hant ? 'zh-Hans' : 'zh-Hant';
}

/** A browser as its owner would call it; undefined where its own words say nothing known. */
export interface Device {
	browser?: string;
	system?: string;
}

// In this order: each browser claims to be those below it as well.
const browsers: [RegExp, string][] = [
	[/MicroMessenger\//, 'WeChat'],
	[/\bEdg(?:A|iOS)?\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/HuaweiBrowser\//, 'Huawei Browser'],
	[/MiuiBrowser\//, 'Mi Browser'],
	[/QQBrowser\//, 'QQ Browser'],
	[/UCBrowser\//, 'UC Browser'],
	[/\b(?:Firefox|FxiOS)\//, 'Firefox'],
	[/\b(?:Chrome|CriOS|HeadlessChrome|Chromium)\//, 'Chrome'],
	[/Version\/[\d.]+.*Safari\//, 'Safari']
];
const systems: [RegExp, string][] = [
	[/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
	[/Windows/, 'Windows'],
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/CrOS/, 'ChromeOS'],
	[/Macintosh/, 'macOS'],
	[/Linux/, 'Linux']
];

/** Reads a User-Agent, which is a guess: browsers say what sites want to hear. */
export function deviceOf(userAgent: string): Device {
	const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
	return { browser: find(browsers), system: find(systems) };
}

// The parts of the catalogs, cut by the build; see vite.config.ts.
declare module 'virtual:catalog/*' {
	const catalog: Record<string, string | Partial<Record<Intl.LDMLPluralRule, string>>>;
	export default catalog;
}

/** The interface in the reader's language: texts, plurals, dates and numbers. */
export { t, n, hasText, language, setLanguage, startLanguage, startWholeLanguage, timeZone, setTimeZone } from './i18n.svelte';
export { formatDate, formatDateTime, formatNumber, formatRelative, formatSpan, formatTime, formatTimeIn, type Instant } from './format';
export { isLanguage, languageNames, languages, matchLanguage, matchTag, type Language } from './language';
export type { CountKey, Data, Key, TextKey } from './catalog';

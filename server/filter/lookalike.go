package filter

import "sync"

// lookAlikes are letters that are read as Latin ones, drawn up from what keyboards offer and what is seen in disguised
// words: Cyrillic, Greek, Latin letters with a stroke, small capitals. What Unicode itself knows as another form of a
// letter (full-width, circled, mathematical) is dealt with by its compatibility decomposition. Capitals that look like
// another letter than their small form stand for themselves: Η is read as H, η as n.
var lookAlikes = map[rune]string{
	'a': "АаΑαᴀɑ", 'b': "ВвΒβЬьʙ", 'c': "СсᴄϲϹ", 'd': "ԁᴅđĐ", 'e': "ЕеΕεЄєᴇɛ", 'f': "ƒꜰ", 'g': "ɡɢ", 'h': "НнΗҺһʜħĦ",
	'i': "ІіΙιıɪɩ", 'j': "ЈјᴊϳͿ", 'k': "КкΚκᴋ", 'l': "ӀӏłŁʟ", 'm': "МмΜᴍ", 'n': "ΝηпɴПп", 'o': "ОоΟοσøØᴏ", 'p': "РрΡρᴘ",
	'q': "ԛ", 'r': "ʀгГ", 's': "ЅѕꜱՏ", 't': "ТтΤτᴛ", 'u': "υᴜʋՍս", 'v': "νᴠѴѵ", 'w': "ԜԝωᴡШш", 'x': "ХхΧχ", 'y': "УуΥγҮүʏ", 'z': "Ζζᴢ",
	'\'': "’‘ʼ`´′", '"': "“”„″「」『』", '-': "–—‐‑‒−﹣―", '·': "•・∙‧･", '+': "➕✚⊕",
}

// readAs is lookAlikes the other way round, with the letters in boxes and flags, which have no decomposition.
var readAs = sync.OnceValue(func() map[rune]rune {
	table := map[rune]rune{}
	for letter, looks := range lookAlikes {
		for _, r := range looks {
			table[r] = letter
		}
	}
	for _, first := range []rune{0x1F150, 0x1F170, 0x1F1E6} { // negative circled, negative squared, regional indicators
		for i := range rune(26) {
			table[first+i] = 'a' + i
		}
	}
	return table
})

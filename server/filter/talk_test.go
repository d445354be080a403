package filter

import "testing"

// What classes write all day and what has digits, places and names in it without telling anybody how to be reached. Each
// line that is held is a teacher's minute, and a child who believes to have done wrong.
func TestOrdinarySchoolTalkIsNotHeld(t *testing.T) {
	t.Parallel()
	f := New()
	for what, lines := range map[string][]string{
		"ways": {
			"I live 20 minutes down the road", "We live 5 miles down the road", "My school is 3 blocks down the street", "she lives 2 houses up the road",
		},
		"sums": {
			"614 + 555 = 1169", "614 + 555 + 0134 = 1303", "614 + 555 + 1034", "250 + 300 + 4000 = ?", "6 + 1 + 4 + 5 + 5 + 5 + 0 + 1 + 3 + 4 = 34", "614-555=59", "12 × 34 = 408, 56 × 78 = 4368", "x = 3, y = 4, z = 5, then x + y + z = 12",
			"614 : 2 = 307", "123456789 * 9 = 1111111101", "1/2 + 1/4 + 1/8 + 1/16 = 15/16", "2, 3, 5, 7, 11, 13, 17, 19, 23, 29", "23 29 31 37 41", "31 37 41 43 47", "1 1 2 3 5 8 13 21 34 55 89", "1, 4, 9, 16, 25, 36, 49, 64, 81, 100",
			"六百一十四加五百五十五等于一千一百六十九", "一百二十三、四百五十六、七百八十九", "我算出来是三千六百五十二", "sixty-one plus forty-five is one hundred and six", "e = 2.718281828459045", "√2 = 1.41421356237, √3 = 1.73205080757",
			"v = v0 + at", "v = s / t, v = 12 m/s", "y = mx + b", "sin(30) = 0.5000000000", "我们的平均数是 6145550134.5 吗？不是吧",
		},
		"pages, rooms and lists": {
			"page 61, 62, 63", "read pages 61, 62, 63, 64 and 65", "pages 234-567, exercises 1-10", "room 101, then room 205", "Bring 24 pencils, 12 rulers, 6 books, 30 sheets", "第61页到第65页", "在101教室，不是205", "12号楼里住着一位老爷爷", "他住在12号楼的故事里",
			"question 12, 13, 14, 15, 16", "Homework: ex. 1, 2, 3, 4, 5, 6, 7, 8, 9, 10", "Call me when you are on page 61, 62, 63, 64, 65", "text me the answers to 12, 13, 14", "电话里老师说做12、13、14、15、16题", "我的号码牌是12", "my number is 7 in the team", "lockers 101, 102, 103, 104",
			"class 3A has 28, class 3B has 31, class 3C has 30", "25 30 35 40 45 50", "100, 200, 300, 400, 500, 600", "Q3 and Q4 are hard, q 12 is easy", "see slide 12 and 13", "my page number is 61, 62, 63, 64, 65", "the number is in lines 61, 62, 63, 64, 65", "write it in line start_2, then in line stop_12",
		},
		"days and times": {
			"2026-11-24", "2026-11-24 10:30:00", "11/24/2026", "24.11.2026 at 8:15", "2026年11月24日", "二〇二六年十一月二十四日", "三百六十五天", "一年有三百六十五天，五十二个星期", "10:30 11:15 12:00 13:45", "Monday 8:15-9:00, 9:10-9:55, 10:15-11:00", "8点15到9点", "at 7.30 on 24.11.",
			"from 1839 to 1842, 1856 to 1860 and 1894 to 1895", "1911, 1912, 1919, 1921, 1937, 1949", "in 1776, 1812, 1861 and 1865", "born 1564, died 1616", "two thousand twenty six", "nineteen eighty four is a book, and nineteen fourteen a year", "公元前二百二十一年", "09:00 10:00 11:00 12:00 13:00",
		},
		"scores": {
			"3:2", "we won 3:2, 21:19, 18:21, 21:17", "21-19, 18-21, 21-17, 21-15", "The score was 3-2 after 90 minutes", "比分是三比二", "100 米跑 12.34 秒，12.56 秒，12.78 秒", "I got 95, 87, 92, 100 and 78", "98, 97, 100, 85, 92, 88", "我考了九十五分，他考了一百分",
			"5 stars for you 12345", "高考 750 分，我哥哥考了 614 分，555 分是去年的线",
		},
		"emergencies": {
			"In China you call 110 for the police, 119 for fire and 120 for a doctor", "call 911", "dial 911, or 112 in Europe", "打110、119、120", "电话 110/120/119", "在美国打911，在中国打110", "call 911/112/999", "我们学过：火警119，急救120，报警110", "tel: 110 120 119",
		},
		"books": {
			"ISBN 978-3-16-148410-0", "ISBN 7-5442-9876-5", "ISBN 7115276536", "ISBN-13: 9787544298765", "《三体》ISBN 978-7-5366-9293-0", "Harry Potter 1, 2, 3, 4, 5, 6, 7", "chapter 12, line 345", "第三百六十五页第十二行",
		},
		"science": {
			"H2O, CO2, C6H12O6, NaHCO3, Ca(OH)2", "2H2 + O2 = 2H2O", "6CO2 + 6H2O → C6H12O6 + 6O2", "pH 7.2, 6.8, 7.0, 7.4", "299792458 m/s", "光速是 299792458 米每秒", "6.02214076 × 10^23", "384400 km to the moon, 149597870 km to the sun", "DNA: ATGCATGCATGC", "water boils at 100 °C, 212 °F, 373 K",
			"temperatures: 12, 14, 15, 13, 11, 9, 8", "PM2.5 是 35，昨天是 61，前天是 45，大前天是 55", "lat 39.9042, long 116.4074", "39.961176, -82.998794", "我们测了五次：6.1 4.5 5.5 5.0 1.3", "Fe2O3 + 3CO = 2Fe + 3CO2",
		},
		"how many": {
			"The population is 8,650,000", "1,411,778,724 people live in China, 331,449,281 in the USA", "人口 1411778724 人", "population: 331449281", "合肥有九百多万人，哥伦布有九十多万人", "八百六十五万人", "the river is 6300 km long, the second 5464 km", "长江6300公里，黄河5464公里", "1 2 3 4 5 6 7 8 9 10", "¥614, $555, 0.134 €",
			"I walked 12345 steps, then 23456, then 34567", "我走了一万二千三百四十五步", "four hundred and fifty five", "one, two, three, four, five, six, seven", "yi er san si wu liu qi ba jiu shi", "liu liu liu", "一二三四五六七八九十", "一，二，三，四，五，六，七", "三三得九，三四十二，三五十五", "九九八十一",
			"We have 1920 1080 720 pixels", "640 x 480, 1024 x 768", "2 cups, 3 eggs, 250 g flour, 100 g sugar", "2杯水，3个鸡蛋，250克面粉", "66666666", "2333333", "88888888哈哈", "520 1314", "5201314",
		},
		"places of elsewhere": {
			"We use WeChat and QQ, you use WhatsApp and Instagram", "my mother has WeChat on her phone", "TikTok is 抖音 in China", "snap a photo of the bridge", "oh snap", "I like Minecraft and Roblox", "my favourite game is Roblox, level 12", "we built a castle in Minecraft 1.20", "是用微信还是用邮件？", "微信是2011年出来的", "QQ音乐", "小红书上有食谱",
			"the signal is weak", "signal: green means go", "discord means people do not agree", "the line is long", "I saw it on YouTube", "我在B站看了一个视频", "B站有很多课", "steam engines were built in 1785", "the kik of the ball", "抖音上很火的歌", "Instagram has 2000000000 users", "v我50", "加薇薇一个，我们就六个人了", "参加薇薇的生日", "小薇我们走吧",
			"email is faster than a letter", "Write an email to the museum at the river", "we looked at yahoo and google", "My teacher reads email at home. Come and see.", "e-mail someone at the museum", "我给博物馆写了邮件", "mail the letter at the post office", "I emailed my grandma", "look at this: 5@home", "gmail is down", "I found it at wikipedia.org", "look at bbc.com", "the video is at nasa.gov", "we buy books at amazon.com", "our school is at columbus.edu", "install_2 and instant_3", "is gmail blocked?",
			"my youtube is slow", "my roblox is broken", "my wechat is full of stickers", "my tiktok is boring", "minecraft is fun, maya is good at it", "playing it backwards", "we counted backwards: 10 9 8 7 6 5 4 3 2 1", "倒过来念也一样", "上海自来水来自海上", "the number 7 bus, then the number 12",
		},
		"streets": {
			"I live on a quiet street", "there are 12 houses on our street", "我家门口有一条街", "我家在12楼", "坐12路车到长江路", "the road is 12 km long", "our school street has 3 shops", "I live at the 2nd floor", "我住在合肥", "我住在学校，宿舍有6个人", "3 streets from here", "12 drive to work, 15 walk", "we have 12 st. bernards... no, one",
			"in room 12 of the court", "唐宁街十号是首相住的地方", "北京路上有很多店", "The White House is on Pennsylvania Avenue", "Sherlock Holmes lived on Baker Street",
		},
		"how children write": {
			"ok ok ok :)", "LOL!!!!", "soooooo cooool", "h e l l o", "n i c e", "哈 哈 哈", "y e s", "a-b-c-d-e", "b4 u go, c u l8r", "gr8 m8", "thx 4 ur help", "w/ my friend", "f(x) = x + 1", "<3 <3 <3", "a < b > c", ":smile: :heart: good", "[微笑][微笑]你好", "good[微笑]good", "我[开心]了", "好:smile:棒", "100%", "50% of 20 is 10", "5%40 is not a word",
			"我❤️你们", "I ❤️ v", "q(≧▽≦q)", "QAQ", "T_T", "orz", "XD xd", "wow 🐒🔴 ok", "♪♪", "→ next", "@maya look", "#1 #2 #3", "see bug #1234", "room #1204", "No. 1 to No. 10", "c#", "item#1234 is lost",
			"V for victory", "v2 is better than v1", "q & a", "wx is short for weather", "is it on WeChat, @maya?", "I saw it on TikTok @小雨", "the ins and outs", "DC comics are older", "sc is for science", "tele means far", "si, si!", "er, I do not know", "meet me at the river at 12", "我们视频见面吧，下午3点", "南极有企鹅600000只", "加v的时候",
			"dy by dx", "Ig Nobel prizes are funny",
		},
	} {
		for _, line := range lines {
			if tier, kinds := judged(f, line, inClass); tier == Hold || tier == Block {
				t.Errorf("%s: %q is %s %v", what, line, tier, kinds)
			}
		}
	}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions about bytes, without a locale.
 */
#include "matchward/core/text.h"

#include <stdint.h>
#include <string.h>

bool mw_text_number(const char *text, long most, long *ret_value)
{
	long value = 0;
	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		int digit = *text - '0';
		if (digit > most || value > (most - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*ret_value = value;
	return true;
}

bool mw_text_is_id(const char *text)
{
	size_t len = strlen(text);
	return len >= 1 && len <= 40 &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

bool mw_text_is_dotted_id(const char *text)
{
	char head[41];
	size_t len = strcspn(text, ".");
	if (!text[len] || len >= sizeof head)
		return mw_text_is_id(text);
	memcpy(head, text, len);
	head[len] = '\0';
	return mw_text_is_id(head) && mw_text_is_id(text + len + 1);
}

/* Length of the well-formed sequence at p (1..4) and its code point; 0 if there is none. */
static size_t decode(const unsigned char *p, size_t len, unsigned *ret_point)
{
	static const unsigned least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t need = p[0] < 0x80       ? 1
		      : p[0] >> 5 == 6  ? 2
		      : p[0] >> 4 == 14 ? 3
		      : p[0] >> 3 == 30 ? 4
					: 0;
	if (!need || need > len)
		return 0;
	unsigned point = need == 1 ? p[0] : p[0] & (0x7Fu >> need);
	for (size_t i = 1; i < need; i++) {
		if (p[i] >> 6 != 2)
			return 0;
		point = point << 6 | (p[i] & 0x3Fu);
	}
	if (point < least[need] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
		return 0;
	*ret_point = point;
	return need;
}

bool mw_text_is_utf8(const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text;
	unsigned point;
	while (len) {
		size_t n = decode(p, len, &point);
		if (!n)
			return false;
		p += n;
		len -= n;
	}
	return true;
}

bool mw_text_has_control(const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text;
	for (size_t i = 0; i < len; i++) {
		if ((p[i] < 0x20 && p[i] != '\t' && p[i] != '\n') || p[i] == 0x7F)
			return true;
		if (p[i] == 0xC2 && i + 1 < len && p[i + 1] >= 0x80 && p[i + 1] <= 0x9F)
			return true;
	}
	return false;
}

size_t mw_text_cut(const char *text, size_t len, size_t most)
{
	if (len <= most)
		return len;
	while (most && ((unsigned char)text[most] & 0xC0) == 0x80)
		most--;
	return most;
}

void mw_text_split(struct mw_pool *pool, const char *text, struct mw_words *ret_words)
{
	struct mw_words words = { 0 };
	for (;;) {
		text += strspn(text, " \t\n,");
		size_t len = strcspn(text, " \t\n,");
		if (!len)
			break;
		*MW_PUSH(pool, &words.list) = mw_pool_copy(pool, text, len);
		text += len;
	}
	*ret_words = words;
}

#define WORD_MOST 48

/* Edit distance with swaps of neighbours counted once (optimal string alignment). */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t row[3][WORD_MOST + 1];
	for (size_t j = 0; j <= b_len; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t best = last[j - 1] + (a[i - 1] != b[j - 1]);
			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[a_len % 3][b_len];
}

const char *mw_text_nearest(const char *word, const char *const *names, size_t count)
{
	const char *nearest = NULL;
	/* One slip in three letters may still be a slip; more is another word. */
	size_t len = strlen(word), most = (len + 2) / 3, best = SIZE_MAX;
	if (len > WORD_MOST)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t name_len = strlen(names[i]);
		if (name_len > WORD_MOST || name_len > len + most || len > name_len + most)
			continue; /* so far apart in length alone */
		size_t d = distance(word, len, names[i], name_len);
		if (d < best) {
			best = d;
			nearest = names[i];
		}
	}
	return nearest && best <= most && best < len ? nearest : NULL;
}

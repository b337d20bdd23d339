/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What libFuzzer's main does with files, without libFuzzer: each file below the folders that are
 * named goes through the harness once. A folder without any is an error.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

static bool replay_file(const char *path)
{
	mw_auto(buf) read = MW_BUF_INIT;
	char block[4096];
	size_t got;
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		return false;
	}
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		mw_buf_add(&read, block, got);
	(void)fclose(file);
	(void)fprintf(stderr, "%s\n", path);
	/* Exactly as large as it is, so that a byte beyond it is found. */
	uint8_t *data = malloc(read.len ? read.len : 1);
	if (!data)
		abort();
	memcpy(data, read.text, read.len);
	bool is_good = !LLVMFuzzerTestOneInput(data, read.len);
	free(data);
	return is_good;
}

int main(int argc, char **argv)
{
	int files = 0, failed = 0;
	for (int i = 1; i < argc; i++) {
		struct dirent **names;
		int count = scandir(argv[i], &names, NULL, alphasort);
		for (int k = 0; k < count; k++) {
			mw_auto(buf) path = MW_BUF_INIT;
			mw_buf_printf(&path, "%s/%s", argv[i], names[k]->d_name);
			if (*names[k]->d_name != '.') {
				failed += !replay_file(path.text);
				files++;
			}
			free(names[k]);
		}
		if (count >= 0)
			free(names);
	}
	(void)printf("%d files\n", files);
	return !files || failed;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "matchward/edge/lock.h"
#include "temp_dir.h"

#define LONG_MS 20000 /* never waited out: only so that a broken test ends */

static struct temp_dir dir;
static char path[128];

static int setup(void **unused)
{
	(void)unused;
	temp_dir_make(&dir);
	(void)strcpy(path, temp_path(&dir, "lock"));
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	temp_dir_remove(&dir);
	return 0;
}

static ino_t inode(void)
{
	struct stat st;
	must(stat(path, &st) == 0, path);
	return st.st_ino;
}

static void test_take(void **unused)
{
	(void)unused;
	struct mw_lock lock = MW_LOCK_INIT;
	assert_int_equal(mw_lock_take(&lock, path, 0), 0);
	assert_true(lock.fd > 0);
	assert_int_equal(fcntl(lock.fd, F_GETFD), FD_CLOEXEC);
	assert_int_equal(mode_of(path), 0600);
	ino_t first = inode();

	struct mw_lock other = { -7 };
	assert_int_equal(mw_lock_take(&other, path, 0), -EWOULDBLOCK);
	assert_int_equal(mw_lock_take(&other, path, 10), -EWOULDBLOCK);
	assert_int_equal(other.fd, -7);

	mw_lock_release(&lock);
	assert_int_equal(lock.fd, 0);
	mw_lock_release(&lock);
	assert_int_equal(mw_lock_take(&other, path, 0), 0);
	assert_int_equal(inode(), first);
	mw_lock_release(&other);
	assert_int_equal(inode(), first);
}

static void test_refused(void **unused)
{
	(void)unused;
	struct mw_lock lock = { -7 };
	assert_int_equal(mw_lock_take(&lock, temp_path(&dir, "missing/lock"), LONG_MS), -ENOENT);
	assert_int_equal(mw_lock_take(&lock, dir.path, LONG_MS), -EISDIR);
	assert_int_equal(lock.fd, -7);
}

/* As in a service whose stdin is closed: the number of the descriptor is no reason to lose the
 * lock. */
static void test_without_stdin(void **unused)
{
	(void)unused;
	struct mw_lock lock = MW_LOCK_INIT, other = MW_LOCK_INIT;
	mw_lock_release(&lock); /* never taken: closes nothing */
	int saved = fcntl(0, F_DUPFD_CLOEXEC, 100);
	must(saved >= 0, "stdin");
	must(close(0) == 0, "close");
	int r = mw_lock_take(&lock, path, 0);
	int r_other = mw_lock_take(&other, path, 0);
	bool is_free = fcntl(0, F_GETFD) < 0;
	must(dup2(saved, 0) == 0 && close(saved) == 0, "stdin");
	assert_int_equal(r, 0);
	assert_true(lock.fd > 0);
	assert_int_equal(r_other, -EWOULDBLOCK);
	assert_true(is_free);
	mw_lock_release(&lock);
	assert_int_equal(mw_lock_take(&lock, path, 0), 0);
	mw_lock_release(&lock);
}

/* A process that takes the lock, says so on the pipe, and keeps it until it is killed. */
static pid_t holder(int *ret_pipe)
{
	int ends[2];
	must(pipe(ends) == 0, "pipe");
	pid_t pid = fork();
	must(pid >= 0, "fork");
	if (pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail */
		struct mw_lock lock = MW_LOCK_INIT;
		char result = mw_lock_take(&lock, path, LONG_MS) == 0 ? 'y' : 'n';
		must(write(ends[1], &result, 1) == 1, "write");
		for (;;)
			(void)pause();
	}
	(void)close(ends[1]);
	*ret_pipe = ends[0];
	return pid;
}

static char hear(int pipe_end)
{
	char result = '?';
	must(read(pipe_end, &result, 1) == 1, "read");
	(void)close(pipe_end);
	return result;
}

static void end(pid_t pid)
{
	must(kill(pid, SIGKILL) == 0, "kill");
	must(waitpid(pid, NULL, 0) == pid, "waitpid");
}

static void test_killed_holder(void **unused)
{
	(void)unused;
	struct mw_lock lock = MW_LOCK_INIT;
	for (int i = 0; i < 20; i++) {
		int ears;
		pid_t pid = holder(&ears);
		assert_int_equal(hear(ears), 'y');
		assert_int_equal(mw_lock_take(&lock, path, 0), -EWOULDBLOCK);
		must(kill(pid, SIGKILL) == 0, "kill");
		assert_int_equal(mw_lock_take(&lock, path, LONG_MS), 0);
		mw_lock_release(&lock);
		must(waitpid(pid, NULL, 0) == pid, "waitpid");
	}
}

static void test_waits(void **unused)
{
	(void)unused;
	int first_ears, second_ears;
	pid_t first = holder(&first_ears);
	assert_int_equal(hear(first_ears), 'y');
	pid_t second = holder(&second_ears);
	end(first);
	assert_int_equal(hear(second_ears), 'y');
	end(second);
}

/* Reads, adds one, writes back: loses counts as soon as two do it at once. */
static void count_up(int times)
{
	for (int i = 0; i < times; i++) {
		struct mw_lock lock = MW_LOCK_INIT;
		must(mw_lock_take(&lock, path, LONG_MS) == 0, "lock");
		char text[32];
		long count = strtol(text_of(temp_path(&dir, "count")), NULL, 10);
		(void)snprintf(text, sizeof text, "%ld", count + 1);
		put_text(temp_path(&dir, "count"), text);
		mw_lock_release(&lock);
	}
}

static void test_excludes(void **unused)
{
	(void)unused;
	enum { PROCESSES = 4, TIMES = 50 };
	put_text(temp_path(&dir, "count"), "0");
	pid_t pids[PROCESSES];
	for (int i = 0; i < PROCESSES; i++) {
		pids[i] = fork();
		must(pids[i] >= 0, "fork");
		if (pids[i] == 0) {
			count_up(TIMES);
			_exit(0);
		}
	}
	for (int i = 0; i < PROCESSES; i++) {
		int status = -1;
		must(waitpid(pids[i], &status, 0) == pids[i], "waitpid");
		assert_int_equal(status, 0);
	}
	assert_int_equal(strtol(text_of(temp_path(&dir, "count")), NULL, 10), PROCESSES * TIMES);
}

/* The folder is wiped while somebody holds its lock: that one's lock is worth nothing any more. */
static void test_removed(void **unused)
{
	(void)unused;
	struct mw_lock first = MW_LOCK_INIT, second = MW_LOCK_INIT;
	assert_false(mw_lock_is_held(&first, path));
	assert_int_equal(mw_lock_take(&first, path, 0), 0);
	assert_true(mw_lock_is_held(&first, path));
	must(unlink(path) == 0, "unlink");
	assert_false(mw_lock_is_held(&first, path));
	assert_int_equal(mw_lock_take(&second, path, 0), 0);
	assert_false(mw_lock_is_held(&first, path));
	assert_true(mw_lock_is_held(&second, path));
	mw_lock_release(&first);
	assert_true(mw_lock_is_held(&second, path));
	mw_lock_release(&second);
	assert_false(mw_lock_is_held(&second, path));
}

/* Who waits for a lock whose file is replaced meanwhile gets the new one, not the old. */
static void test_replaced_while_waiting(void **unused)
{
	(void)unused;
	struct mw_lock old = MW_LOCK_INIT, taken = MW_LOCK_INIT;
	assert_int_equal(mw_lock_take(&old, path, 0), 0);
	int ears;
	pid_t pid = holder(&ears); /* waits, or comes after all of this: right both times */
	must(unlink(path) == 0, "unlink");
	must(flock(old.fd, LOCK_UN) == 0, "flock"); /* closing would not do: the child has it too */
	mw_lock_release(&old);
	assert_int_equal(hear(ears), 'y');
	assert_int_equal(mw_lock_take(&taken, path, 0), -EWOULDBLOCK);
	end(pid);
}

/* Asking who holds it makes nothing, takes nothing, and reads the holder's word. */
static void test_peek(void **unused)
{
	(void)unused;
	struct mw_lock lock = MW_LOCK_INIT;
	mw_auto(buf) word = MW_BUF_INIT;
	bool is_held = true;
	assert_int_equal(mw_lock_peek(path, &is_held, &word), -ENOENT);
	assert_true(is_held); /* untouched */
	assert_int_equal(access(path, F_OK), -1);

	assert_int_equal(mw_lock_take(&lock, path, 0), 0);
	assert_int_equal(mw_lock_sign(&lock, "4711 and more\n"), 0);
	assert_int_equal(mw_lock_sign(&lock, "4712\n"), 0); /* and no rest of the first */
	is_held = false;
	assert_int_equal(mw_lock_peek(path, &is_held, &word), 0);
	assert_true(is_held);
	assert_string_equal(word.text, "4712\n");

	mw_lock_release(&lock);
	assert_int_equal(mw_lock_peek(path, &is_held, &word), 0);
	assert_false(is_held);
	assert_string_equal(word.text, "4712\n");          /* stays behind */
	assert_int_equal(mw_lock_take(&lock, path, 0), 0); /* asking has not kept it */
	mw_lock_release(&lock);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_take),          UNIT(test_refused), UNIT(test_without_stdin),
		UNIT(test_killed_holder), UNIT(test_waits),   UNIT(test_excludes),
		UNIT(test_peek),          UNIT(test_removed), UNIT(test_replaced_while_waiting),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cmocka.h>

#include "matchward/desk/service.h"
#include "temp_dir.h"

static struct temp_dir dir;

static int setup(void **unused)
{
	(void)unused;
	temp_dir_make(&dir);
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	temp_dir_remove(&dir);
	return unsetenv("NOTIFY_SOCKET");
}

/* A service manager's end; "@..." is an abstract name. */
static int listen_at(const char *name)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t len = strlen(name);
	must(len < sizeof address.sun_path, name);
	memcpy(address.sun_path, name, len);
	if (name[0] == '@')
		address.sun_path[0] = '\0';
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	must(fd >= 0 && bind(fd, (struct sockaddr *)&address,
			     (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len)) == 0,
	     name);
	must(setenv("NOTIFY_SOCKET", name, 1) == 0, "setenv");
	return fd;
}

static void assert_heard(int fd, const char *want)
{
	char got[256];
	ssize_t len = recv(fd, got, sizeof got - 1, 0);
	assert_true(len >= 0);
	got[len] = '\0';
	assert_string_equal(got, want);
}

static void test_path(void **unused)
{
	(void)unused;
	int fd = listen_at(temp_path(&dir, "notify"));
	assert_int_equal(mw_service_notify("READY=1\nSTATUS=Waiting"), 0);
	assert_int_equal(mw_service_notify("STOPPING=1"), 0);
	assert_heard(fd, "READY=1\nSTATUS=Waiting");
	assert_heard(fd, "STOPPING=1");
	must(close(fd) == 0, "close");
	assert_int_equal(mw_service_notify("READY=1"), -ECONNREFUSED);
	must(unlink(temp_path(&dir, "notify")) == 0, "unlink");
	assert_int_equal(mw_service_notify("READY=1"), -ENOENT);
}

static void test_abstract(void **unused)
{
	(void)unused;
	char name[64];
	(void)snprintf(name, sizeof name, "@mw-test-%ld", (long)getpid());
	int fd = listen_at(name);
	assert_int_equal(mw_service_notify("READY=1"), 0);
	assert_heard(fd, "READY=1");
	must(close(fd) == 0, "close");
}

/* A manager that does not read must not hold us up. */
static void test_full(void **unused)
{
	(void)unused;
	int fd = listen_at(temp_path(&dir, "notify"));
	int r = 0;
	for (int i = 0; i < 100000 && r == 0; i++)
		r = mw_service_notify("STATUS=again");
	assert_int_equal(r, -EAGAIN);
	must(close(fd) == 0, "close");
}

static void test_no_manager(void **unused)
{
	(void)unused;
	assert_int_equal(unsetenv("NOTIFY_SOCKET"), 0);
	assert_int_equal(mw_service_notify("READY=1"), 0);
	assert_int_equal(setenv("NOTIFY_SOCKET", "", 1), 0);
	assert_int_equal(mw_service_notify("READY=1"), 0);
}

static void test_other_addresses(void **unused)
{
	(void)unused;
	char longest[200];
	assert_int_equal(setenv("NOTIFY_SOCKET", "vsock:2:1234", 1), 0);
	assert_int_equal(mw_service_notify("READY=1"), -EAFNOSUPPORT);
	assert_int_equal(setenv("NOTIFY_SOCKET", "relative/path", 1), 0);
	assert_int_equal(mw_service_notify("READY=1"), -EAFNOSUPPORT);
	memset(longest, 'x', sizeof longest - 1);
	longest[0] = '/';
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(setenv("NOTIFY_SOCKET", longest, 1), 0);
	assert_int_equal(mw_service_notify("READY=1"), -ENAMETOOLONG);
	const size_t most = sizeof((struct sockaddr_un *)NULL)->sun_path;
	longest[most] = '\0';
	assert_int_equal(setenv("NOTIFY_SOCKET", longest, 1), 0);
	assert_int_equal(mw_service_notify("READY=1"), -ENAMETOOLONG);
	longest[most - 1] = '\0';
	assert_int_equal(setenv("NOTIFY_SOCKET", longest, 1), 0);
	assert_int_equal(mw_service_notify("READY=1"), -ENOENT);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_path),       UNIT(test_abstract),        UNIT(test_full),
		UNIT(test_no_manager), UNIT(test_other_addresses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A private session bus with a scripted notification server (mock_notifyd.c), for tests of the
 * notifier. Nothing of the machine's own desktop is seen or started. Waiting is always for a line,
 * with a deadline that only a broken test meets.
 */
#ifndef MW_TESTS_SESSION_H
#define MW_TESTS_SESSION_H

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "temp_dir.h"

#define DEADLINE_MS 20000

struct program {
	pid_t pid; /* 0: does not run */
	int in, out;
	char lines[65536]; /* what it has said and nobody has asked for */
	size_t len;
};

struct session {
	struct temp_dir dir;
	char address[128];
	char services[128]; /* what the bus may start; empty at first */
	struct program bus, server;
};

/* stdin and stdout of the program are ours. It ends with us. */
static inline void program_start(struct program *program, const char *const *argv)
{
	int in[2], out[2];
	must(pipe(in) == 0 && pipe(out) == 0, "pipe");
	program->pid = fork();
	must(program->pid >= 0, "fork");
	if (program->pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		must(dup2(in[0], 0) == 0 && dup2(out[1], 1) == 1, "dup2");
		for (int fd = 3; fd < 64; fd++)
			(void)close(fd); /* may not be open */
		(void)execvp(argv[0], (char *const *)argv);
		perror(argv[0]);
		_exit(127);
	}
	(void)close(in[0]);
	(void)close(out[1]);
	must(fcntl(in[1], F_SETFD, FD_CLOEXEC) == 0 && fcntl(out[0], F_SETFD, FD_CLOEXEC) == 0,
	     "fcntl");
	program->in = in[1];
	program->out = out[0];
	program->len = 0;
	program->lines[0] = '\0';
}

static inline void program_signal(struct program *program, int number)
{
	must(kill(program->pid, number) == 0, "kill");
}

static inline void program_stop(struct program *program)
{
	if (program->pid == 0)
		return;
	(void)kill(program->pid, SIGKILL); /* may have ended */
	must(waitpid(program->pid, NULL, 0) == program->pid, "waitpid");
	program->pid = 0;
	(void)close(program->in);
	(void)close(program->out);
}

static inline void program_tell(struct program *program, const char *order)
{
	size_t len = strlen(order);
	must(write(program->in, order, len) == (ssize_t)len && write(program->in, "\n", 1) == 1,
	     order);
}

/* The next line that contains text; what it said before that is dropped. The line lives until the
 * next call. Aborts when it does not come. */
static inline const char *program_line(struct program *program, const char *text)
{
	static char line[8192];
	for (;;) {
		char *end = strchr(program->lines, '\n');
		if (end) {
			size_t len = (size_t)(end - program->lines);
			must(len < sizeof line, "long line");
			memcpy(line, program->lines, len);
			line[len] = '\0';
			program->len -= len + 1;
			memmove(program->lines, end + 1, program->len + 1);
			if (strstr(line, text))
				return line;
			continue;
		}
		struct pollfd ready = { program->out, POLLIN, 0 };
		if (poll(&ready, 1, DEADLINE_MS) != 1) {
			(void)fprintf(stderr, "no line with \"%s\"\n", text);
			abort();
		}
		ssize_t got = read(program->out, program->lines + program->len,
				   sizeof program->lines - 1 - program->len);
		if (got <= 0) {
			(void)fprintf(stderr, "ended without a line with \"%s\"\n", text);
			abort();
		}
		program->len += (size_t)got;
		program->lines[program->len] = '\0';
	}
}

/* What is said until the order is done, for what must not be in it. */
static inline bool program_said_until(struct program *program, const char *order, const char *text)
{
	bool has = false;
	char done[128];
	(void)snprintf(done, sizeof done, "did %s", order);
	program_tell(program, order);
	for (;;) {
		const char *line = program_line(program, "");
		if (!strcmp(line, done))
			return has;
		has = has || strstr(line, text) != NULL;
	}
}

static inline void session_start_bus(struct session *session)
{
	const char *conf = temp_path(&session->dir, "bus.conf");
	const char *const argv[] = { "dbus-daemon", "--config-file",     conf, "--nofork",
				     "--nopidfile", "--print-address=1", NULL };
	(void)unlink(temp_path(&session->dir, "bus")); /* of a bus that was killed */
	program_start(&session->bus, argv);
	(void)program_line(&session->bus, "unix:");
}

/* Where a mock is: support/ beside the test itself. */
static inline const char *mock_of(const char *name)
{
	static char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 64);
	must(len > 0, "/proc/self/exe");
	path[len] = '\0';
	(void)snprintf(strrchr(path, '/'), 64, "/support/%s", name);
	return path;
}

/* Or $MOCK_NOTIFYD. */
static inline const char *mock_path(void)
{
	const char *given = getenv("MOCK_NOTIFYD");
	return given ? given : mock_of("mock_notifyd");
}

static inline void session_start_server(struct session *session, const char *mode)
{
	const char *const argv[] = { mock_path(), mode, NULL };
	program_start(&session->server, argv);
	(void)program_line(&session->server, "own");
}

/* Give the server an order and wait until it has obeyed. */
static inline void session_order(struct session *session, const char *order)
{
	char done[128];
	(void)snprintf(done, sizeof done, "did %s", order);
	program_tell(&session->server, order);
	(void)program_line(&session->server, done);
}

/* The bus runs, and the environment leads to it and to nothing else. */
static inline void session_start(struct session *session)
{
	memset(session, 0, sizeof *session);
	temp_dir_make(&session->dir);
	(void)snprintf(session->services, sizeof session->services, "%s/services",
		       session->dir.path);
	must(mkdir(session->services, 0700) == 0, "mkdir");
	(void)snprintf(session->address, sizeof session->address, "unix:path=%s/bus",
		       session->dir.path);
	char conf[1024];
	(void)snprintf(conf, sizeof conf,
		       "<busconfig><type>session</type><listen>%s</listen>"
		       "<servicedir>%s</servicedir><policy context=\"default\">"
		       "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/>"
		       "<allow own=\"*\"/></policy></busconfig>",
		       session->address, session->services);
	put_text(temp_path(&session->dir, "bus.conf"), conf);
	must(setenv("DBUS_SESSION_BUS_ADDRESS", session->address, 1) == 0, "setenv");
	(void)unsetenv("DISPLAY");
	(void)unsetenv("WAYLAND_DISPLAY");
	(void)unsetenv("XDG_RUNTIME_DIR");
	(void)signal(SIGPIPE, SIG_IGN);
	session_start_bus(session);
}

static inline void session_stop(struct session *session)
{
	program_stop(&session->server);
	program_stop(&session->bus);
	temp_dir_remove(&session->dir);
}

#endif

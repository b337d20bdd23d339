# SPDX-License-Identifier: GPL-3.0-or-later
"""A service manager's end of sd_notify: prints each message on a line. usage: notify_socket.py PATH"""
import socket
import sys

with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
    end.bind(sys.argv[1])
    while True:
        print(end.recv(4096).decode().strip().replace("\n", " "), flush=True)

#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The unit tests on another architecture: built by Debian's cross compiler, with Debian's libraries of that architecture
# in a folder of their own, run by qemu. Nothing foreign is installed on the machine.
#
#   bash tests/ground/cross.sh s390x [FOLDER]      s390x: bytes the other way round; i386: 32 bits; arm64, riscv64 ...
#
# Needs as root: apt install gcc-ARCH-linux-gnu libc6-dev-ARCH-cross qemu-user-static cmake ninja-build pkg-config
set -eu -o pipefail
cd "$(dirname "$0")/../.."
arch=${1:?usage: cross.sh ARCH [FOLDER]} out=$(mkdir -p "${2:-build/ground-$1}" && cd "${2:-build/ground-$1}" && pwd)
case $arch in
s390x) triple=s390x-linux-gnu qemu=s390x cpu=s390x ;;
i386) triple=i686-linux-gnu qemu=i386 cpu=i686 ;;
arm64) triple=aarch64-linux-gnu qemu=aarch64 cpu=aarch64 ;;
armhf) triple=arm-linux-gnueabihf qemu=arm cpu=arm ;;
ppc64el) triple=powerpc64le-linux-gnu qemu=ppc64le cpu=ppc64le ;;
*) echo "$arch: not known here" >&2; exit 2 ;;
esac
folder=$triple # where Debian keeps the libraries of that architecture
[ "$arch" != i386 ] || folder=i386-linux-gnu
for command in $triple-gcc qemu-$qemu-static cmake ninja pkg-config apt-get; do
	command -v "$command" >/dev/null || { echo "skipped: $command is not installed"; exit 77; }
done

# A package manager that believes to be elsewhere: it fetches, and what it fetched is only unpacked.
root=$out/root apt=$out/apt
mkdir -p "$root" "$apt"/{lists/partial,archives/partial,state}
: >"$apt/state/status"
options=(-o "APT::Architecture=$arch" -o "APT::Architectures=$arch" -o "Dir::State=$apt" -o "Dir::State::lists=$apt/lists"
	-o "Dir::State::status=$apt/state/status" -o "Dir::Cache=$apt" -o "Dir::Cache::archives=$apt/archives"
	-o APT::Sandbox::User=root -o APT::Install-Recommends=false -o Dir::Etc::Preferences=/dev/null)
if [ ! -e "$root/.unpacked" ]; then
	apt-get "${options[@]}" -qq update
	apt-get "${options[@]}" -qq --download-only -y install libc6-dev libical-dev libnotify-dev libinih-dev libuv1-dev \
		libjansson-dev libcsv-dev libutf8proc-dev libcmocka-dev libglib2.0-dev >/dev/null
	for deb in "$apt"/archives/*.deb; do dpkg-deb -x "$deb" "$root"; done
	touch "$root/.unpacked"
fi

cat >"$out/toolchain.cmake" <<-CMAKE
	set(CMAKE_SYSTEM_NAME Linux)
	set(CMAKE_SYSTEM_PROCESSOR $cpu)
	set(CMAKE_C_COMPILER $triple-gcc)
	set(CMAKE_SYSROOT $root)
	set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
	set(CMAKE_LIBRARY_ARCHITECTURE $folder)
	set(CMAKE_CROSSCOMPILING_EMULATOR qemu-$qemu-static;-L;$root)
CMAKE
export PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_LIBDIR=$root/usr/lib/$folder/pkgconfig:$root/usr/share/pkgconfig
cmake -S . -B "$out/build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_TOOLCHAIN_FILE="$out/toolchain.cmake"
ninja -C "$out/build"
# Left out: edge.folder limits the memory of a process and failed in the emulator, perhaps because the emulator needs more for
# itself; the tests of notifier and opener start a server of that architecture, which without qemu in binfmt_misc does not start.
ctest --test-dir "$out/build" --output-on-failure -L unit -E '^valgrind|^edge\.folder$|^desk\.(notifier|opener)' --timeout 900

#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The unit tests on another architecture: built by Debian's cross compiler, with Debian's libraries of that architecture
# in a folder of their own, run by qemu, or by the processor where it can. Nothing foreign is installed on the machine.
#
#   bash tests/ground/cross.sh s390x [FOLDER]      s390x: bytes the other way round; i386, armhf: 32 bits; arm64, ppc64el
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
	apt-get "${options[@]}" -qq update || true # one list that is not there is no reason to stop; a package is
	apt-get "${options[@]}" -qq --download-only -y install libc6-dev libical-dev libnotify-dev libinih-dev libuv1-dev \
		libjansson-dev libcsv-dev libutf8proc-dev libcmocka-dev libglib2.0-dev >/dev/null
	for deb in "$apt"/archives/*.deb; do dpkg-deb -x "$deb" "$root"; done
	touch "$root/.unpacked"
fi

# Left out: the tests of notifier and opener start a server of that architecture, for which the kernel knows no emulator; and
# edge.folder limits memory, which qemu leaves to itself: it says that it did, and gives more all the same.
left_out='^valgrind|^desk\.(notifier|opener)'
if [ "$arch" = i386 ] && [ "$(uname -m)" = x86_64 ]; then
	emulator="$root/lib/ld-linux.so.2;--library-path;$root/lib/$folder:$root/usr/lib/$folder" # the processor's own
else
	emulator="qemu-$qemu-static;-L;$root" left_out+='|^edge\.folder$'
fi

cat >"$out/toolchain.cmake" <<-CMAKE
	set(CMAKE_SYSTEM_NAME Linux)
	set(CMAKE_SYSTEM_PROCESSOR $cpu)
	set(CMAKE_C_COMPILER $triple-gcc)
	set(CMAKE_SYSROOT $root)
	set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
	set(CMAKE_LIBRARY_ARCHITECTURE $folder)
	set(CMAKE_CROSSCOMPILING_EMULATOR $emulator)
CMAKE
export PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_LIBDIR=$root/usr/lib/$folder/pkgconfig:$root/usr/share/pkgconfig
cmake -S . -B "$out/build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_TOOLCHAIN_FILE="$out/toolchain.cmake"
ninja -C "$out/build"
ctest --test-dir "$out/build" --output-on-failure -L unit -E "$left_out" --timeout 900

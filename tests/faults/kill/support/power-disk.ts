import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own, an ext4 file system in a file, whose power can fail. */
export interface PowerDisk {
  /** Where it is mounted. */
  folder: string;
  /** What had not reached the disk is gone: its blocks as they are, found again by the file system's own recovery. */
  cutPower(): void;
  remove(): void;
}

const SIZE = '128M';
const BUSY_MS = 10_000;

/** Makes and mounts one below `folder`. @throws Error where that is not possible: it takes Linux, root and `mkfs.ext4` */
export function createPowerDisk(folder: string): PowerDisk {
  const [image, copy, mounted] = ['disk.img', 'cut.img', 'disk'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const run = (command: string, ...args: string[]): void => {
    try {
      execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    } catch (error) {
      throw new Error(`a disk to cut off takes Linux, root and mkfs.ext4: ${error}`);
    }
  };
  const unmount = (): void => {
    for (const deadline = Date.now() + BUSY_MS; ; ) {
      try {
        run('umount', mounted);
        return;
      } catch (error) {
        // The kernel is still ending the process that was killed.
        if (Date.now() > deadline) throw error;
      }
    }
  };
  run('truncate', '-s', SIZE, image);
  run('mkfs.ext4', '-q', '-F', image);
  mkdirSync(mounted, { recursive: true });
  run('mount', '-o', 'loop', image, mounted);
  return {
    folder: mounted,
    cutPower() {
      // The blocks as they lie on the disk now; unmounting writes what the kernel still holds, to the disk that is thrown away.
      run('cp', '--sparse=always', image, copy);
      unmount();
      renameSync(copy, image);
      run('mount', '-o', 'loop', image, mounted);
    },
    remove() {
      unmount();
      rmSync(image);
    },
  };
}

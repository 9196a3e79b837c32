import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/** Clock ticks in a second as /proc counts them; 100 on every Linux that Node runs on (proc(5), sysconf(3)). */
const TICKS = 100;
const MIB = 1024 * 1024;

/** CPU seconds, of user and kernel, that a process and its threads have used so far. */
export function cpuSeconds(...pids: number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    // The name in brackets may hold spaces; what follows it may not.
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)!.split(" ");
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / TICKS;
}

/** Forgets the largest memory seen so far, so that {@link peakMebibytes} speaks of what comes (proc(5), clear_refs). */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** MiB of memory that a process held at its largest since {@link resetPeak}. */
export function peakMebibytes(pid: number): number {
  return statusOf(pid, "VmHWM");
}

/** MiB of memory that a process holds now. */
export function residentMebibytes(pid: number): number {
  return statusOf(pid, "VmRSS");
}

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "latin1").split(" ").filter(Boolean).map(Number),
  );
}

function statusOf(pid: number, field: string): number {
  const line = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "latin1"));
  return (Number(line?.[1]) * 1024) / MIB;
}

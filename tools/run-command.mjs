import { spawn } from 'node:child_process';

/**
 * Runs a program to its end, with no stdin, so that nothing it asks can hang the run.
 *
 * Answers `{ code, output, timedOut }`: `code` is null when the program could not be started or was killed. With
 * `inherit` the output goes straight to the terminal and `output` is empty. Never throws.
 */
export function runCommand(command, args, { timeoutMs, env = process.env, inherit = false, cwd } = {}) {
  return new Promise((resolve) => {
    // A group of its own, where the system has groups: at the time limit what the program itself started must end too.
    // Not with a terminal: Ctrl-C reaches only the group in the foreground.
    const ownGroup = timeoutMs !== undefined && process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd,
      env,
      detached: ownGroup,
      stdio: ['ignore', inherit ? 'inherit' : 'pipe', inherit ? 'inherit' : 'pipe'],
    });
    let output = '';
    let timedOut = false;
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);

    const kill = () => {
      try {
        if (ownGroup) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // It ended in the meantime.
      }
    };
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            kill();
          }, timeoutMs);
    if (ownGroup) process.once('exit', kill);

    const done = (code) => {
      clearTimeout(timer);
      process.off('exit', kill);
      resolve({ code, output, timedOut });
    };
    child.once('error', (error) => {
      output += error.message;
      done(null);
    });
    child.once('close', done);
  });
}

/** The last line of an output that says anything: what most programs end a failure with. */
export function lastLine(output) {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.findLast((line) => line !== '') ?? 'no output';
}

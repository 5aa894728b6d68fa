import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Vitest reporter of the `check:official-*` commands: one line for each thing that was checked, the reasons of what failed, and
 * `N passed, N failed` at the end.
 */
export default class ChecksReporter implements Reporter {
  #passed = 0;
  readonly #failed: string[] = [];

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    if (state === 'passed') {
      this.#passed += 1;
      console.log(`ok      ${test.fullName}`);
    } else if (state === 'failed') {
      this.#failed.push(test.fullName);
      console.log(`FAILED  ${test.fullName}`);
      for (const { message, stack = '', diff } of errors) {
        console.log(indented([message, diff ?? '', ownLine(stack)].filter(Boolean).join('\n')));
      }
    } else console.log(`skipped ${test.fullName}`);
  }

  /** Figures that a check prints. */
  onUserConsoleLog({ content }: { content: string }): void {
    process.stdout.write(content);
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const broken = modules.flatMap((module) =>
      module.errors().map(({ message }) => `${module.relativeModuleId}: ${message}`),
    );
    for (const problem of [...broken, ...unhandled.map(({ message }) => message)]) {
      this.#failed.push(problem);
      console.log(`FAILED  ${problem}`);
    }
    console.log(`${this.#passed} passed, ${this.#failed.length} failed`);
  }
}

const indented = (text: string): string => text.replace(/^/gm, '        ');

/** Where in our own files it happened. */
const ownLine = (stack: string): string =>
  stack.split('\n').find((line) => line.includes('/tests/') && !line.includes('node_modules')) ?? '';

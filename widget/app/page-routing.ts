import type { PageDeps } from './page-api.ts';
import { isText, type Method, object, text } from './page-method.ts';

/** Where chats go: department, business unit, agent. */
export function createPageRouting({ ui: { porthole }, facts, rest }: PageDeps) {
  const { visit, known, config, live, cleared } = facts;
  const { identify, retryLoad } = porthole;
  /** The last call decides, though an earlier one may have waited longer for the config. */
  let turn = 0;
  let agentDepartment: unknown;

  const know = (more: Partial<typeof known.value>) => {
    known.value = { ...known.peek(), ...more };
  };

  /** Carries on with the id of the department, given id or name. */
  const department = (does: (id: string) => unknown): Method =>
    text(async (wanted) => {
      await cleared();
      const found = config.peek()?.departments.find(({ _id, name }) => _id === wanted || name === wanted);
      if (!found) return `no department "${wanted}" is enabled on the server`;
      return does(found._id);
    });

  const setUnit = async (businessUnit: string) => {
    if (businessUnit === (known.peek().businessUnit ?? '')) return;
    know({ businessUnit });
    await cleared();
    await retryLoad();
  };

  return {
    setDepartment(wanted) {
      const ours = ++turn;
      return department((id) => {
        if (ours !== turn) return;
        if (agentDepartment && agentDepartment !== id) know({ agentId: '' });
        identify({ department: id });
        // Each department has its own answer to whether somebody is there.
        return retryLoad();
      })(wanted);
    },
    clearDepartment() {
      turn++;
      identify({ department: '' });
    },
    setBusinessUnit: text(setUnit),
    clearBusinessUnit: () => setUnit(''),
    setAgent: object((agent) => {
      if (!isText(agent._id) || !isText(agent.username)) return 'needs _id and username';
      agentDepartment = agent.department;
      know({ agentId: agent._id });
    }),
    /** With one argument or two: `(department)`, `(rid, department)`. */
    transferChat(...args) {
      const { token, rid } = visit.peek();
      if (!live.peek() || (args[1] && args[0] !== rid)) return 'no such open chat';
      return department(async (id) => {
        const body = { token, rid, department: id };
        const outcome = await rest.call('visitor/department.transfer', () => true, body);
        return outcome.ok ? '' : outcome.problem.detail || outcome.problem.code;
      })(args.at(-1));
    },
  } satisfies Record<string, Method>;
}

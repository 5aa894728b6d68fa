import { Avatar } from '../../kit/parts/avatar.tsx';
import type { Session } from '../state/create-session.ts';
import { ConsoleView } from './console-view.tsx';
import { LoginView } from './login-view.tsx';

/** The agent console: logging in, then the chats. */
export function AgentApp({ server, session }: { server: string; session: Session }) {
  const state = session.state.value;
  switch (state.at) {
    case 'restoring':
      return (
        <main class="login">
          <div class="spinner" role="status" aria-label="Checking your session" />
        </main>
      );
    case 'signed-out':
      return <LoginView session={session} problem={state.problem} busy={state.busy} />;
    case 'signed-in':
      return (
        <ConsoleView
          key={state.credentials.authToken}
          server={server}
          session={session}
          signedIn={state}
          picture={<Avatar server={server} username={state.me.username} />}
        />
      );
  }
}

import { LOGIN_REFUSED, login, type PasswordLogin } from '../auth/login.ts';
import { logout } from '../auth/logout.ts';
import { MeteorError } from '../meteor-error.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { HttpRefusal, json, success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, STRING, strict } from './validate.ts';
import { toMe } from './wire-user.ts';

const checkLogin = bodyOf<Partial<PasswordLogin> & { resume?: string }>({
  type: 'object',
  properties: {
    user: { anyOf: [STRING, strict({ username: STRING }), strict({ email: STRING })] },
    username: STRING,
    email: STRING,
    password: {
      anyOf: [STRING, strict({ digest: STRING, algorithm: { type: 'string', const: 'sha-256' } })],
    },
    resume: STRING,
    // The second factor, which no user here has.
    code: STRING,
  },
  anyOf: [{ required: ['password'] }, { required: ['resume'] }],
  additionalProperties: false,
});

/** `login`, `logout`, `me`. @see Rocket.Chat `ApiClass.ts` `addRoute('login')` */
export const loginRoutes: Routes = (app, context) => {
  app.post('/api/v1/login', async (c) => {
    const { resume, password = '', ...names } = checkLogin(await readBody(c));
    const input = resume === undefined ? { ...names, password } : { resume };
    const { userId, token } = await login(context, input, c.env).catch(toHttp);
    const user = context.store.get('users', userId);
    const me = user && toMe(user, context.siteUrl);
    return success({ status: 'success', data: { userId, authToken: token, me } });
  });

  app.post('/api/v1/logout', async (c) => {
    const { token } = await signedIn(context, c);
    await logout(context, token);
    return json(200, { status: 'success', data: { message: "You've been logged out!" } });
  });

  app.get('/api/v1/me', async (c) => success(toMe((await signedIn(context, c)).user, context.siteUrl)));
};

/** A refused login is 401 without a reason; a throttled one 429 with the seconds to wait. */
function toHttp(error: unknown): never {
  if (!(error instanceof MeteorError)) throw error;
  if (error.code === LOGIN_REFUSED) throw new HttpRefusal(401, 'unauthorized');
  if (error.code !== 'error-too-many-requests') throw error;
  const { seconds } = error.details as { seconds: number };
  throw new HttpRefusal(
    429,
    { error: error.message, errorType: error.code, details: error.details },
    { 'Retry-After': String(seconds) },
  );
}

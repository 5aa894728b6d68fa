import { expect, test } from 'vitest';
import { BEN, SALES, START, SUPPORT, startCore } from './start-core.ts';
import { ask } from './visitor-ask.ts';

test('a fresh server answers a complete config, offline', async () => {
  const { core } = await startCore();
  const { status, headers, json } = await ask(core, 'GET config');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/json');
  expect(json).toEqual({
    config: {
      enabled: true,
      settings: {
        registrationForm: true,
        allowSwitchingDepartments: true,
        nameFieldRegistrationForm: true,
        emailFieldRegistrationForm: true,
        displayOfflineForm: true,
        videoCall: false,
        fileUpload: true,
        language: '',
        transcript: false,
        historyMonitorType: 'url',
        forceAcceptDataProcessingConsent: false,
        showConnecting: false,
        agentHiddenInfo: false,
        clearLocalStorageWhenChatEnded: false,
        limitTextLength: false,
        hiddenSystemMessages: ['uj', 'ul', 'livechat-close'],
        livechatLogo: null,
        hideWatermark: false,
        visitorsCanCloseChat: true,
      },
      theme: {
        title: 'Rocket.Chat',
        color: '#C1272D',
        offlineTitle: 'Leave a message',
        offlineColor: '#666666',
        position: 'right',
        background: '',
        hideExpandChat: false,
        actionLinks: {
          jitsi: [
            { icon: 'icon-videocam', i18nLabel: 'Accept' },
            { icon: 'icon-cancel', i18nLabel: 'Decline' },
          ],
        },
      },
      messages: {
        offlineMessage: '',
        offlineSuccessMessage: '',
        offlineUnavailableMessage: '',
        conversationFinishedMessage: '',
        conversationFinishedText: '',
        transcriptMessage: '',
        registrationFormMessage: '',
        dataProcessingConsentText: '',
      },
      survey: {
        items: ['satisfaction', 'agentKnowledge', 'agentResposiveness', 'agentFriendliness'],
        values: ['1', '2', '3', '4', '5'],
      },
      triggers: [],
      departments: [
        { _id: SALES, name: 'Sales', showOnRegistration: true, showOnOfflineForm: true },
        { _id: SUPPORT, name: 'Support', showOnRegistration: true, showOnOfflineForm: true },
      ],
      resources: { sound: 'http://chat.test/sounds/chime.mp3', emojis: [] },
      online: false,
      customFields: [],
    },
    success: true,
  });
});

test('switched off, the config says only that', async () => {
  const { core, set } = await startCore();
  await set({ Livechat_enabled: false });
  expect((await ask(core, 'GET config')).json).toEqual({ config: { enabled: false }, success: true });
});

test('agents who come and go are seen by the next config', async () => {
  const { core, as } = await startCore();
  const ben = await as('ben');
  const online = async (query = '') => {
    const { json } = await ask(core, `GET config${query}`);
    return (json as { config: { online: boolean } }).config.online;
  };
  const before = await online();
  await ben.post('livechat/agent.status', { status: 'available' });
  const during = [
    await online(),
    await online(`?department=${SUPPORT}`),
    await online('?department=nowhere'),
  ];
  await ben.post('livechat/agent.status', { status: 'not-available' });
  expect([before, during, await online()]).toEqual([false, [true, true, false], false]);
});

test('guest, room and agent are there when the token has them', async () => {
  const { core, visit } = await startCore({ agentsOnline: true });
  const { token, rid } = await visit(SUPPORT);
  const { json } = await ask(core, `GET config?token=${token}`);
  expect(json).toMatchObject({
    config: {
      guest: { token, username: 'guest-1', name: 'Vera', department: SUPPORT },
      room: {
        _id: rid,
        open: true,
        servedBy: { username: expect.any(String), ts: new Date(START).toISOString() },
      },
      agent: { username: expect.any(String), status: 'online', emails: [{ verified: true }] },
    },
  });
  expect(JSON.stringify(json)).not.toContain('pbkdf2');
});

test('a token nobody has shows no guest, and a closed room none either', async () => {
  const { core, visit } = await startCore({ agentsOnline: true });
  const { token, rid } = await visit();
  await ask(core, 'POST room.close', { token, rid });
  const { config: closed } = (await ask(core, `GET config?token=${token}`)).json as { config: object };
  const { config: unknown } = (await ask(core, 'GET config?token=nobody')).json as { config: object };
  expect(closed).toHaveProperty('guest');
  expect(closed).not.toHaveProperty('room');
  expect(unknown).not.toHaveProperty('guest');
});

test.each([
  ['Livechat_show_agent_info', { hiddenInfo: true }],
  ['Livechat_show_agent_email', { _id: BEN, username: 'ben', name: expect.any(String), status: 'online' }],
] as const)('without %s the agent is shown as %j', async (id, agent) => {
  const { core, as, set, visit } = await startCore();
  const ben = await as('ben');
  await ben.post('livechat/agent.status', { status: 'available' });
  const { token } = await visit();
  await set({ [id]: false });
  const { json } = await ask(core, `GET config?token=${token}`);
  expect((json as { config: { agent: unknown } }).config.agent).toEqual(agent);
});

test('an unknown query key is refused', async () => {
  const { core } = await startCore();
  expect(await ask(core, 'GET config?tokn=x')).toMatchObject({
    status: 400,
    json: { success: false, error: 'must NOT have additional properties', errorType: 'error-invalid-params' },
  });
});

test('visible public fields of visitors are listed, options as a list', async () => {
  const { core, store } = await startCore();
  const field = {
    label: 'Plan',
    scope: 'visitor',
    visibility: 'visible',
    type: 'select',
    regexp: '',
    required: false,
    public: true,
    searchable: true,
    _updatedAt: new Date(START),
  } as const;
  store.transaction((tx) => {
    tx.put('customFields', { ...field, _id: 'plan', options: 'free, gold' });
    tx.put('customFields', { ...field, _id: 'hidden', visibility: 'hidden' });
    tx.put('customFields', { ...field, _id: 'secret', public: false });
    tx.put('customFields', { ...field, _id: 'order', scope: 'room' });
  });
  const { json } = await ask(core, 'GET config');
  expect((json as { config: { customFields: unknown } }).config.customFields).toEqual([
    {
      _id: 'plan',
      label: 'Plan',
      regexp: '',
      required: false,
      type: 'select',
      defaultValue: null,
      options: ['free', 'gold'],
    },
  ]);
});

test('departments that are switched off or have no agents are left out', async () => {
  const { core, store } = await startCore();
  const sales = store.get('departments', SALES);
  if (!sales) throw new Error('no department');
  store.transaction((tx) => {
    tx.put('departments', { ...sales, enabled: false });
    tx.put('departments', { ...sales, _id: 'empty', name: 'Empty' });
  });
  const { json } = await ask(core, 'GET config');
  const { departments } = (json as { config: { departments: { name: string }[] } }).config;
  expect(departments.map(({ name }) => name)).toEqual(['Support']);
});

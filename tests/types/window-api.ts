/** Compiled with everything else, never run: what a page may write, and what TypeScript must refuse. */
import type { AssignedAgent, LivechatApi, Theme, Unsubscribe } from '../../widget/loader/rocketchat.d.ts';

declare const api: LivechatApi;

// What documents of Rocket.Chat show, in all its shapes.
window.RocketChat?.(function () {
  this.initialize({
    theme: { color: '#04436a', position: 'left', hideAgentAvatar: true },
    customField: ['plan', 'gold', true],
    setCustomFields: [{ key: 'size', value: 'xl', overwrite: false }, ['colour', 'red']],
    registerGuest: { token: 't', name: 'Grace', customFields: [{ key: 'plan', value: 'gold' }] },
    hiddenSystemMessages: ['uj', 'livechat_transfer_history'],
    setGuestMetadata: { cart: 3 },
    guestName: undefined,
  });
  this.setTheme({ title: undefined });
  this.setCustomField('plan');
  this.transferChat('Sales');
  this.transferChat('rid', 'Sales');
  this.setAgent({ _id: 'a1', username: 'anna', name: 'Anna', status: 'online' });
});
RocketChat(function () {
  this.maximizeWidget();
});
RocketChat.livechat?.pageVisited('url');
window.initRocket = ['https://chat.example.com/livechat'];

const stop: Unsubscribe = api.onAssignAgent(({ name, status }) => `${name.length} ${status}`);
stop();
api.onOfflineFormSubmit(({ message, host, department }) => [message.length, host.length, department?.length]);
api.onQueuePositionChange(({ spot, estimatedWaitTimeSeconds = 0 }) => spot + estimatedWaitTimeSeconds);
// A callback may care for nothing.
api.onAgentStatusChange(() => {});

// @ts-expect-error: until the script is there, there is no API.
RocketChat.livechat.maximizeWidget();
// @ts-expect-error: nothing is passed; the API is `this`.
RocketChat((given: LivechatApi) => given.hideWidget());
// @ts-expect-error: a department is named by a text.
api.setDepartment({ _id: 's1' });
// @ts-expect-error: values are texts.
api.setCustomField('plan', 42);
// @ts-expect-error: no key.
api.setCustomField();
// @ts-expect-error: left or right.
api.setTheme({ position: 'top' });
// @ts-expect-error: no such key.
api.setTheme({ colour: 'red' });
// @ts-expect-error: username is mandatory.
api.setAgent({ _id: 'a1' });
// @ts-expect-error: no such kind.
api.setHiddenSystemMessages(['au']);
// @ts-expect-error: no such key.
api.initialize({ name: 'Grace' });
// @ts-expect-error: a field is a list or an object.
api.initialize({ customField: 'plan' });
// @ts-expect-error: the theme is an object.
api.initialize({ theme: '#04436a' });
// @ts-expect-error: a token is a text.
api.registerGuest({ token: 7 });
// @ts-expect-error: a callback is a function.
api.onChatStarted('started');
// @ts-expect-error: no payload.
api.onChatEnded((room: string) => room);
// @ts-expect-error: the fields of this form have no message.
api.onPrechatFormSubmit(({ message }) => message);
// @ts-expect-error: no such callback.
api.onChatStart(() => {});
// @ts-expect-error: methods give nothing back.
api.setGuestName('Grace').then(() => {});

export const theme: Theme = { hideGuestAvatar: false, color: undefined };
export const agent: AssignedAgent = { name: 'Anna', username: 'anna', status: undefined };

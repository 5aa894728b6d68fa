import type { Exchange } from './record-exchanges.ts';

/** Which official schemas an endpoint has. */
export interface Route {
  method: string;
  /** Below `/api/`; `:name` stands for one part. */
  pattern: string;
  /** Of the query for GET, of the body else. */
  request?: string;
  /** Of the whole answer with status 200. */
  answer?: string;
  /** Of parts of it, by place: `message`, `messages[]`. */
  parts?: Record<string, string>;
}

const row = (
  method: string,
  pattern: string,
  request: string | undefined,
  answer?: string | Record<string, string>,
): Route => ({
  method,
  pattern: `v1/${pattern}`,
  ...(request === undefined ? {} : { request }),
  ...(typeof answer === 'string' ? { answer } : answer === undefined ? {} : { parts: answer }),
});
const MESSAGE = { message: 'IMessage' };
const MESSAGES = { 'messages[]': 'IMessage' };
const USERS = { 'users[]': 'IUser' };

/**
 * Endpoints and their schemas in `@rocket.chat/rest-typings` 8.8 (`is…`, `…Success…`) and `@rocket.chat/core-typings` (`I…`). Endpoints
 * without either are not here. The first that fits counts.
 */
export const ROUTES: Route[] = [
  row('GET', 'livechat/config', 'isGETLivechatConfigParams'),
  row('GET', 'livechat/config/routing', undefined, 'GETLivechatConfigRouting'),
  row('POST', 'livechat/visitor.status', 'isLivechatVisitorStatusProps'),
  row('POST', 'livechat/visitor/department.transfer', 'isPOSTLivechatVisitorDepartmentTransferParams'),
  row('GET', 'livechat/room', 'isGETLivechatRoomParams', { room: 'IRoom' }),
  row('POST', 'livechat/room.close', 'isPOSTLivechatRoomCloseParams'),
  row('POST', 'livechat/room.survey', 'isPOSTLivechatRoomSurveyParams'),
  row('POST', 'livechat/message', 'isPOSTLivechatMessageParams', MESSAGE),
  row('GET', 'livechat/message/:_id', 'isGETLivechatMessageIdParams', MESSAGE),
  row('PUT', 'livechat/message/:_id', 'isPUTLivechatMessageIdParams', MESSAGE),
  row('DELETE', 'livechat/message/:_id', 'isDELETELivechatMessageIdParams'),
  row('GET', 'livechat/messages.history/:rid', 'isGETLivechatMessagesHistoryRidParams', MESSAGES),
  row('POST', 'livechat/messages', 'isGETLivechatMessagesParams'),
  row('POST', 'livechat/offline.message', 'isPOSTLivechatOfflineMessageParams'),
  row('POST', 'livechat/page.visited', 'isPOSTLivechatPageVisitedParams'),
  row('POST', 'livechat/transcript', 'isPOSTLivechatTranscriptParams'),
  row('POST', 'livechat/transcript/:rid', 'isPOSTLivechatTranscriptRequestParams'),
  row('POST', 'livechat/custom.field', 'isPOSTLivechatCustomFieldParams'),
  row('POST', 'livechat/custom.fields', 'isPOSTLivechatCustomFieldsParams'),
  row('GET', 'livechat/agent.next/:token', 'isGETAgentNextToken'),
  row('POST', 'livechat/upload/:rid', undefined, { '': 'IMessage' }),

  row('POST', 'livechat/agent.status', 'isPOSTLivechatAgentStatusProps'),
  row('GET', 'livechat/inquiries.list', 'isGETLivechatInquiriesListParams'),
  row('GET', 'livechat/inquiries.queuedForUser', 'isGETLivechatInquiriesQueuedForUserParams'),
  row('GET', 'livechat/inquiries.getOne', 'isGETLivechatInquiriesGetOneParams'),
  row('POST', 'livechat/inquiries.take', 'isPOSTLivechatInquiriesTakeParams'),
  row(
    'POST',
    'livechat/inquiries.returnAsInquiry',
    'isPOSTLivechatInquiriesReturnAsInquiry',
    'POSTLivechatInquiriesReturnAsInquirySuccessResponse',
  ),
  row('GET', 'livechat/room.join', 'isLiveChatRoomJoinProps'),
  row('POST', 'livechat/room.onHold', 'isLivechatRoomOnHoldProps'),
  row('POST', 'livechat/room.resumeOnHold', 'isLivechatRoomResumeOnHoldProps'),
  row('POST', 'livechat/room.forward', 'isLiveChatRoomForwardProps'),
  row('POST', 'livechat/room.closeByUser', 'isPOSTLivechatRoomCloseByUserParams'),
  row('POST', 'livechat/room.saveInfo', 'isLiveChatRoomSaveInfoProps'),
  row('GET', 'livechat/rooms', 'isGETLivechatRoomsParams', { 'rooms[]': 'IRoom' }),
  row(
    'POST',
    'omnichannel/contacts.delete',
    'isPOSTOmnichannelContactDeleteProps',
    'POSTOmnichannelContactDeleteSuccessSchema',
  ),
  row('POST', 'livechat/rooms.delete', 'isPOSTLivechatRemoveRoomParams', 'POSTLivechatRemoveRoomSuccess'),
  row(
    'POST',
    'livechat/rooms.removeAllClosedRooms',
    'isPOSTLivechatRoomsCloseAll',
    'isPOSTLivechatRoomsCloseAllSuccessResponse',
  ),
  row('GET', 'livechat/queue', 'isGETLivechatQueueParams'),
  row('GET', 'livechat/visitors.info', 'isLivechatVisitorsInfoProps'),
  row('GET', 'livechat/visitors.search', 'isGETLivechatVisitorsSearch'),
  row('GET', 'livechat/visitors.autocomplete', 'isGETLivechatVisitorsAutocompleteParams'),
  row('GET', 'livechat/visitors.pagesVisited/:rid', 'isGETLivechatVisitorsPagesVisitedRoomIdParams', {
    'pages[]': 'IMessage',
  }),
  row(
    'GET',
    'livechat/visitors.chatHistory/room/:rid/visitor/:vid',
    'isGETLivechatVisitorsChatHistoryRoomRoomIdVisitorVisitorIdParams',
  ),
  row(
    'GET',
    'livechat/visitors.searchChats/room/:rid/visitor/:vid',
    'isGETLivechatVisitorsSearchChatsRoomRoomIdVisitorVisitorIdParams',
  ),
  row('GET', 'livechat/:rid/messages', 'isLivechatRidMessagesProps', MESSAGES),
  row('GET', 'livechat/custom-fields', 'isLivechatCustomFieldsProps'),
  row(
    'POST',
    'livechat/custom-fields.save',
    'isPOSTLivechatSaveCustomFieldsParams',
    'POSTLivechatSaveCustomFieldSuccess',
  ),
  row(
    'POST',
    'livechat/custom-fields.delete',
    'isPOSTLivechatRemoveCustomFields',
    'POSTLivechatRemoveCustomFieldSuccess',
  ),
  row('GET', 'livechat/triggers', 'isGETLivechatTriggersParams'),
  row('POST', 'livechat/triggers', 'isPOSTLivechatTriggersParams'),
  row('POST', 'livechat/appearance', 'isPOSTLivechatAppearanceParams'),
  row('GET', 'livechat/business-hour', 'isGETBusinessHourParams'),
  row(
    'POST',
    'livechat/business-hours.save',
    'isPOSTLivechatBusinessHoursSaveParams',
    'POSTLivechatBusinessHoursSaveSuccessResponse',
  ),
  row(
    'POST',
    'livechat/business-hours.remove',
    'isPOSTLivechatBusinessHoursRemoveParams',
    'POSTLivechatBusinessHoursRemoveSuccessResponse',
  ),
  row('GET', 'livechat/department', 'isGETLivechatDepartmentProps'),
  row('POST', 'livechat/department', 'isPOSTLivechatDepartmentProps'),
  row('GET', 'livechat/department.autocomplete', 'isLivechatDepartmentAutocompleteProps'),
  row('GET', 'livechat/department/:_id', 'isLivechatDepartmentIdProps'),
  row('PUT', 'livechat/department/:_id', 'isPOSTLivechatDepartmentProps'),
  row('GET', 'livechat/department/:_id/agents', 'isLivechatDepartmentDepartmentIdAgentsGETProps'),
  row('POST', 'livechat/department/:_id/agents', 'isLivechatDepartmentDepartmentIdAgentsPOSTProps'),
  row(
    'POST',
    'livechat/agents.saveInfo',
    'isPOSTLivechatAgentSaveInfoParams',
    'POSTLivechatAgentSaveInfoSuccessResponse',
  ),
  row('GET', 'livechat/agents/:_id/departments', 'isGETLivechatAgentsAgentIdDepartmentsParams'),
  row('GET', 'livechat/users/agent', 'isLivechatUsersManagerGETProps', USERS),
  row('GET', 'livechat/users/manager', 'isLivechatUsersAgentProps', USERS),
  row('POST', 'livechat/users/:type', 'isPOSTLivechatUsersTypeProps'),
  row('POST', 'omnichannel/integrations', 'isPOSTomnichannelIntegrations'),

  row('POST', 'login', 'isLoginProps', { 'data.me': 'IMeApiUser' }),
  row('GET', 'me', undefined, 'meSuccessResponseSchema'),
  row('GET', 'settings.public', 'isSettingsPublicWithPaginationProps'),
  row('GET', 'settings', 'isSettingsGetParams'),
  row('GET', 'subscriptions.get', 'isSubscriptionsGetProps', { 'update[]': 'ISubscription' }),
  row('GET', 'subscriptions.getOne', 'isSubscriptionsGetOneProps', { subscription: 'ISubscription' }),
  row('POST', 'subscriptions.read', 'isSubscriptionsReadProps'),
  row('POST', 'chat.sendMessage', 'isChatSendMessageProps', MESSAGE),
  row('POST', 'chat.postMessage', 'isChatPostMessageProps', MESSAGE),
  row('GET', 'chat.getMessage', 'isChatGetMessageProps', MESSAGE),
  row('GET', 'users.info', 'isUsersInfoParamsGetProps', { user: 'IUser' }),
  row('GET', 'users.list', 'isUsersListParamsGET'),
];

export function routeOf({ method, path }: Pick<Exchange, 'method' | 'path'>): Route | undefined {
  return ROUTES.find((route) => {
    const wanted = route.pattern.split('/');
    const parts = path.split('/');
    return (
      route.method === method &&
      wanted.length === parts.length &&
      wanted.every((name, at) => name.startsWith(':') || name === parts[at])
    );
  });
}

/** The values at a place such as `message`, `messages[]`, `data.me`; the whole for the empty one. */
export function partsOf(answer: unknown, place: string): unknown[] {
  const isList = place.endsWith('[]');
  const names = place.replace('[]', '').split('.').filter(Boolean);
  const value = names.reduce<unknown>((whole, name) => Object(whole)[name], answer);
  if (!isList) return [value];
  return Array.isArray(value) ? value : [value];
}

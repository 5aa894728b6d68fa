import { unreachable } from '../../../../widget/wire/result.ts';
import type { SettingValues } from '../../settings/definitions.ts';

/** What clients of agents show, and what the server does by itself, under a routing method. */
export interface RoutingConfig {
  previewRoom: boolean;
  /** The widget says that it looks for an agent. */
  showConnecting: boolean;
  showQueue: boolean;
  showQueueLink: boolean;
  returnQueue: boolean;
  enableTriggerAction: boolean;
  /** Chats are given to agents, not taken by them. */
  autoAssignAgent: boolean;
}

/** @see Rocket.Chat `routing/*.ts` and `livechat-enterprise/server/lib/routing/*.ts` `getConfig` */
export function routingConfig(method: SettingValues['Livechat_Routing_Method']): RoutingConfig {
  const given: RoutingConfig = {
    previewRoom: false,
    showConnecting: false,
    showQueue: false,
    showQueueLink: false,
    returnQueue: false,
    enableTriggerAction: true,
    autoAssignAgent: true,
  };
  switch (method) {
    case 'Manual_Selection':
      return {
        previewRoom: true,
        showConnecting: true,
        showQueue: true,
        showQueueLink: false,
        returnQueue: true,
        enableTriggerAction: false,
        autoAssignAgent: false,
      };
    case 'Auto_Selection':
      return { ...given, showQueueLink: true };
    case 'Load_Balancing':
    case 'Load_Rotation':
    case 'External':
      return given;
    default:
      return unreachable(method);
  }
}

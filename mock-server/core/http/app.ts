/**
 * The REST door. Hono for routing: small, runs on plain Request/Response, so the same app serves Node, MSW and tests.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { CoreContext } from '../context.ts';
import type { Peer } from '../core.ts';
import { adminAppearanceRoutes } from './admin-appearance.ts';
import { adminContactRoutes } from './admin-contacts.ts';
import { adminCustomFieldRoutes } from './admin-custom-fields.ts';
import { adminDepartmentAgentRoutes } from './admin-department-agents.ts';
import { adminDepartmentRoutes } from './admin-departments.ts';
import { adminPeopleRoutes } from './admin-people.ts';
import { adminPermissionRoutes } from './admin-permissions.ts';
import { adminRoomRoutes } from './admin-rooms.ts';
import { adminSettingRoutes } from './admin-settings.ts';
import { adminTriggerRoutes } from './admin-triggers.ts';
import { adminUserRoutes } from './admin-users.ts';
import { agentForwardRoutes } from './agent-forward.ts';
import { agentImportRoutes } from './agent-import.ts';
import { agentInquiryRoutes } from './agent-inquiries.ts';
import { agentMessageRoutes } from './agent-messages.ts';
import { agentMethodCallRoutes } from './agent-method-call.ts';
import { agentOnHoldRoutes } from './agent-on-hold.ts';
import { agentQueueRoutes } from './agent-queue.ts';
import { agentRoomListRoutes } from './agent-room-list.ts';
import { agentRoomRoutes } from './agent-rooms.ts';
import { agentStatusRoutes } from './agent-status.ts';
import { agentSubscriptionRoutes } from './agent-subscriptions.ts';
import { agentTranscriptRoutes } from './agent-transcript.ts';
import { agentUploadRoutes } from './agent-upload.ts';
import { agentVisitorSearchRoutes } from './agent-visitor-search.ts';
import { agentVisitorRoutes } from './agent-visitors.ts';
import { assetRoutes } from './assets.ts';
import { businessHourRoutes } from './business-hour.ts';
import { configRoutes } from './config.ts';
import { cors } from './cors.ts';
import { customFieldRoutes } from './custom-field.ts';
import { failure, HttpRefusal } from './envelope.ts';
import { facebookRoutes } from './facebook.ts';
import { fileDownloadRoutes } from './file-download.ts';
import { infoRoutes } from './info.ts';
import { isBrokenOff } from './is-broken-off.ts';
import { loginRoutes } from './login.ts';
import { messageRoutes } from './message.ts';
import { offlineMessageRoutes } from './offline-message.ts';
import { pageVisitedRoutes } from './page-visited.ts';
import { rateLimit } from './rate-limit.ts';
import { roomRoutes } from './room.ts';
import { roomSurveyRoutes } from './room-survey.ts';
import { transcriptRoutes } from './transcript.ts';
import { uploadRoutes } from './upload.ts';
import { isUpload, uploadLimit } from './upload-limit.ts';
import { visitorRoutes } from './visitor.ts';
import { visitorAgentRoutes } from './visitor-agent.ts';

/** Largest JSON body, in bytes. Uploads have a limit of their own. */
export const MAX_BODY_BYTES = 1024 * 1024;

const jsonLimit = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new HttpRefusal(413, {
      error: `The body is larger than ${MAX_BODY_BYTES} bytes`,
      errorType: 'error-body-too-large',
    });
  },
});

/** Bindings of a request: who asks. */
export type HttpEnv = { Bindings: Peer };
export type HttpApp = Hono<HttpEnv>;
/** Adds the routes of one area to the app. One file an area. */
export type Routes = (app: HttpApp, context: CoreContext) => void;

export function createHttpApp(context: CoreContext): HttpApp {
  const app: HttpApp = new Hono<HttpEnv>();
  app.use(cors(context));
  if (context.rateLimit) app.use(rateLimit(context));
  app.use((c, next) => (isUpload(c.req.path) ? uploadLimit(c, next) : jsonLimit(c, next)));
  app.onError((error, c) =>
    failure(isBrokenOff(error) ? new HttpRefusal(400, 'The request broke off') : error, (unexpected) =>
      context.onFailure(unexpected, `${c.req.method} ${c.req.path}`),
    ),
  );
  app.notFound((c) =>
    failure(new HttpRefusal(404, `Resource not found: ${c.req.method} ${c.req.path}`), () => {}),
  );
  for (const add of AREAS) add(app, context);
  return app;
}

const AREAS: Routes[] = [
  infoRoutes,
  configRoutes,
  visitorRoutes,
  roomRoutes,
  messageRoutes,
  offlineMessageRoutes,
  pageVisitedRoutes,
  visitorAgentRoutes,
  customFieldRoutes,
  transcriptRoutes,
  uploadRoutes,
  fileDownloadRoutes,
  facebookRoutes,
  assetRoutes,
  // Before the departments: `department/:_id` would take its fixed words.
  adminDepartmentAgentRoutes,
  adminDepartmentRoutes,
  adminAppearanceRoutes,
  adminCustomFieldRoutes,
  adminPeopleRoutes,
  adminPermissionRoutes,
  adminContactRoutes,
  adminRoomRoutes,
  adminTriggerRoutes,
  agentForwardRoutes,
  agentTranscriptRoutes,
  agentVisitorSearchRoutes,
  businessHourRoutes,
  roomSurveyRoutes,
  adminSettingRoutes,
  adminUserRoutes,
  agentImportRoutes,
  agentInquiryRoutes,
  agentMessageRoutes,
  agentMethodCallRoutes,
  agentOnHoldRoutes,
  agentQueueRoutes,
  agentRoomListRoutes,
  agentRoomRoutes,
  agentStatusRoutes,
  agentSubscriptionRoutes,
  agentUploadRoutes,
  agentVisitorRoutes,
  loginRoutes,
];

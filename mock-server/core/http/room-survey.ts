import { roomOfVisitor } from '../rules/rooms.ts';
import { answerSurvey, type SurveyAnswer } from '../rules/surveys.ts';
import { visitorOf } from '../rules/visitors.ts';
import type { Routes } from './app.ts';
import { success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, listOf, STRING, strict } from './validate.ts';

const body = bodyOf<{ rid: string; token: string; data: SurveyAnswer[] }>(
  strict({ rid: STRING, token: STRING, data: listOf(strict({ name: STRING, value: STRING }), 1) }),
);

/** `POST livechat/room.survey` */
export const roomSurveyRoutes: Routes = (app, { run }) => {
  app.post('/api/v1/livechat/room.survey', async (c) => {
    const { rid, token, data } = body(await readBody(c));
    const kept = await run((work) => {
      visitorOf(work, token);
      return answerSurvey(work, roomOfVisitor(work, rid, token), data);
    });
    return success({ rid, data: kept });
  });
};

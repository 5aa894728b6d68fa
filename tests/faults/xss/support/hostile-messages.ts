import { RID } from './hostile-config.ts';

const START = Date.UTC(2025, 0, 15, 9);
let made = 0;

/** Messages with `payload` wherever one has a text: of a person, of the system, with attachments, links and files. */
export function hostileMessages(payload: string): { _id: string }[] {
  const person = { _id: payload, username: payload, name: payload };
  const message = (more: object) => {
    const ts = new Date(START + ++made * 1000).toISOString();
    return {
      _id: `m${made}`,
      rid: RID,
      ts,
      _updatedAt: ts,
      u: person,
      alias: payload,
      msg: payload,
      ...more,
    };
  };
  const attachment = {
    title: payload,
    title_link: payload,
    title_link_download: true,
    text: payload,
    description: payload,
    image_url: payload,
    image_preview: payload,
    audio_url: payload,
    video_url: payload,
    author_name: payload,
    author_link: payload,
    author_icon: payload,
    thumb_url: payload,
    fields: [{ title: payload, value: payload }],
    actions: [{ type: 'button', text: payload, url: payload }],
    html: payload,
  };
  return [
    message({ editedAt: new Date(START + made * 1000).toISOString(), editedBy: person }),
    message({
      attachments: [attachment, { ...attachment, type: 'file' }],
      file: { _id: payload, name: payload, type: payload },
      files: [{ _id: payload, name: payload, type: payload }],
      urls: [{ url: payload, meta: { ogTitle: payload, oembedHtml: payload }, parsedUrl: { host: payload } }],
      md: [{ type: 'PARAGRAPH', value: [{ type: 'LINK', value: { src: { value: payload }, label: [] } }] }],
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: payload } }],
      customFields: { [payload.slice(0, 20) || 'x']: payload },
      avatar: payload,
      emoji: payload,
    }),
    // Of the server itself: these are fetched and shown, as what they say they are.
    message({
      attachments: [
        ...['image/png', 'image/svg+xml'].map((type) => ({
          title: payload,
          title_link: `/file-upload/F/${payload}`,
          image_url: payload,
          image_type: type,
          image_size: payload,
          image_dimensions: { width: payload, height: -1 },
        })),
        {
          title: payload,
          title_link: '/file-upload/F/sound',
          audio_url: payload,
          audio_type: `audio/${payload}`,
        },
        { title: payload, title_link: `//${payload}`, video_url: payload, video_type: 'video/mp4' },
      ],
    }),
    message({ t: 'uj' }),
    message({ t: 'ul' }),
    message({
      t: 'livechat_transfer_history',
      transferData: { comment: payload, transferredBy: person, transferredTo: person, scope: 'agent' },
    }),
    message({
      t: 'livechat_transfer_history',
      transferData: { nextDepartment: { _id: payload, name: payload } },
    }),
    message({ t: 'command', msg: payload }),
    message({ t: payload }),
  ];
}

/** One attempt to bring a file to the server. */
export interface Sending {
  /** Status and body of the answer; status 0: there was none. Never rejects. */
  answer: Promise<{ status: number; text: string }>;
  cancel(): void;
}
export type SendFile = (url: string, token: string, file: File, sent: (share: number) => void) => Sending;

/** @note Not `fetch`: it does not tell how much is sent. */
export const sendFile: SendFile = (url, token, file, sent) => {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append('file', file);
  return {
    answer: new Promise((resolve) => {
      request.onloadend = () => resolve({ status: request.status, text: request.responseText });
      request.upload.onprogress = ({ loaded, total }) => sent(loaded / total);
      request.open('POST', url);
      request.setRequestHeader('x-visitor-token', token);
      request.send(body);
    }),
    cancel: () => request.abort(),
  };
};

/** What became of a request to the sample CRM. */
export type Verdict =
  /** Token right, JSON right, answered 200. */
  | 'accepted'
  /** Answered with another status, or 200 too late, because the CRM was told to. */
  | 'told-201'
  | 'told-500'
  | 'told-slow'
  | 'told-hang'
  | 'told-drop'
  /** 401: the token header is not the CRM's secret. */
  | 'wrong-token'
  /** 400: the body is not JSON. */
  | 'not-json'
  /** 413 */
  | 'too-large';

/** One request to the sample CRM, as it came. */
export interface CrmRequest {
  /** 1, 2, … since the start. */
  number: number;
  /** ISO date, real time. */
  at: string;
  headers: [name: string, value: string][];
  /** The body as text. */
  body: string;
  verdict: Verdict;
  /** HTTP status of the answer; absent while, or when, there is none. */
  status?: number;
}

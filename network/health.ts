import http from 'node:http';

const ANSWER_WITHIN_MILLIS = 2_000;

/** Whether the health endpoint answers 200 now. */
export function isHealthy(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent: false, timeout: ANSWER_WITHIN_MILLIS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}

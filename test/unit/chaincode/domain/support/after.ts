import type { Scene } from './scene.js';

/** Something that somebody does. */
export type Act = (scene: Scene) => Promise<unknown>;

/** Does things one after the other, and answers as the last. */
export function after(
  prepare: () => Promise<Scene>,
  ...acts: readonly Act[]
): () => Promise<unknown> {
  return async () => {
    const scene = await prepare();
    let answer: unknown;
    for (const act of acts) answer = await act(scene);
    return answer;
  };
}

/** Whether the environment names an endpoint of the container; to nothing is named, too. */
export function hasContainer(env: NodeJS.ProcessEnv): boolean {
  return (
    env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI !== undefined ||
    env.AWS_CONTAINER_CREDENTIALS_FULL_URI !== undefined
  );
}

export async function* lines() {}

export const collect = async () => [];

export const quilt = () => '';

export const describeQuilt = () => ({});

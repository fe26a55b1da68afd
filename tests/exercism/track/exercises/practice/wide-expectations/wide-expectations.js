export const reportOf = () => ({});

export const ratio = () => 0;

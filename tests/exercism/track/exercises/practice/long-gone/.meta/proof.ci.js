export const gone = () => 2;
